"""From a report to a person at the police: what is sent, when it is tried again, and what the reporter is told."""
