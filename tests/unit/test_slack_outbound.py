"""A Reply becomes messages that Slack takes, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.markup import Run
from adapters.slack.outbound import BUTTONS_PER_BLOCK, MAX_LABEL_CHARS, MAX_MESSAGE_CHARS, Outgoing, render
from adapters.slack.splitting import MAX_SECTION_CHARS, split_runs
from bot.messages import Choice, Reply
from tests.standins.slack_blocks import message_problems
from tests.standins.slack_call import Call


def rendered(text: str, *choices: Choice, kind: str = "test") -> tuple[Outgoing, ...]:
    return render(Reply(kind=kind, text=text, choices=choices))


def shown(text: str) -> str:
    """The mrkdwn of a reply that fits into one section."""
    (message,) = rendered(text)
    (block,) = message.blocks
    return str(block["text"]["text"])


def words(messages: tuple[Outgoing, ...]) -> list[str]:
    return [word for message in messages for word in message.text.split()]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Call 999**.", "*Call 999*."),
        ("*calm*", "_calm_"),
        ("***both***", "*_both_*"),
        ("[Source](https://example.org/a?b=1&c=2)", "<https://example.org/a?b=1&amp;c=2|Source>"),
        ("see **[this *page*](https://example.org)** now", "see *<https://example.org|this >_<https://example.org|page>_* now"),
        ("[write](mailto:help@example.org)", "<mailto:help@example.org|write>"),
        ("> kept\n> as it is\n>\n> whole", "> kept\n> as it is\n>\n> whole"),
        ("before\n\n> kept\n\nafter", "before\n\n> kept\n\nafter"),
        ("> **bold\n> twice**", "> *bold*\n> *twice*"),
        ("- one\n- two\n  - inner", "• one\n• two\n  • inner"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("> - quoted\n> - list", "> • quoted\n> • list"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("# Heading", "*Heading*"),
        ("`code` and ![picture](https://example.org/p.png)", "code and picture"),
        (r"1 \< 2 \& 3 \> 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("---", "———"),
    ],
)
def test_the_markdown_subset_becomes_mrkdwn(markdown: str, expected: str) -> None:
    assert shown(markdown) == expected


def test_html_in_a_reply_is_shown_and_not_obeyed() -> None:
    assert shown("<b>x</b> <!channel> &amp;lt;") == "&lt;b&gt;x&lt;/b&gt; &lt;!channel&gt; &amp;lt;"


def test_no_link_and_no_name_in_a_persons_words_comes_alive() -> None:
    ((block,),) = [message.blocks for message in rendered("@here https://example.org")]

    assert block["text"]["verbatim"] is True


@pytest.mark.parametrize("typed", [r"\*hello\* there", r"I \~never\~ went", r"\_so\_", r"say \`x\`", r"(\*x\*)"])
def test_what_looks_like_a_mark_in_a_persons_words_is_kept_apart(typed: str) -> None:
    text = shown(typed)

    assert "\u200b" in text
    assert text.replace("\u200b", "") == typed.replace("\\", "")


@pytest.mark.parametrize("typed", ["2 * 3 * 4", "snake_case_name", "https://example.org/_a_/b", "Dr* and *", "10 * 2"])
def test_words_that_slack_would_not_mark_stay_letter_for_letter(typed: str) -> None:
    assert shown(typed.replace("*", r"\*").replace("_", r"\_")) == typed


def test_a_mark_within_a_word_is_left_out_since_slack_would_show_it() -> None:
    assert shown("un**believ**able") == "unbelievable"


def test_a_persons_angle_bracket_at_the_start_of_a_line_does_not_become_a_quotation() -> None:
    assert shown(r"\> not quoted") == "\u200b&gt; not quoted"


def test_a_telephone_link_leaves_its_number_readable() -> None:
    assert shown("call [999](tel:999)") == "call 999"
    assert shown("call [the police](tel:101)") == "call the police (101)"


def test_a_link_cannot_break_out_of_its_brackets() -> None:
    assert shown("[a>b|c](https://example.org/x%7Cy>z|w)") == "<https://example.org/x%7Cy%3Ez%7Cw|a&gt;b|c>"


@pytest.mark.parametrize("char", ["a", "&"])
def test_an_endless_address_is_written_out_and_split(char: str) -> None:
    messages = rendered(f"[here](https://exmple.org/{char * 1000})\n\n[there](https://exmple.org/{char * 5000})")

    assert "".join(words(messages)).count(char) == 6000
    assert problems(messages) == []


def test_a_long_reply_is_split_between_paragraphs_into_sections_of_one_message() -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 150 for number in range(12)]

    (message,) = rendered("\n\n".join(paragraphs))

    sections = [block["text"]["text"] for block in message.blocks]
    assert len(sections) > 1
    assert "\n\n".join(sections).split("\n\n") == [paragraph.strip() for paragraph in paragraphs]


def test_a_very_long_reply_becomes_several_messages_with_the_buttons_under_the_last() -> None:
    messages = rendered("word " * 10_000, Choice(id="yes", label="Yes"))

    assert len(messages) > 1
    assert words(messages) == ["word"] * 10_000
    assert [labels(message) for message in messages] == [[]] * (len(messages) - 1) + [["Yes"]]
    assert problems(messages) == []


def test_fifty_blocks_are_the_most_even_with_a_hundred_buttons() -> None:
    choices = [Choice(id=f"c{number}", label=f"Choice {number}") for number in range(130)]

    messages = rendered("\n\n".join(f"[{number}](https://example.org/{'a' * 1900})" for number in range(90)), *choices)

    assert problems(messages) == []
    assert [len(block["elements"]) for block in messages[-1].blocks if block["type"] == "actions"] == [BUTTONS_PER_BLOCK] * 4
    assert "• Choice 129" in messages[-1].text


def test_buttons_carry_the_choice_and_have_ids_of_their_own() -> None:
    (message,) = rendered("Danger now?", Choice(id="a:1:danger:yes", label="Yes"), Choice(id="a:1:danger:no", label="No"))

    buttons = call(message).buttons
    assert [(button.label, button.value) for button in buttons] == [("Yes", "a:1:danger:yes"), ("No", "a:1:danger:no")]
    assert len({button.action_id for button in buttons}) == 2


def test_a_label_that_is_too_long_ends_in_an_ellipsis() -> None:
    (message,) = rendered("?", Choice(id="x", label="l" * 100))

    assert labels(message) == ["l" * (MAX_LABEL_CHARS - 1) + "…"]


@pytest.mark.parametrize(
    "choice", [Choice(id="", label="No id"), Choice(id="x" * 65, label="Long id"), Choice(id="x", label=" ")]
)
def test_a_choice_that_cannot_be_a_button_is_listed(choice: Choice) -> None:
    (message,) = rendered("?", choice)

    assert labels(message) == []
    assert "•" in message.text


def test_buttons_without_words_get_words() -> None:
    (message,) = rendered("", Choice(id="yes", label="Yes"))

    assert (message.text, labels(message)) == ("• Yes", ["Yes"])


@pytest.mark.parametrize("text", ["", "   \n\n", "\u200b", "&nbsp;"])
def test_a_reply_without_words_and_buttons_is_no_message(text: str) -> None:
    assert rendered(text) == ()


def test_the_emergency_card_begins_large_and_ends_with_a_line() -> None:
    (message,) = rendered("**Call [999](tel:999) now.**\n\nThen tell me.", Choice(id="x", label="Yes"), kind="emergency")

    assert [block["type"] for block in message.blocks] == ["header", "section", "actions", "divider"]
    assert message.blocks[0]["text"]["text"] == "Call 999 now."
    assert message.text == "Call 999 now.\n\nThen tell me."


def test_an_emergency_card_of_one_line_is_large_and_one_with_a_long_first_line_is_whole() -> None:
    assert [block["type"] for block in rendered("Call 999.", kind="emergency")[0].blocks] == ["header", "divider"]
    assert [block["type"] for block in rendered("long " * 40, kind="emergency")[0].blocks] == ["section", "divider"]


def test_a_broken_character_does_not_cost_the_message() -> None:
    (message,) = rendered("broken \ud83d\x00 here", Choice(id="x\ud83d", label="y\ud83d"))

    assert message.text == "broken ? here"
    assert problems((message,)) == []


def test_a_piece_is_never_cut_within_a_sign() -> None:
    family = "👩🏽‍👩🏽‍👧"

    pieces = split_runs([Run(family * 700)])

    assert len(pieces) > 1
    assert all("".join(run.text for run in piece).startswith(family) for piece in pieces)


@given(st.text(alphabet=st.characters(codec=None), max_size=400), st.sampled_from(["test", "emergency"]))
def test_slack_takes_whatever_a_reply_holds(text: str, kind: str) -> None:
    assert problems(rendered(text, Choice(id="x", label=text[:80]), kind=kind)) == []


@given(st.text(alphabet="ab *_>[](#)`~&<|\n-1.\\!https:/", max_size=300))
def test_slack_takes_any_markup(text: str) -> None:
    assert problems(rendered(text * 20)) == []


def test_a_limit_that_nothing_fits_into_still_loses_nothing() -> None:
    assert split_runs([Run("&<", bold=True)], 1) == [(Run("&"),), (Run("<"),)]


@given(st.text(alphabet="ab é👩‍🇬🇧\n.", min_size=1, max_size=200), st.integers(1, 40))
def test_splitting_loses_no_word(text: str, limit: int) -> None:
    pieces = split_runs([Run(text)], limit)

    kept = "".join(run.text for piece in pieces for run in piece)
    assert [char for char in kept if char.isalpha()] == [char for char in text if char.isalpha()]


def problems(messages: tuple[Outgoing, ...]) -> list[str]:
    """What Slack would refuse."""
    found = [problem for message in messages for problem in message_problems(list(message.blocks))]
    found += [f"text of {len(message.text)}" for message in messages if not 0 < len(message.text) <= MAX_MESSAGE_CHARS + 200]
    sections = [block["text"]["text"] for message in messages for block in message.blocks if block["type"] == "section"]
    return found + [f"section of {len(text)}" for text in sections if not 0 < len(text) <= MAX_SECTION_CHARS]


def call(message: Outgoing) -> Call:
    return Call(method="chat.postMessage", args={"blocks": list(message.blocks)})


def labels(message: Outgoing) -> list[str]:
    return [button.label for button in call(message).buttons]
