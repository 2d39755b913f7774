"""Scripted talks, one a lane: played in memory with the real wording, lanes and contact book, and kept in docs/transcripts/.

`python -m tests.transcripts` writes them anew; tests/unit/test_transcripts.py fails when a file differs from what is said today.
Nobody in them is real: invented names, 01632 960xxx numbers, example.org.
"""
