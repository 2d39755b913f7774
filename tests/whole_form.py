"""One report with an answer to every question of the form: told in the chat step by step, or filled in as a form.

What leaves the house must not depend on the way that it was told, so both ways begin from the same answers.
"""

import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

from bot.messages import FormAnswer
from bot.reporting.form import FIELDS, FieldKind
from tests.talking import Person, World

Answers = Mapping[str, FormAnswer]

REVIEW = "consent"
CORRECTED = ("kind", "platform", "count")
"""Questions that one report is not asked all of: the kind is read off, and the others depend on it."""
MOST_STEPS = 60


class IdsByKind:
    """Implements `Ids`: counted apart for each kind of id, so that a report's id does not tell how many entries there were."""

    def __init__(self) -> None:
        self._counts: dict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    def new(self, prefix: str) -> str:
        """See the port."""
        return f"{prefix}_{next(self._counts[prefix]):08d}"

    def reference(self) -> str:
        """See the port."""
        return f"AL-{next(self._counts['reference']):04d}-TEST"

    def code(self) -> str:
        """See the port."""
        return f"2{next(self._counts['code']) % 8 + 2}22-TEST-TEST-TEST"

    def secret(self) -> str:
        """See the port."""
        return f"secret-{next(self._counts['secret']):04d}"


def words(field: str, said: str) -> FormAnswer:
    """Return an answer in words."""
    return FormAnswer(field=field, words=said)


def pressed(field: str, *values: str) -> FormAnswer:
    """Return an answer by buttons, such as `pressed("danger", "no")`."""
    return FormAnswer(field=field, choices=tuple(f"{field}.{value}" for value in values))


_WHOLE = (
    words("what", "It was *dreadful* – “go away”, <b>twice</b>,  & I've not slept. Cafodd pawb ofn 😟\nThen it stopped."),
    pressed("kind", "discriminatory_abuse", "insult"),
    pressed("danger", "no"),
    words("where", "Mill Lane, Exeter, by the *old* gate"),
    pressed("platform", "facebook"),
    words("when", "yesterday about 8"),
    words("who", "Two people in green coats, one called Sam Nobody"),
    pressed("count", "2"),
    pressed("whom", "family"),
    pressed("agrees", "not_asked"),
    pressed("aggravating", "plan", "private_details"),
    pressed("before", "same_person"),
    pressed("protected", "disability", "age"),
    words("witnesses", "Robin Example from number 9"),
    pressed("police_told", "yes"),
    words("police_reference", "DC-0000/26"),
    pressed("platform_told", "yes"),
    words("platform_reference", "FB-00001"),
    pressed("effect", "avoided_campaigning", "changed_home"),
    pressed("support", "talk", "police_contact"),
    pressed("identity", "spoc"),
    words("name", "Kit Example"),
    words("contact", "01632 960123 in the evening"),
    words("evidence", "https://example.org/post/1"),
    words("more", "They had a dog with them."),
)
WHOLE: Answers = {each.field: each for each in _WHOLE}
"""An answer to each question but for the last, who may see it; that is always pressed."""


async def fill_in(person: Person, answers: Answers, consent: str) -> None:
    """Send the answers as one form, and choose who may see the report."""
    typed = "\n".join(each.words for each in answers.values() if each.words)
    await person.say(typed, answers=tuple(answers.values()))
    await person.choose(consent)


async def nothing(person: Person) -> None:
    """Go on at once."""


async def tell(
    world: World,
    person: Person,
    answers: Answers,
    consent: str,
    *,
    corrected: Sequence[str] = CORRECTED,
    first: Callable[[Person], Awaitable[None]] = nothing,
) -> set[str]:
    """Tell them in the chat: the short questions, an addition, the further questions, then corrections of what was not asked.

    Args:
        world: where.
        person: who tells.
        answers: to every question that may be asked.
        consent: the label of the button that is pressed in the end.
        corrected: the questions that are answered by a correction if they were not asked.
        first: what the person does before each answer.

    Returns:
        The questions that have been answered. A correction may bring new ones, and those are answered too.
    """
    told: set[str] = set()
    await person.say("/report")
    await _answer_all(world, person, answers, told, first)
    if "more" in answers:
        await person.say(answers["more"].words)
        told.add("more")
    await _answer_more_questions(person)
    await _answer_all(world, person, answers, told, first)
    for field in corrected:
        if field not in told:
            await _change(world, person, answers[field])
            told.add(field)
            await _answer_all(world, person, answers, told, first)
    await person.choose(consent)
    return told


def standing(person: Person) -> str:
    """Return the id of the question that stands, "consent" for the review card."""
    return person.replies[-1].kind.removeprefix("ask_")


async def answer(world: World, person: Person, given: FormAnswer) -> None:
    """Answer the question that stands."""
    field, label = FIELDS[given.field], world.wording.label
    if not given.choices:
        await person.say(given.words)
        return
    for key in given.choices:
        await person.press(label(key))
    if field.kind is FieldKind.CHOICES and given.choices[0] in field.choices:
        await person.press(label("nav.done"))


async def _answer_all(
    world: World, person: Person, answers: Answers, told: set[str], first: Callable[[Person], Awaitable[None]]
) -> None:
    for _ in range(MOST_STEPS):
        await first(person)
        step = standing(person)
        if step == REVIEW:
            return
        assert step not in told, f"{step} is asked again"
        await answer(world, person, answers[step])
        told.add(step)
    raise AssertionError("the form did not come to its end")


async def _answer_more_questions(person: Person) -> None:
    await person.press("Add something")
    labels = {choice.label for choice in person.replies[-1].choices}
    await person.press("Answer more questions" if "Answer more questions" in labels else "Back to the report")


async def _change(world: World, person: Person, given: FormAnswer) -> None:
    if given.field == "kind":
        await person.press("Change something")
        await person.press(world.wording.label("field.kind"))
        await answer(world, person, given)
    else:
        said = world.wording.label(given.choices[0]) if given.choices else given.words
        await person.say(f"change {given.field} to {said}")
