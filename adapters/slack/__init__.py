"""Alongside on Slack: direct messages, mentions and `/alongside`, and the triage channel of a party's staff.

Nothing here may be imported by another folder than the bootstrap's.
"""
