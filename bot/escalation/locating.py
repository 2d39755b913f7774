"""Asks where it was, when the tables do not settle the force; the answer sends the report on its way.

It must never guess, and never keep somebody in a loop: "I don't know" is an answer, and then a person has to find out.
"""

from bot.escalation.alarms import Why, alarm_duty
from bot.escalation.assigning import LOCATED, SIDE
from bot.escalation.escalation import ASKABLE, Escalation, Held
from bot.escalation.force_names import force_name
from bot.escalation.hand_over import HandedOver, askable, release
from bot.escalation.people import is_waiting
from bot.escalation.route import BOTH, Route, incident_of
from bot.messages import Choice
from bot.reporting.report import Entry, EntryKind, Recipient, Report
from bot.reporting.writing import entry
from bot.talk import Talk, tag

DONT_KNOW = "unknown"
"""The key of the button "I don't know"."""

TYPED_UNKNOWN = ("skip.unknown", "skip.skipped")
"""What may be typed instead of that button."""

MOST_OFFERED = 5
"""How many places with a town's name are offered: more are no help on a phone."""

MOST_TRIES = 3
"""How many typed places are looked up before a person has to find out."""


def say_where_it_goes(talk: Talk, report: Report, done: HandedOver) -> None:
    """Ask what has to be asked, and say plainly where nobody could be sent it."""
    waiting = done.held_for(*ASKABLE)
    if waiting:
        _ask(talk, report, waiting, done.route)
    if done.without_contact:
        talk.say(
            "no_spoc_contact", reference=report.reference, forces=done.without_contact, to_staff=_is_with_staff(talk, report)
        )
    if done.held_for(Held.OUTSIDE_UK):
        talk.say("outside_any_force", reference=report.reference, to_staff=_is_with_staff(talk, report))


async def ask_again(talk: Talk, report: Report) -> None:
    """Ask the question that stands once more, from the reporter's list."""
    waiting = await askable(talk, report)
    if waiting:
        profile = await talk.work.members.profile(report.reporter)
        _ask(talk, report, waiting[0], talk.assigning.route(report, profile, waiting[0].urgency))
    else:
        talk.say("old_button", talk.choice("my"))


async def take_words(talk: Talk) -> None:
    """Take a typed place."""
    escalation = await talk.work.escalations.get(talk.state.locating)
    report = await talk.work.reports.get(escalation.report_id)
    if talk.heard.is_incident and not talk.heard.is_question:  # something new, and no place: it must not end as a note
        talk.keep_in_mind(talk.inbound.text)
        talk.say("told_instead", talk.choice("report.this"), talk.choice("help"))
        return
    talk.remember(locating="")
    if not _is_asked(escalation, report):
        talk.say("old_button", talk.choice("my"))
        return
    if talk.wording.typed_choice(talk.inbound.text, TYPED_UNKNOWN):
        await _give_up(talk, report, escalation)
        return
    words = talk.inbound.text.strip()
    side = _side_named(talk.assigning.route(report, await talk.work.members.profile(report.reporter), escalation.urgency), words)
    note = entry(talk, EntryKind.NOTE, "", words, SIDE + side if side else LOCATED)
    await _go_on(talk, report, escalation, note, typed=words)


async def pressed(talk: Talk, escalation: Escalation, key: str) -> bool:
    """Take the button of a side, of both, or "I don't know"; False when it fits nothing any more."""
    report = await talk.work.reports.get(escalation.report_id)
    if not _is_asked(escalation, report):
        return False
    talk.remember(locating="")
    if key == DONT_KNOW:
        await _give_up(talk, report, escalation)
        return True
    if place := talk.assigning.routing.place_of(key):
        await _go_on(talk, report, escalation, entry(talk, EntryKind.NOTE, "", place.name, LOCATED), typed=place.name)
        return True
    if escalation.held is not Held.WHICH_SIDE or not (key == BOTH or force_name(key)):
        return False
    words = force_name(key) or talk.wording.label("place.both")
    await _go_on(talk, report, escalation, entry(talk, EntryKind.NOTE, "", words, SIDE + key))
    return True


def _is_asked(escalation: Escalation, report: Report) -> bool:
    """True while an answer may still send it: a report that was withdrawn meanwhile stays withdrawn, whatever is pressed."""
    return escalation.held in ASKABLE and is_waiting(escalation, report)


async def _go_on(talk: Talk, report: Report, escalation: Escalation, note: Entry, *, typed: str = "") -> None:
    await talk.work.reports.append(report.id, [note])
    report = report.with_entries([note])
    done = await release(talk, report, escalation)
    if typed and not done.held_for(Held.WHERE):
        await talk.work.reports.append(report.id, _place(talk, report, typed))
    if done.is_sent:
        talk.say("on_its_way", reference=report.reference, forces=done.forces, practice=done.is_practice)
    if typed and done.held_for(Held.WHERE):
        await _not_found(talk, report, escalation)
    else:
        say_where_it_goes(talk, report, done)


def _place(talk: Talk, report: Report, words: str) -> list[Entry]:
    """A place that was found, as part of the report: whoever gets it must know the town too. Where somebody lives is none."""
    if incident_of(report).is_online:
        return []
    said = incident_of(report).where
    return [entry(talk, EntryKind.ADDITION, "where", f"{said}, {words}" if said else words, "")]


async def _not_found(talk: Talk, report: Report, escalation: Escalation) -> None:
    """Ask once more; whoever does not find the words then is not asked for ever."""
    tries = sum(each.value == LOCATED for each in report.entries)
    if tries >= MOST_TRIES:
        await _give_up(talk, report, escalation)
        return
    like = talk.assigning.routing.places_like(talk.inbound.text)[:MOST_OFFERED]
    offered = [Choice(id=_id(escalation, each.code), label=_side_label(each.name, each.forces[0].name)) for each in like]
    unknown = talk.choice(_id(escalation, DONT_KNOW), "place.unknown")
    talk.say("place_not_found", *offered, unknown, reference=report.reference, is_offered=bool(offered))
    talk.remember(locating=escalation.id)


async def _give_up(talk: Talk, report: Report, escalation: Escalation) -> None:
    """Nobody is asked for ever: now a person has to find out, and is told at once."""
    await talk.work.duties.add(alarm_duty(escalation, talk.organisation.id, talk.ids, talk.now, Why.NO_CONTACT))
    talk.say("force_unknown", talk.choice("my"), reference=report.reference, to_staff=_is_with_staff(talk, report))


def _ask(talk: Talk, report: Report, escalation: Escalation, route: Route) -> None:
    name = "ask_side" if escalation.held is Held.WHICH_SIDE else "ask_force"
    buttons = [*_sides(talk, escalation, route), talk.choice(_id(escalation, DONT_KNOW), "place.unknown")]
    talk.say(name, *buttons, reference=report.reference, place=route.place)
    talk.remember(locating=escalation.id)


def _sides(talk: Talk, escalation: Escalation, route: Route) -> list[Choice]:
    if escalation.held is not Held.WHICH_SIDE:
        return []
    named = [Choice(id=_id(escalation, each.force.id), label=_side_label(each.council, each.force.name)) for each in route.sides]
    return [*named, talk.choice(_id(escalation, BOTH), "place.both")]


def _side_label(council: str, force: str) -> str:
    return f"{council} ({force})" if council else force


def _side_named(route: Route, words: str) -> str:
    """The force whose side was typed instead of pressed; "" when the words are none of them."""
    said = words.casefold()
    found = {each.force.id for each in route.sides if said in (each.council.casefold(), each.force.name.casefold())}
    return found.pop() if len(found) == 1 else ""


def _id(escalation: Escalation, key: str) -> str:
    return f"l:{tag(escalation.id)}:{key}"


def _is_with_staff(talk: Talk, report: Report) -> bool:
    return talk.has_staff_desk and report.allows(Recipient.PARTY)
