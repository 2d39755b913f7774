"""Structured incident reports: the form as data, the steps, and the record that only grows."""
