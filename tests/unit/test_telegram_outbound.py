"""A Reply becomes messages that Telegram takes, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.markup import BOLD, Run
from adapters.telegram.outbound import Outgoing, render
from adapters.telegram.splitting import MAX_MESSAGE_UTF16, split_runs, utf16_length
from bot.messages import Choice, Reply
from tests.standins.telegram_html import plain_text


def rendered(text: str, *choices: Choice) -> tuple[Outgoing, ...]:
    return render(Reply(kind="test", text=text, choices=choices))


def html_of(text: str) -> str:
    (message,) = rendered(text)
    return message.html


def read(messages: tuple[Outgoing, ...]) -> list[str]:
    return [plain_text(message.html) for message in messages]


def labels(message: Outgoing) -> list[list[str]]:
    return [[choice.label for choice in row] for row in message.rows]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Call 999**", "<b>Call 999</b>"),
        ("[Source](https://example.org/a?b=1&c=2)", '<a href="https://example.org/a?b=1&amp;c=2">Source</a>'),
        ("> kept\n> as it is", "<blockquote>kept\nas it is</blockquote>"),
        ("- one\n- two\n  - inner", "• one\n• two\n  • inner"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("# Heading", "<b>Heading</b>"),
        ("*calm*", "<i>calm</i>"),
        (r"2 \* 2 \< 5 \& so on", "2 * 2 &lt; 5 &amp; so on"),
        ("`code` and ![picture](https://example.org/p.png)", "code and picture"),
    ],
)
def test_the_markdown_subset_becomes_telegram_html(markdown: str, expected: str) -> None:
    assert html_of(markdown) == expected


def test_html_in_a_reply_is_shown_and_not_obeyed() -> None:
    assert html_of('<b>x</b> <script>"&') == '&lt;b&gt;x&lt;/b&gt; &lt;script&gt;"&amp;'


def test_a_quotation_inside_a_quotation_stays_one_since_telegram_refuses_two() -> None:
    assert html_of("> outer\n>\n> > inner").count("<blockquote>") == 1


def test_a_telephone_link_leaves_its_number_readable() -> None:
    assert html_of("call [999](tel:999)") == "call 999"
    assert html_of("call [the police](tel:101)") == "call the police (101)"


def test_an_address_for_mail_is_written_out() -> None:
    assert html_of("[write to us](mailto:help@example.org)") == "write to us (help@example.org)"


def test_plain_text_keeps_the_words_and_the_address_of_a_link() -> None:
    (message,) = rendered("**See** [the *whole* page](https://example.org/p)")

    assert message.plain == ("See the whole page (https://example.org/p)",)


def test_a_long_reply_is_split_between_paragraphs() -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 150 for number in range(12)]

    messages = rendered("\n\n".join(paragraphs))

    assert len(messages) > 1
    assert "\n\n".join(read(messages)).split("\n\n") == [paragraph.strip() for paragraph in paragraphs]


def test_a_long_quotation_is_a_quotation_in_every_message() -> None:
    messages = rendered("> **" + "word " * 2000 + "end**")

    assert len(messages) > 2
    assert all(m.html.startswith("<blockquote><b>") and m.html.endswith("</b></blockquote>") for m in messages)


def test_five_thousand_characters_without_a_space_lose_none() -> None:
    assert "".join(read(rendered("x" * 5000))) == "x" * 5000


def test_an_emoji_is_never_cut_in_two() -> None:
    family = "👩‍👩‍👧‍👦"
    messages = rendered(family * 1000)

    assert all(text.replace(family, "") == "" for text in read(messages))
    assert sum(text.count(family) for text in read(messages)) == 1000


@pytest.mark.parametrize("sign", ["🇬🇧", "👋🏽", "e\u0301", "☎️"])
def test_a_sign_of_several_characters_is_never_cut_in_two(sign: str) -> None:
    # An odd start moves the signs across the limit.
    for start in ("", "x", "xx"):
        texts = read(rendered(start + sign * 2500))

        assert "".join(texts) == start + sign * 2500
        assert all(text.removeprefix("x" * len(start)).replace(sign, "") == "" for text in texts)


def test_emoji_count_twice_so_that_no_message_is_too_long() -> None:
    assert max(utf16_length(text) for text in read(rendered("😀" * 4096))) <= MAX_MESSAGE_UTF16


def test_emoji_alone_are_a_message() -> None:
    assert html_of("🙏🏽") == "🙏🏽"


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u200d", "\x07"])
def test_nothing_visible_is_no_message(text: str) -> None:
    assert rendered(text) == ()


def test_buttons_stand_under_the_last_message_only() -> None:
    messages = rendered("long " * 2000, Choice(id="a", label="Yes"))

    assert [bool(message.rows) for message in messages] == [False] * (len(messages) - 1) + [True]


def test_short_labels_share_a_row_and_long_ones_stand_alone() -> None:
    names = ["Yes", "No", "I'd rather talk to a person", "Later", "Never", "Maybe"]

    (message,) = rendered("?", *(Choice(id=name[:9], label=name) for name in names))

    assert labels(message) == [["Yes", "No"], ["I'd rather talk to a person"], ["Later", "Never"], ["Maybe"]]


def test_a_choice_id_over_64_bytes_is_listed_instead_of_spoiling_the_message() -> None:
    fits, too_long = Choice(id="é" * 32, label="Fits"), Choice(id="é" * 32 + "x", label="Too long")

    (message,) = rendered("Which?", fits, too_long)

    assert labels(message) == [["Fits"]]
    assert plain_text(message.html) == "Which?\n\n• Too long"


def test_buttons_without_words_bring_words_since_telegram_needs_some() -> None:
    (message,) = rendered("", Choice(id="a", label="Yes"), Choice(id="b", label=""))

    assert plain_text(message.html) == "• Yes\n• b"
    assert labels(message) == [["Yes"]]


@given(st.text(alphabet=st.one_of(st.sampled_from("*_`>-+#[]()!\\<>&\"' \n\t1.0~"), st.characters()), max_size=300))
def test_any_text_gives_messages_that_telegram_can_parse(text: str) -> None:
    for message in rendered(text, Choice(id="a", label="Yes")):
        assert 0 < utf16_length(plain_text(message.html)) <= MAX_MESSAGE_UTF16
        assert message.html.encode("utf-8")


@given(st.text(alphabet="ab *\n😀\u0301🇬", max_size=200))
def test_any_text_is_split_within_the_limit_and_loses_only_blank_space(text: str) -> None:
    pieces = ["".join(run.text for run in piece) for piece in split_runs([Run(text[:50]), Run(text[50:], (BOLD,))], limit=20)]

    assert all(0 < utf16_length(piece) <= 20 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
