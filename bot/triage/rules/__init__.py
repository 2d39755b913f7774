"""The red-flag rules, one file for each kind of danger; `bot.triage.flags` puts them together."""
