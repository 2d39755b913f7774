"""Which answers a recipient is shown. Everything that leaves the reporter's own hands asks here."""

from bot.reporting.form import FORM, Field
from bot.reporting.report import Entry, EntryKind, Recipient, Report
from bot.reporting.told import told


def shared_fields(report: Report, recipient: Recipient) -> list[Field]:
    """Return the answered questions that this recipient may see, in the order of the form.

    Whether the recipient may see the report at all is `Report.allows`; who the reporter is, they are shown only when the
    reporter lets them know.
    """
    so_far = told(report)
    answered = (field for field in FORM if field.id in report.fields)
    visible = (field for field in answered if recipient in field.visible_to)
    return [field for field in visible if not field.by_identity or so_far.knows_reporter(recipient)]


def may_see(report: Report, entry: Entry, recipient: Recipient) -> bool:
    """True when this recipient may see an entry: a file, or the answer to a question that is shared with them."""
    return entry.kind is EntryKind.EVIDENCE or entry.field in {each.id for each in shared_fields(report, recipient)}
