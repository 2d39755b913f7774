"""What a report says of its report to the platform: the answers, in the order in which they can be given. Pure; no store.

"" -> not_yet, declined        reported -> taken_down, refused, silent (each may be corrected by another)
"" -> reported                 reported, silent -> declined ("don't ask again")
"""

from enum import StrEnum

from bot.duties import DutyKind
from bot.messages import Choice
from bot.rendering import Wording
from bot.reporting.report import Entry, Report
from bot.reporting.told import told
from bot.talk import tag
from bot.triage.platform import PLATFORMS

FIELD, REFERENCE = "platform_report", "platform_reference"
"""The questions that the entries answer; the second one is also asked by the form."""


class Said(StrEnum):
    """What a reporter says of it, by button; the last two are kept as something else."""

    REPORTED = "reported"
    NOT_YET = "not_yet"
    DECLINED = "declined"
    TAKEN_DOWN = "taken_down"
    REFUSED = "refused"
    SILENT = "silent"
    STOP = "stop"  # "don't ask again"; kept as declined
    NO_REFERENCE = "no_reference"  # kept as the reference "none"


OUTCOMES = (Said.TAKEN_DOWN, Said.REFUSED, Said.SILENT)

WAITING = frozenset({Said.REPORTED, Said.SILENT})
"""While one of these is the latest answer, it is worth asking again."""

_TOLD_IN_FORM = {"yes": Said.REPORTED, "not_wanted": Said.DECLINED}


def platform_of(report: Report) -> str:
    """Return the platform that a report names, one of `PLATFORMS`; "" when it names none of them."""
    platform = told(report).value("platform")
    return platform if platform in PLATFORMS else ""


def stands_at(report: Report) -> Said | None:
    """Return the latest answer, from the form when it was given there; None when there is none."""
    said = told(report)
    return Said(said.value(FIELD)) if said.value(FIELD) else _TOLD_IN_FORM.get(said.value("platform_told"))


def said_by(key: str) -> Said | None:
    """Return what a button says, by the key in its id; None when no button has it."""
    return next((each for each in Said if key == f"{FIELD}.{each}"), None)


def fits(report: Report, answer: Said) -> bool:
    """True when an answer can be given now; an outcome may be corrected, a report to the platform is not made twice."""
    stands, is_reported = stands_at(report), reported_in(report) is not None
    if answer is Said.REPORTED:
        return stands in (None, Said.NOT_YET, Said.DECLINED)
    if answer is Said.NOT_YET:
        return stands in (None, Said.NOT_YET)
    if answer is Said.NO_REFERENCE:
        return is_reported and REFERENCE not in report.fields
    return answer is Said.DECLINED or is_reported


def reported_in(report: Report) -> Entry | None:
    """Return the entry that says that it was reported to the platform, the latest if there are several."""
    wanted = {(FIELD, Said.REPORTED.value), ("platform_told", "yes")}
    return next((each for each in reversed(report.entries) if (each.field, each.value) in wanted), None)


def question_key(report: Report, reported: Entry, number: int) -> str:
    """Return the key of the duty to ask for the first time (0) or the second (1) after this entry."""
    return f"{DutyKind.ASK_PLATFORM}:{report.id}:{reported.id}:{number}"


def choices_of(wording: Wording, report: Report, *answers: Said) -> tuple[Choice, ...]:
    """Return the buttons for these answers."""
    return tuple(wording.choice(f"t:{tag(report.id)}:{FIELD}.{answer}", f"{FIELD}.{answer}") for answer in answers)


def name_of(wording: Wording, report: Report) -> str:
    """Return what people call the platform of a report. Raises KeyError when it names none."""
    return wording.label(f"platform.{platform_of(report)}")
