"""The parts of what a SPOC is sent: answers with how sure they are, red flags, consent, contact, files.

Each is made of rows alone: two tries of one message must have the same bytes, so nothing here reads a clock. What the SPOC may
see is decided in bot/reporting/sharing.py and nowhere else.
"""

import re
from collections.abc import Mapping, Sequence

from bot.escalation import evidence_links
from bot.escalation.background import Background, Previous
from bot.escalation.escalation import Escalation
from bot.escalation.tiers import READ, RED_FLAGS
from bot.reporting.form import FIELDS, SKIPPED, Field, FieldKind
from bot.reporting.report import Entry, Recipient, Report
from bot.reporting.told import told
from bot.triage import RedFlag, red_flags

Part = dict[str, object]

STATUSES = ("answered", "unknown", "rather_not", "none", "skipped")
"""How a question was left: "none" says that there is nothing to tell, such as no witnesses."""

_LEFT = {"unknown": "unknown", "rather_not": "rather_not", "none": "none", "nothing": "none", "skipped": "skipped"}
_POSITION = re.compile(r"(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)")


def fields(report: Report, shown: Sequence[Field]) -> Part:
    """Return the answers; one that was left open stands there as such, so that nobody takes it for one that was never asked."""
    answered = report.fields
    return {each.id: _answer(each, answered[each.id]) for each in shown}


def status(field: Field, value: str) -> str:
    """Return one of STATUSES. Words that happen to read "unknown" are an answer: only a button leaves a question open."""
    left = {key.rpartition(".")[2] for key in (*field.skips, SKIPPED)}
    return _LEFT[value] if value in left else "answered"


def time_of(value: str) -> Part:
    """Return a stored time (`answers.time_value`): `from` and `until` are ISO 8601 instants or days, or None."""
    begin, _, end = value.rstrip("~").partition("/")
    has_time = begin[:1].isdigit()  # else a button that says that it is not known
    return {"from": begin if has_time else None, "until": end or None, "about": value.endswith("~")}


def position_of(value: str) -> Part | None:
    """Return the position that was shared, in degrees; None when the place was told in words."""
    found = _POSITION.fullmatch(value)
    return {"latitude": float(found[1]), "longitude": float(found[2])} if found else None


def flags(report: Report, shown: Sequence[Field]) -> list[str]:
    """Return the red flags that the rules see in the reporter's own shared words, and those that they named, in their order."""
    answered, ids = report.fields, {each.id for each in shown}
    words = " \n".join(answered[id].words for id in answered if id in ids & READ)
    so_far = told(report)
    named = {RED_FLAGS[value] for value in so_far.value("aggravating").split(",") if value in RED_FLAGS and "aggravating" in ids}
    danger = {RedFlag.IMMEDIATE_DANGER} if so_far.value("danger") == "yes" and "danger" in ids else set()
    found = {*red_flags(words), *named, *danger}
    return [flag.value for flag in RedFlag if flag in found]


def consent(report: Report) -> Part:
    """Return when and by which words the SPOC was let in, and whether the party's staff see the report too."""
    given = [each for each in report.consents if each.recipient is Recipient.SPOC and each.given]
    latest = given[-1] if given else None
    return {
        "given_at": latest.at.isoformat() if latest else None,
        "words": latest.words if latest else "",
        "party_sees": report.allows(Recipient.PARTY),
    }


def contact(report: Report, shown: Sequence[Field], background: Background) -> Part:
    """Return how the reporter may be reached. Who they are is said only where they let the SPOC know."""
    preference = report.fields["contact"] if "contact" in {each.id for each in shown} else None
    is_told = preference is not None and status(FIELDS["contact"], preference.value) == "answered"
    emergency = background.emergency_contact
    return {
        "reporter_known": told(report).knows_reporter(Recipient.SPOC),
        "preference": preference.words if preference and is_told else None,
        "emergency_contact": {"words": emergency.words, "agreed_at": emergency.agreed_at} if emergency else None,
    }


def evidence(report: Report, escalation: Escalation, public_url: str) -> list[Part]:
    """Return the manifest of the files."""
    return [_file(each, escalation, public_url) for each in report.evidence if each.evidence]


def beside(escalation: Escalation, background: Background) -> Part:
    """Return where it goes and what belongs to it: force, operation, deadline, pattern, earlier reports."""
    deadline = background.deadline
    return {
        "force": {"id": escalation.force_id, "name": background.force} if escalation.force_id else None,
        "operation": background.operation.value if background.operation else None,
        "acknowledge_by": deadline.isoformat() if deadline else None,
        "pattern": list(background.pattern),
        "previous": [_previous(each) for each in background.previous],
    }


def _previous(earlier: Previous) -> Part:
    return {
        "reference": earlier.reference,
        "escalated_at": earlier.escalated_at.isoformat(),
        "police_reference": earlier.police_reference,
    }


def _answer(field: Field, entry: Entry) -> Mapping[str, object]:
    base: Part = {"words": entry.words, "value": entry.value, "status": status(field, entry.value)}
    if field.kind is FieldKind.TIME:
        return base | {"time": time_of(entry.value)}
    return base | {"position": position_of(entry.value)} if field.kind is FieldKind.PLACE else base


def _file(entry: Entry, escalation: Escalation, public_url: str) -> Part:
    item = entry.evidence
    assert item is not None
    link = None if item.quarantined else evidence_links.address(public_url, escalation, entry)
    return {
        "sha256": item.sha256,
        "media_type": item.media_type,
        "size_bytes": item.size_bytes,
        "received_at": entry.at.isoformat(),
        "channel": entry.channel.value,
        "quarantined": item.quarantined,
        "link": link,
        "link_expires_at": evidence_links.expires_at(escalation, entry).isoformat() if link else None,
    }
