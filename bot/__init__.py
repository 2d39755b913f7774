"""The conversation core: what is said, when, and what is written down. Knows no network, database or framework."""
