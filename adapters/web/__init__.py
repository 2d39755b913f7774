"""The web: the chat page, the HTTP API of the chat, and the answers for whoever watches the process."""
