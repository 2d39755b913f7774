"""From what was found to the replies: the passage, the choice between two, or the word that there is none and whom to ask."""

from collections.abc import Sequence

from bot.advice import Advice, Outcome, Verdict
from bot.answering.found import Found
from bot.answering.pinning import pinned_reply
from bot.answering.quoting import quoted
from bot.answering.signposts import signpost_for
from bot.messages import Choice, Reply
from bot.rendering import Wording
from bot.talk import Talk
from knowledge.passage import Findings, Hit, Passage
from knowledge.pinned import Pinned
from knowledge.refusal import Reason, Refusal

GAPS = frozenset({Reason.NEAR_MISS, Reason.UNSURE})
"""Refusals that may show something missing in the guidance; nobody will write guidance on trains or on how to troll."""

FIRST_WORDS = 7
"""Words of a passage that its button shows, beside its section."""


async def answer_question(talk: Talk, text: str) -> None:
    """Reply to a question with what was found for it, and write down what was shown."""
    talk.keep_in_mind(text)
    pinned = talk.pins.asked_for(text)
    if pinned:
        await _say_pinned(talk, pinned, text)
        return
    if talk.found is None:
        talk.say("guidance_down", *_ways_out(talk))
        return
    replies = [_reply(talk, found, is_alone=len(talk.found) == 1) for found in talk.found]
    advice = await _noted(talk, talk.found, text)
    talk.replies.extend(replies[:-1])
    talk.replies.append(_with(replies[-1], *_buttons(talk, talk.found[-1].findings, advice)))
    talk.remember(
        last_question=talk.found[-1].question,
        last_question_at=talk.now.isoformat(),
        last_advice=advice.id,
        more=_further(talk.found),
    )


async def _say_pinned(talk: Talk, pinned: Pinned, text: str) -> None:
    reply = pinned_reply(talk.wording, talk.contacts, pinned, talk.pins.passages, talk.now.date())
    advice = _advice(
        talk,
        Outcome.PINNED,
        [citation.passage_id for citation in reply.citations],
        version=talk.found[0].findings.version if talk.found else "",
        question=text if talk.organisation.keeps_questions else "",
    )
    await talk.work.advice.add(advice)
    talk.replies.append(_with(reply, talk.choice("report.this"), talk.choice("person"), *_verdicts(talk, advice)))
    talk.remember(last_question=text, last_question_at=talk.now.isoformat(), last_advice=advice.id, more=())


async def press(talk: Talk) -> bool:
    """Show the passage that a button names, or the next one of the last question; False when there is nothing to show."""
    passage = talk.passage
    if passage is None:
        return False
    more = tuple(each for each in talk.state.more if each != passage.id)
    talk.remember(more=more)
    buttons = (*([talk.choice("g:more", "more")] if more else ()), *_ways_out(talk))
    talk.replies.append(quoted(talk.wording, talk.contacts, Hit(passage=passage, score=0.0), talk.now.date(), *buttons))
    await talk.work.advice.add(_advice(talk, Outcome.ANSWERED, [passage.id]))
    return True


async def judge(talk: Talk, advice_id: str, verdict: Verdict) -> None:
    """Take down whether an answer helped. Raises NotFound for an answer that is not known here."""
    is_last = advice_id == talk.state.last_advice
    gap = talk.redact(talk.state.last_question) if verdict is Verdict.UNHELPFUL and is_last else ""
    await talk.work.advice.judge(advice_id, verdict, gap=gap)
    if verdict is Verdict.HELPFUL:
        talk.say("feedback_helpful", talk.choice("report.start"), talk.choice("help"))
    else:
        more = [talk.choice("g:more", "more")] if talk.state.more and is_last else []
        talk.say("feedback_unhelpful", *more, *_ways_out(talk), is_noted=bool(gap))


def _reply(talk: Talk, found: Found, *, is_alone: bool) -> Reply:
    findings = found.findings
    if findings.refusal:
        return _refused(talk, findings.refusal) if is_alone else talk.wording.reply("part_unanswered", part=found.question)
    if findings.rivals and is_alone:
        return talk.wording.reply("which")
    return quoted(talk.wording, talk.contacts, findings.hits[0], talk.now.date())


def refused(wording: Wording, refusal: Refusal, *, organisation: str, safety_contact: str) -> Reply:
    """Return the word that there is no answer, why, and who does answer it."""
    facts = {"organisation": organisation, "safety_contact": safety_contact, "route": refusal.route.value}
    return wording.reply(f"refused_{refusal.reason.value}", **facts)


def _refused(talk: Talk, refusal: Refusal) -> Reply:
    organisation = talk.organisation
    return refused(talk.wording, refusal, organisation=organisation.name, safety_contact=organisation.safety_contact)


def _buttons(talk: Talk, findings: Findings, advice: Advice) -> list[Choice]:
    if advice.outcome is Outcome.ASKED_WHICH:
        return [*map(_named, findings.hits[: findings.rivals]), talk.choice("person")]
    if findings.refusal:
        return _ways_out(talk)
    signpost = signpost_for(findings.hits[0].passage)
    return [
        talk.choice("report.this"),
        *([talk.choice(signpost)] if signpost else []),
        *([talk.choice("g:more", "more")] if len(findings.hits) > 1 else []),
        talk.choice("person"),
        *_verdicts(talk, advice),
    ]


def _verdicts(talk: Talk, advice: Advice) -> list[Choice]:
    return [talk.choice(f"f:{advice.id}:helpful", "helpful"), talk.choice(f"f:{advice.id}:unhelpful", "unhelpful")]


def _ways_out(talk: Talk) -> list[Choice]:
    return [talk.choice("report.this"), talk.choice("person")]


def _named(hit: Hit) -> Choice:
    """A button that names a passage by its section and its first words, which are the document's own."""
    words = (hit.sentence or hit.passage.text).replace("**", "").lstrip("-> ").split()
    beginning = " ".join(words[:FIRST_WORDS])
    return Choice(id=f"g:{hit.passage.id}", label=f"{hit.passage.heading_path[-1]}: {beginning} …")


async def _noted(talk: Talk, found: Sequence[Found], text: str) -> Advice:
    findings = found[-1].findings
    answered = [part.findings.hits[0].passage for part in found if part.findings.is_answer]
    is_which = len(found) == 1 and bool(findings.rivals)
    outcome = Outcome.REFUSED if not answered else Outcome.ASKED_WHICH if is_which else Outcome.ANSWERED
    shown: Sequence[Passage] = [hit.passage for hit in findings.hits[: findings.rivals]] if is_which else answered
    refusal = findings.refusal if outcome is Outcome.REFUSED else None
    advice = _advice(
        talk,
        outcome,
        [passage.id for passage in shown],
        version=findings.version,
        refusal=refusal,
        question=text if talk.organisation.keeps_questions else "",
        gap=talk.redact(found[-1].question) if refusal and refusal.reason in GAPS else "",
    )
    await talk.work.advice.add(advice)
    return advice


def _advice(
    talk: Talk,
    outcome: Outcome,
    passages: Sequence[str],
    *,
    version: str = "",
    refusal: Refusal | None = None,
    question: str = "",
    gap: str = "",
) -> Advice:
    return Advice(
        id=talk.ids.new("adv"),
        conversation_id=talk.conversation_id,
        at=talk.now,
        guidance_version=version,
        outcome=outcome,
        passages=tuple(passages),
        reason=refusal.reason.value if refusal else "",
        route=refusal.route.value if refusal else "",
        question=question,
        gap=gap,
    )


def _further(found: Sequence[Found]) -> tuple[str, ...]:
    """The passages that fitted the last part less well, for "more like this"."""
    findings = found[-1].findings
    return tuple(hit.passage.id for hit in findings.hits[1:]) if findings.is_answer else ()


def _with(reply: Reply, *choices: Choice) -> Reply:
    return Reply(kind=reply.kind, text=reply.text, choices=choices, citations=reply.citations)
