"""The terminal: the same conversation, and guidance and triage on their own."""
