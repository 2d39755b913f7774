"""Files that people send: recognised by content, encrypted with their organisation's key, laid down. Start at files.py."""
