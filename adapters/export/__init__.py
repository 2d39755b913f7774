"""A reporter's own copy of their report: paper, JSON, and an archive with the files. Start at copies.py."""
