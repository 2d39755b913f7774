"""The question whether anyone is in danger: asked once, answered by a button or a word.

It must never stand in the way of the card, which comes whenever a message is a clear emergency, however often.
"""

from bot.emergency import ANSWERS, QUESTION, emergency_card, was_asked
from bot.reporting.adding import add_danger
from bot.reporting.answers import Answer, by_choice
from bot.reporting.asking import ask_next
from bot.reporting.form import FIELDS
from bot.reporting.quick import keep_aside
from bot.reporting.writing import write
from bot.talk import Talk
from bot.triage import RedFlag


def ask_about_danger_once(talk: Talk) -> None:
    """Leave the question out when it was asked a moment ago, or is just what the form asks; write down that it was asked."""
    is_asked = any(reply.kind == QUESTION for reply in talk.replies)
    if is_asked and (talk.state.step == "danger" or was_asked(talk.state, talk.now)):
        talk.replies[:] = [reply for reply in talk.replies if reply.kind != QUESTION]
    elif is_asked:
        talk.remember(danger_asked_at=talk.now.isoformat(), danger_open=True, danger_said="", danger_about="")


async def answers_about_danger(talk: Talk) -> bool:
    """Take a typed yes or no for the answer to the question that the last message brought; False when it is none."""
    was_open = talk.state.danger_open and all(reply.kind != QUESTION for reply in talk.replies)
    if not was_open:
        return False
    talk.remember(danger_open=False)
    answer = talk.wording.typed_choice(talk.inbound.text, ANSWERS)
    if answer is None:
        return False
    await keep_aside(talk)
    return await answer_about_danger(talk, answer)


async def answer_about_danger(talk: Talk, answer: str) -> bool:
    """Give the card, or go on where the talk stood. The answer is kept for the report, which does not ask again."""
    if answer not in ANSWERS:
        return False
    talk.remember(danger_open=False, danger_said=answer.rpartition(".")[2])
    if answer == "danger.yes":
        talk.replies.append(emergency_card(talk.wording, (RedFlag.IMMEDIATE_DANGER,)))
        if not talk.state.report_id and not talk.state.danger_about:
            talk.say(
                "danger_report", talk.choice("report.this" if talk.state.last_text else "report.start"), talk.choice("person")
            )
    else:
        talk.say("danger_no", talk.choice("emergency"))
    if talk.state.report_id:
        await _write_into_report(talk, answer)
        await ask_next(talk)
    elif answer == "danger.yes":
        await add_danger(talk, _given(talk, answer))
    return True


async def _write_into_report(talk: Talk, answer: str) -> None:
    report = await talk.work.reports.get(talk.state.report_id)
    await write(talk, report, [_given(talk, answer)])
    talk.remember(danger_said="")


def _given(talk: Talk, answer: str) -> Answer:
    words = talk.inbound.text or talk.wording.label(answer)
    return by_choice(FIELDS["danger"], answer, talk.wording.label, words=words, sent_at=talk.inbound.sent_at)
