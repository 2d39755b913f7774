"""The check that runs on every text first: what it must catch, what it must leave alone, and what it must survive.

All messages are invented here. Each true flag has a harmless twin that shares its alarming words.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import RedFlag, red_flags
from bot.triage.flags import RULES, found

ROOT = Path(__file__).parents[2]
VIOLENCE, PLAN, WEAPONS = RedFlag.IMMINENT_VIOLENCE, RedFlag.FIXATED_PLAN, RedFlag.WEAPONS
DOXXING, DANGER = RedFlag.DOXXING, RedFlag.IMMEDIATE_DANGER

TRUE_FLAGS = [
    # imminent violence, plain and sideways
    ("He rang reception and said he is going to stab her at the weekend", VIOLENCE),
    ("they said theyre gona kil me", VIOLENCE),
    ("WE'RE GOING TO SMASH YOUR FACE IN", VIOLENCE),
    ("He threatened to shoot us", VIOLENCE),
    ("Somebody pushed a note in saying 'enjoy your last weekend'", VIOLENCE),
    ("a lad in the pub will pay five hundred to whoever breaks her legs", VIOLENCE),
    ("he drew his finger across his throat when she looked up", VIOLENCE),
    ("voicemail this morning: tick tock", VIOLENCE),
    ("Caller says there's a bomb under the stage", VIOLENCE),
    ("he commented 🔪 see you soon", VIOLENCE),
    ("Mae o wedi bygwth lladd fy ngwraig", VIOLENCE),
    # a fixated plan
    ("message says I know where you live", PLAN),
    ("He wrote that he'll be waiting by the gate on Thursday", PLAN),
    ("the text just said see you at the count, come alone", PLAN),
    ("He has been filming the fire exits and writing down our number plates", PLAN),
    ("email: my affairs in order, I have booked Thursday off for you", PLAN),
    ("there's a wreath on the step with her name and the date of the rally", PLAN),
    # weapons, also when it is over
    ("man at the stall has a knife", WEAPONS),
    ("hes got a nife in his coat", WEAPONS),
    ("he came back with his cousin and a bit of pipe", WEAPONS),
    ("my neighbour saw a shotgun in his van last week", WEAPONS),
    ("three bullets came in the post today", WEAPONS),
    ("he is a licensed shot, posts from the shooting range, and keeps messaging her that she is next", WEAPONS),
    ("Mae ganddo fo gyllell", WEAPONS),
    # private details released
    ("they have put my home address on a facebook group", DOXXING),
    ("My kids' school has been posted on telegram", DOXXING),
    ("someone tweeted a photo of our front door with the house number", DOXXING),
    ("I've been doxxed", DOXXING),
    ("our alarm code is in a post on the village page", DOXXING),
    # danger now
    ("they're outside my house now", DANGER),
    ("he’s following me home", DANGER),
    ("theres two of them trying to get in the office rn", DANGER),
    ("hes blocked the door and wont let us out", DANGER),
    ("someone is in the house, i'm hiding upstairs", DANGER),
    ("she's unconscious and bleeding from the head", DANGER),
    ("a car just drove straight at us and is turning round", DANGER),
    ("there's smoke coming under the door", DANGER),
    ("help", DANGER),
    ("police!!!", DANGER),
    ("mae rhywun yn fy nilyn i adre", DANGER),
]

HARMLESS = [
    "we killed it at the hustings",
    "my phone is about to die",
    "is pepper spray a weapon",
    "nobody was hurt and he's gone now",
    "that speech was the bomb",
    "can somebody get a good shot of the leaflet",
    "candidate is shooting a video at three",
    "bullet points are in the shared folder",
    "the glue gun has jammed again",
    "bring a cake knife for the tombola",
    "What should I do if a man with a knife comes to the door?",
    "if someone posts my address who do i ring",
    "do I have to put my home address on the nomination form",
    "is it illegal to follow a candidate around",
    "where is the bomb threat checklist",
    "see you tonight at the count x",
    "I'm outside the office, can someone let me in?",
    "we're going to beat them on the doors",
    "the queue outside is still huge",
    "no knives, no threats, a quiet day",
    "my feet are killing me",
    "i'm being followed by a very friendly cat",
    "what happened about my report of the man with a knife",
    "🔪",
    "",
    "   ",
]

TWINS = [
    ("he has a knife", "he has a butter knife in the kitchen drawer"),
    ("someone posted my address on facebook", "someone posted the office address on facebook"),
    ("he is following me home", "he is following me on instagram"),
    ("he hasn't gone, still banging on the door", "he has gone, he was banging on the door yesterday"),
    ("he said he'll shoot me", "he said he'll shoot me an email"),
    ("he threatened to kill me", "my wife would kill me if I missed tea"),
    ("they're outside with bats", "they're outside with leaflets"),
    ("a man with a gun is at the stall", "there is no man with a gun at the stall"),
    ("they have leaked my kids school on x", "should I worry that they leak my kids school on x?"),
]


@pytest.mark.parametrize(("text", "flag"), TRUE_FLAGS)
def test_a_true_flag_is_raised(text: str, flag: RedFlag) -> None:
    flags = red_flags(text)

    assert flag in flags


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_raises_nothing(text: str) -> None:
    assert red_flags(text) == ()


@pytest.mark.parametrize(("dangerous", "harmless"), TWINS)
def test_a_twin_with_the_same_words_is_told_apart(dangerous: str, harmless: str) -> None:
    assert red_flags(dangerous) != ()
    assert red_flags(harmless) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt and he's gone now. But there is another man outside with a knife.",
        "False alarm about the van. Now they are trying to get in the back door.",
        "What if someone had a weapon? He has pulled a knife on Sal.",
        "My phone is about to die and he is following me home.",
        "We killed it at the hustings but he's outside my house now.",
        "Any news on my report? They have just posted my home address on X.",
        "Is pepper spray a weapon? someone is kicking my door in",
    ],
)
def test_a_guard_in_one_sentence_does_not_mute_another(text: str) -> None:
    assert red_flags(text) != ()


def test_a_question_that_tells_of_something_real_is_still_flagged() -> None:
    assert red_flags("Is it worth reporting that he has told me he will stab me on Friday?") != ()
    assert red_flags("what do i do, he's at the door with a bat") != ()
    assert red_flags("He said if I come to the count he will break my legs") != ()


def test_curly_quotes_capitals_and_wide_letters_are_read_like_plain_ones() -> None:
    assert red_flags("he’s got a knife") == red_flags("HE'S GOT A KNIFE") == red_flags("he's got a knife") != ()
    assert red_flags("he has a ｋｎｉｆｅ") == red_flags("he has a knife")


def test_the_last_line_of_a_very_long_paste_is_still_read() -> None:
    chatter = "we canvassed the east ward and everybody was kind to us. " * 150

    flags = red_flags(chatter + "he is outside my house now with a knife")

    assert {WEAPONS, DANGER} & set(flags)


def test_a_long_text_without_punctuation_is_read_in_windows() -> None:
    chatter = "and then we went along the road with the leaflets and the rosettes " * 30

    assert red_flags(f"{chatter} he pulled a knife on us {chatter}") != ()


def test_weak_signs_add_up_and_a_softener_takes_them_back() -> None:
    reasons = found("There is a man by the nursery with a shovel and a torch. He knows her name")

    assert [reason.rule for reason in reasons] == ["weak_signs_add_up"]
    assert red_flags("There is a man by the nursery with a shovel, lovely and polite, he laughed and had tea") == ()


def test_flags_come_in_the_order_of_the_enum_without_repeats() -> None:
    flags = red_flags("help, they have posted my home address on X and he's outside with a knife, he said he'll kill me")

    assert list(flags) == [flag for flag in RedFlag if flag in flags]
    assert len(flags) >= 3


def test_every_reason_names_a_rule_and_none_of_the_text() -> None:
    reasons = found("Zebedee Quux has a knife and Zebedee Quux is outside")

    assert reasons
    assert {reason.rule for reason in reasons} <= {rule.name for rule in RULES} | {"weak_signs_add_up"}


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]

    assert len(names) == len(set(names))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_any_text_is_survived_and_decided_the_same_way_twice(text: str) -> None:
    assert red_flags(text) == red_flags(text)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(["he's", "knife", "if", "not", "but", "outside", '"', "my", "address", "posted", ".", "?", "\n", "now"])
    )
)
def test_any_mixture_of_the_words_that_rules_look_for_is_survived(pieces: list[str]) -> None:
    flags = red_flags(" ".join(pieces))

    assert set(flags) <= set(RedFlag)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        " " * 10_000 + "x",
        "\n" * 10_000,
        "." * 10_000,
        "\"'" * 5_000,
        "he has got a " * 770,
        "i will be waiting for you at " * 345,
        "knife " * 1_667,
        "🔪" * 10_000,
        "\ufdfa" * 10_000,  # one letter that unfolds into eighteen
        "e\u0301" * 5_000,
        "but " * 2_500,
        "\ud800" * 10_000,  # half of a surrogate pair, as a broken client sends it
        "".join(f"he{number} has got a{number} " for number in range(700)),
    ],
    ids=lambda text: f"{text[:6]!r}",
)
def test_ten_thousand_hostile_characters_are_finished(text: str) -> None:
    assert isinstance(red_flags(text), tuple)


def test_the_check_needs_nothing_but_the_standard_library() -> None:
    script = (
        "import importlib.util\n"
        "assert importlib.util.find_spec('dateparser') is None, 'installed packages are still there'\n"
        "from bot.triage import red_flags\n"
        "print(*red_flags('he is outside my house now with a knife'))\n"
    )

    # -S leaves the installed packages out of the path, as if encoder, index and database were gone.
    ran = subprocess.run([sys.executable, "-S", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.split()) & {"weapons", "immediate_danger"}
