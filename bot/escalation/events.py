"""The names under which attempts are kept: types of signed messages, and the one way that is none."""

ESCALATED = "report.escalated"
REMINDER = "escalation.reminder"
UNANSWERED = "escalation.unanswered"  # to the organisation's safety lead: that there is silence
STAFF_ALARM = "staff.alarm"  # to the desk of the organisation's staff, which is no signed message

DELIVERED = "delivered"
"""The outcome of an attempt that was taken."""
