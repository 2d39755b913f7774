"""What each step of a script does on the stage."""

import re
from collections.abc import Sequence
from hashlib import sha256

from bot.errors import SpocUnreachable
from bot.messages import EvidenceItem, SharedPlace
from bot.reporting.report import Report
from tests.talking import ORGANISATION, Person
from tests.transcripts.script import LATER, NOTE, SPOC, STAFF, Script, Step
from tests.transcripts.stage import Moment, Stage

A_MESSAGE_S = 25
"""How long somebody needs to read and to answer, in seconds."""

_MARKS = {
    "{code}": re.compile(r"\b[2-9][2-9A-Z]{3}(?:-[2-9A-Z]{4}){3}\b"),
    "{reference}": re.compile(r"\bAL-[2-9A-Z]{4}-[2-9A-Z]{4}\b"),
}
_DONE = {
    "acknowledge": "The staff press “Acknowledge”.",
    "ask for the SPOC": "The staff press “Ask whether the SPOC may be told”.",
    "write": "The staff write to the reporter.",
    "close": "The staff close the report.",
    "reopen": "The staff open the report again.",
}


async def played(script: Script) -> Sequence[Moment]:
    """Play a script and return what was seen."""
    stage = await Stage(script=script).open()
    for step in script.steps:
        await act(stage, step)
        await stage.look()
    return stage.moments


async def act(stage: Stage, step: Step) -> None:
    """Do one step."""
    if step.who == NOTE:
        stage.show("note", words=str(step.what["says"]))
    elif step.who == LATER:
        await stage.wait(step.wait)
    elif step.who == STAFF:
        await _staff(stage, step)
    elif step.who == SPOC:
        await _spoc(stage, step)
    elif "if" not in step.what or step.what["if"] == stage.people[step.who].replies[-1].kind:
        stage.clock.advance(seconds=A_MESSAGE_S)
        stage.taps += not stage.is_saved
        await _person(stage, step.who, step)


async def _person(stage: Stage, name: str, step: Step) -> None:
    person, what = stage.people[name], step.what
    if "photos" in what:
        await _photos(stage, name, int(what["photos"]), _filled(stage, what.get("says", "")))
        return
    if "presses" in what:
        label, id = stage.button(name, _filled(stage, what["presses"]))
        stage.show("said", who=name, words=f"`[{label}]`")
        await person.press_id(id)
    elif "forwards" in what:
        stage.show("said", who=name, words=f"*(forwards a message of {what['from']})* {what['forwards']}")
        await person.say(what["forwards"], forwarded_from=what["from"])
    elif "place" in what:
        latitude, longitude = what["place"]
        stage.show("said", who=name, words="*(shares a location)*")
        await person.send(place=SharedPlace(latitude=latitude, longitude=longitude))
    else:
        await _says(stage, name, person, _filled(stage, what["says"]))
    await stage.took(name, person)


async def _says(stage: Stage, name: str, person: Person, words: str) -> None:
    stage.show("said", who=name, words=words)
    await person.say(words)


async def _photos(stage: Stage, name: str, count: int, caption: str) -> None:
    """As Telegram sends an album: a message for each picture, the caption with the first."""
    sent = "*(a photo)*" if count == 1 else f"*({count} photos)*"
    stage.show("said", who=name, words=f"{sent} {caption}".strip())
    seed = f"{stage.script.name}/{len(stage.moments)}"
    for number in range(count):
        digest = sha256(f"{seed}/{number}".encode()).hexdigest()
        item = EvidenceItem(sha256=digest, media_type="image/jpeg", size_bytes=240_000, storage_key=f"evi_{digest[:32]}")
        await stage.people[name].say("" if number else caption, evidence=(item,), album=seed if count > 1 else "")
        await stage.took(name, stage.people[name])


async def _staff(stage: Stage, step: Step) -> None:
    stage.clock.advance(seconds=60)
    id = f"staff-{len(stage.moments)}"
    [verb] = [each for each in _DONE if each in step.what or step.what.get("says") == each]
    words, more = str(step.what.get(verb, "")), str(step.what.get("words", ""))
    report = await _report(stage)
    stage.show("staff", words=_DONE[verb])
    answer = await _answer(stage, verb, report, id, words, more)
    stage.show("staff", words=f"They read: {answer}")


async def _answer(stage: Stage, verb: str, report: Report, id: str, words: str, more: str) -> str:
    world, organisation_id, by = stage.world, ORGANISATION.id, "U-STAFF"
    if verb == "acknowledge":
        return await world.staff.acknowledge(organisation_id, report.id, by=by, acknowledgement_id=id)
    if verb == "write":
        return await world.staff_talk.write(organisation_id, report.id, words, by=by, message_id=id)
    if verb == "close":
        return await world.staff_talk.close(organisation_id, report.id, words, more, by=by, message_id=id)
    if verb == "reopen":
        return await world.staff_talk.reopen(organisation_id, report.id, by=by, message_id=id)
    return await world.staff.escalate(organisation_id, report.id, by=by)


async def _spoc(stage: Stage, step: Step) -> None:
    if "down" in step.what:
        stage.world.spoc.failures.extend(SpocUnreachable() for _ in range(int(step.what["down"])))
        return
    stage.clock.advance(seconds=60)
    [*_, escalation] = await stage.world.escalations(await _report(stage))
    stage.show("spoc", words="An officer at the SPOC presses “Acknowledge”.")
    id = f"spoc-{len(stage.moments)}"
    await stage.world.acknowledging.acknowledge(escalation.id, acknowledgement_id=id, by="Insp. Example", how="link")


async def _report(stage: Stage) -> Report:
    """Return the newest report that was finished; a closed one is found by its card."""
    async with stage.storage.reading(ORGANISATION.id) as work:
        saved = await work.reports.saved(limit=1)
        return saved[0] if saved else await work.reports.get(stage.world.desk.cards[-1].report.id)


def _filled(stage: Stage, words: str) -> str:
    said = [reply.text for moment in stage.moments for reply in moment.replies]
    for mark, pattern in _MARKS.items():
        if mark in words:
            words = words.replace(mark, [found for text in said for found in pattern.findall(text)][-1])
    return words
