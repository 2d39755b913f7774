"""What one message leads to, once it is known to be new and the emergency card is out: the order of DESIGN section 3."""

from bot.answering.answering import answer_question
from bot.answering.signposts import SIGNPOSTS, say_signpost
from bot.buttons import pressed
from bot.candidate import asking as candidate
from bot.commands import Command, command_in, is_question_between, question_in, spare_code
from bot.danger import answers_about_danger, ask_about_danger_once
from bot.emergency import QUESTION, emergency_card
from bot.messages import MAX_TEXT_CHARS
from bot.reporting import asking, changing, drafts, mine, telling
from bot.reporting.answers import has_words
from bot.reporting.filling import take_form
from bot.reporting.form import FIELDS
from bot.reporting.quick import keep_aside, start_from
from bot.reporting.review import review
from bot.reporting.writing import forget_what_was_awaited
from bot.state import State
from bot.talk import Talk
from bot.triage import RedFlag
from bot.waiting import take_awaited
from knowledge.refusal import Reason

NO = frozenset({Reason.MISUSE, Reason.PRIVATE_DATA, Reason.OPINION})
"""Refusals that stand whatever else a message tells of, but for an emergency."""


async def decide(talk: Talk) -> None:
    """Add the replies to this message, and write what it changes."""
    inbound = talk.inbound
    ask_about_danger_once(talk)
    before = talk.state
    await drafts.leave_if_over(talk)
    if inbound.answers:  # each of them has its own limit
        await take_form(talk)
    elif len(inbound.text) > MAX_TEXT_CHARS:
        talk.say("too_long", length=len(inbound.text), limit=MAX_TEXT_CHARS)
        await _ask_again(talk)
    elif inbound.choice:
        forget_what_was_awaited(talk)
        await pressed(talk, run)
    else:
        await _sent(talk, before)


def introduce(talk: Talk) -> None:
    """Say who is speaking before the first replies, unless they say so already or there is an emergency to read first."""
    if talk.state.welcomed or talk.replies[0].kind in ("emergency", QUESTION):
        return
    talk.replies.insert(0, talk.wording.reply("introduction", organisation=talk.organisation.name))
    talk.remember(welcomed=True)


async def run(talk: Talk, command: Command) -> None:
    """Carry out a command."""
    name, rest = command.name, command.rest
    forget_what_was_awaited(talk)
    if name == "start":
        await _welcome(talk)
    elif name == "ask":
        await _answer(talk, rest)
    elif name in ("report", "quick"):
        await _report(talk, rest, is_quick=name == "quick")
    elif name == "my":
        await mine.show_list(talk)
    elif name == "resume":
        await _resume(talk)
    elif name == "cancel":
        await _cancel(talk)
    elif name == "emergency":
        talk.replies.append(emergency_card(talk.wording, (RedFlag.IMMEDIATE_DANGER,)))
    elif name in candidate.COMMANDS:
        await candidate.run(talk, name)
    elif name in SIGNPOSTS:
        say_signpost(talk, name)
    elif name == "person":
        talk.say("person", talk.choice("report.start"), safety_contact=talk.organisation.safety_contact)
    else:
        more = [talk.choice("standing"), talk.choice("security")] if name == "help" else []
        talk.say(name, talk.choice("report.quick"), talk.choice("my"), talk.choice("privacy"), *more)


async def _report(talk: Talk, text: str, *, is_quick: bool) -> None:
    """Begin a report. With words of its own it is a new one: an unfinished one stays in the list."""
    if talk.state.report_id and not has_words(text):
        await keep_aside(talk)
        await asking.ask_next(talk)
    else:
        await telling.start(talk, text, is_quick=is_quick)


async def _sent(talk: Talk, before: State) -> None:
    """Words, files, a place; what could not be read among them is said, so that nobody believes it was kept."""
    inbound = talk.inbound
    if inbound.unreadable:
        talk.say("unreadable", what=inbound.unreadable, may_send_file=talk.may_send_file)
    if inbound.text or inbound.evidence or inbound.place or not inbound.unreadable:
        await _typed(talk, before)
    else:
        await _ask_again(talk)


async def _typed(talk: Talk, before: State) -> None:
    """Do what words, a file or a place lead to.

    Args:
        talk: the turn.
        before: what the person had before them; their words may be the answer to a report that turned out to be over.
    """
    inbound, state = talk.inbound, talk.state
    if await answers_about_danger(talk):
        return
    code = spare_code(inbound)
    command = None if code else command_in(talk.heard, before, talk.wording)
    if code:
        await keep_aside(talk)
        await _open(talk, code)
    elif command:
        if command.name not in ("report", "quick"):  # these begin a report of their own, and the files go into that
            await keep_aside(talk)
        await run(talk, command)
        await _ask_again(talk, unless={"report", "quick", "cancel", "start", "resume"}, after=command.name)
    elif await take_awaited(talk):
        return
    elif state.report_id:
        await _in_a_report(talk)
    elif inbound.evidence or inbound.place or inbound.forwarded_from:
        await start_from(talk)
    elif not before.report_id or talk.heard.is_question:
        await _answer(talk, question_in(talk.heard, talk.state, None) or "")
        candidate.ask_again(talk)


async def _in_a_report(talk: Talk) -> None:
    """An answer, a correction of an earlier one, or a question in between."""
    report = await talk.work.reports.get(talk.state.report_id)
    field = FIELDS[talk.state.step]
    typed = telling.pressed_or_typed(talk, asking.keys_understood(talk, report, field))
    correction = None if typed else await changing.correction_in(talk)
    if field.id == "consent" and typed:
        await keep_aside(talk)
        await review(talk, typed)
    elif correction:
        await changing.repair(talk, correction)
    elif not typed and is_question_between(talk.heard, talk.state):
        await _answer(talk, talk.inbound.text)
        await asking.ask_next(talk)
    else:
        await telling.answer(talk)


async def _answer(talk: Talk, text: str) -> None:
    if not has_words(text):
        talk.say(
            "ask_question" if talk.inbound.text.startswith("/ask") else "empty", talk.choice("report.quick"), talk.choice("help")
        )
    elif _is_told_and_not_answered(talk):
        talk.keep_in_mind(text)
        talk.say("offer_report", talk.choice("report.this"), talk.choice("person"))
    else:
        await answer_question(talk, text)


def _is_told_and_not_answered(talk: Talk) -> bool:
    """True when somebody tells of an incident and the guidance has no words for it: then a report is the answer.

    Telling of an incident is never "out of scope"; but who asks for somebody's address, or for help to harm, is told no.
    """
    if not talk.heard.is_incident or talk.found is None or talk.state.report_id or talk.heard.is_known_question:
        return False
    refusals = [found.findings.refusal for found in talk.found]
    return all(refusal is not None and (refusal.reason not in NO or talk.heard.seen.red_flags) for refusal in refusals)


async def _welcome(talk: Talk) -> None:
    routes = talk.routes
    if talk.joined is not None:
        talk.say("joined" if talk.joined else "bad_invitation")
    buttons = [talk.choice(each) for each in ("report.quick", "report.start", "help", "privacy")]
    talk.say("welcome", *buttons, has_spoc=routes.has_spoc, practice=routes.practice)
    talk.remember(welcomed=True)
    if talk.state.report_id:
        talk.say("resume", talk.choice("report.resume"), talk.choice("report.aside"))


async def _open(talk: Talk, code: str) -> None:
    """Open a report by its spare code: a draft goes on here, a finished one is shown."""
    report = await drafts.open_by_code(talk, code)
    if report and report.status in drafts.UNFINISHED:
        await drafts.go_on(talk, report)
    elif report:
        await mine.show_one(talk, report)
    else:
        await _ask_again(talk)


async def _resume(talk: Talk) -> None:
    if talk.state.report_id:
        await asking.ask_next(talk)
    else:
        talk.say("ask_code", talk.choice("my"), talk.choice("help"))


async def _cancel(talk: Talk) -> None:
    if talk.state.report_id:
        await drafts.cancel(talk)
    else:
        talk.say("nothing_to_cancel", talk.choice("my"), talk.choice("help"))


async def _ask_again(talk: Talk, *, unless: frozenset[str] | set[str] = frozenset(), after: str = "") -> None:
    if talk.state.report_id and after not in unless and not talk.state.awaited:
        await asking.ask_next(talk)
