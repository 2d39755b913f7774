"""Wording: what a person typed stays plain text in Markdown, and every template, label and button that is asked for exists."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError, meta
from markdown_it import MarkdownIt
from markdown_it.token import Token

import bot
from bot.escalation.escalation import EscalationState, Tier
from bot.rendering import TEMPLATES, Quoted, Wording, escaped, plain, quotation, uk_time
from bot.reporting.form import FORM

WORDING = Wording()
MARKDOWN = MarkdownIt("commonmark", {"html": False})
AT = datetime(2026, 5, 1, 13, 2, tzinfo=UTC)
NAMES = sorted(path.name.removesuffix(".md.j2") for path in (TEMPLATES / "en").glob("*.md.j2"))

TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text("-+#>=~*_`[]()!<&|\\:/.1 \n\ta@", max_size=30)
"""What people type: control characters and surrogates are gone before (bot/incoming.py)."""


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def shown(markdown: str) -> tuple[str, set[str]]:
    """Return the words that Markdown shows, and the kinds of everything that is more than words."""
    tokens = list(flat(MARKDOWN.parse(markdown)))
    words = "".join(token.content for token in tokens if token.type in ("text", "code_inline", "html_inline"))
    return words, {token.type for token in tokens} - {"paragraph_open", "paragraph_close", "inline", "text"}


@given(TYPED)
@example("# heading")
@example("> quoted")
@example("- a\n- b")
@example("1. a")
@example("12) a")
@example("٣. a")
@example("***")
@example("---")
@example("===")
@example("~~~\ncode")
@example("[999](https://example.org)")
@example("<https://example.org>")
@example("![x](https://example.org)")
@example("&lt;b&gt; &#42;")
@example("a\\*b\\")
@example("    code")
@example("[a]: https://example.org")
def test_what_a_person_typed_is_shown_as_plain_words(text: str) -> None:
    words, more = shown(escaped(text))

    assert words == " ".join(text.split())
    assert more == set()


@given(TYPED)
def test_what_a_person_typed_stays_plain_words_within_a_list(text: str) -> None:
    words, more = shown(f"- **What happened:** {escaped(text)}\n- **When:** x")

    assert words == f"What happened: {' '.join(text.split())}".rstrip(" ") + "When: x"
    assert more == {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close"}


@given(TYPED)
def test_what_a_person_typed_stays_plain_words_at_the_start_of_an_item(text: str) -> None:
    _, more = shown(f"- {escaped(text)}\n- x")

    assert more == {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


@given(st.text())
def test_nothing_that_is_typed_breaks_a_template(text: str) -> None:
    row = {"at": AT, "field": text, "words": text}

    shown(WORDING.text("report_copy", reference=text, created_at=AT, rows=[row], state=text))


def test_a_passage_goes_in_as_it_is_and_anything_else_does_not() -> None:
    names = ("label_party", "label_evidence", "label_historic", "section", "withheld", "cautions", "is_overdue")
    facts = {name: "" for name in names}
    given_facts = facts | {"title": "*T*", "issuer": "I", "published": "2024", "link": "https://example.org/a_b?c=d&e"}

    words, more = shown(WORDING.text("answer", quote=Quoted("- **bold**\n\nplain"), **given_facts))

    assert "*T*" in words
    assert {"blockquote_open", "strong_open", "bullet_list_open", "link_open"} <= more
    tokens = flat(MARKDOWN.parse(WORDING.text("answer", quote=Quoted("a"), **given_facts)))
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == ["https://example.org/a_b?c=d&e"]


def test_a_quotation_is_one_block_with_its_paragraphs() -> None:
    assert quotation("a\n\nb\n") == "> a\n>\n> b"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 5, 1, 13, 2, tzinfo=UTC), "14:02 on Friday 1 May"),
        (datetime(2026, 1, 31, 23, 59, tzinfo=UTC), "23:59 on Saturday 31 January"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "00:30 on Wednesday 1 July"),
    ],
)
def test_a_time_is_told_as_the_clocks_in_the_uk_show_it(at: datetime, expected: str) -> None:
    assert uk_time(at) == expected


FACTS: dict[str, object] = {
    "answers": [("what", "some words")],
    "at": AT,
    "cautions": [
        {"kind": "conflict", "other": Quoted("other words"), "other_title": "T", "instead": "", "link": ""},
        {"kind": "old_link", "other": "", "other_title": "", "instead": "A page", "link": Quoted("https://example.org")},
        {"kind": "unsettled", "other": "", "other_title": "", "instead": "", "link": ""},
    ],
    "contacts": [Quoted("- **Example line** – for examples.")],
    "quotes": [Quoted("> quoted words")],
    "created_at": AT,
    "field": "when",
    "lines": ["weapons"],
    "messages": [{"by": "You", "at": AT, "words": "some words"}],
    "next_contact": AT,
    "outcome": "no_resources",
    "pattern": ["AL-2"],
    "problems": [("when", "future")],
    "quarantined": ["kind", "script", "bomb", "dimensions", "damaged"],
    "references": ["AL-1", "AL-2"],
    "quote": Quoted("a passage"),
    "rows": [
        {"reference": "AL-1", "created_at": AT, "state": "saved", "at": AT, "field": "when", "words": "some words"},
    ],
    "withheld": [],
    "label": WORDING.label,
}


def facts_of(name: str) -> dict[str, object]:
    """Return one fact for every name that a template uses."""
    environment = Environment()
    environment.filters |= {"uk_time": uk_time, "quotation": quotation}
    parsed = environment.parse((TEMPLATES / "en" / f"{name}.md.j2").read_text(encoding="utf-8"))
    included = [facts_of(str(other).removesuffix(".md.j2")) for other in meta.find_referenced_templates(parsed)]
    own = {each: FACTS.get(each, "FACT") for each in meta.find_undeclared_variables(parsed)}
    return {fact: value for facts in (*included, own) for fact, value in facts.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_template_renders_with_its_facts(name: str) -> None:
    reply = WORDING.reply(name, **facts_of(name))

    assert reply.kind == name
    assert reply.text == reply.text.strip() != ""
    assert "{{" not in reply.text
    assert "\n\n\n" not in reply.text
    shown(reply.text)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if re.search(r"\{\{ (?!label)", (TEMPLATES / "en" / f"{name}.md.j2").read_text())]
)
def test_a_fact_that_is_missing_is_an_error(name: str) -> None:
    source = (TEMPLATES / "en" / f"{name}.md.j2").read_text(encoding="utf-8")
    always = [each for each in facts_of(name) if each in re.sub(r"(?s)\{% if.*\{% endif %\}", "", source) and each != "label"]

    for missing in always:
        facts = {each: fact for each, fact in facts_of(name).items() if each != missing}
        with pytest.raises(UndefinedError):
            WORDING.text(name, **facts)


def called(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in bot/ of a method with one of these names."""
    for path in Path(bot.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
                yield f"{path.name}:{node.lineno}", node


def literals(node: ast.AST) -> list[str]:
    return [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def test_every_label_that_the_code_asks_for_exists() -> None:
    asked = {
        (where, call.args[-1].value)
        for where, call in called("choice", "label")
        if call.args and isinstance(call.args[-1], ast.Constant) and isinstance(call.args[-1].value, str)
    }

    assert len(asked) > 15
    for where, key in sorted(asked):
        assert WORDING.label(key), where


def test_every_template_that_the_code_asks_for_exists() -> None:
    asked = {
        (where, name)
        for where, call in called("say", "reply", "text")
        if call.args
        for name in literals(call.args[0])
        if "/" not in name
    }

    assert len(asked) > 20
    for where, name in sorted(asked):
        assert name in NAMES or any(each.startswith(name) for each in NAMES), where


def test_every_state_tier_and_field_has_a_name() -> None:
    for key in [f"state.{state}" for state in EscalationState] + [f"tier.{tier}" for tier in Tier]:
        assert WORDING.label(key)
    for field in FORM:
        assert WORDING.label(f"field.{field.id}")


def test_a_label_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        WORDING.label("no.such.label")


def test_what_a_button_said_can_be_told_from_its_id() -> None:
    assert WORDING.pressed("f:1:danger.yes") == "Yes, right now"
    assert WORDING.pressed("f:1:what") == "What happened"
    assert WORDING.pressed("f:1:nonsense") == "?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes, right now", "danger.yes"),
        ("YEP!", "danger.yes"),
        ("no.", "danger.no"),
        ("don’t know", "danger.unsure"),
        ("yes but only a bit", None),
        ("", None),
        ("?!", None),
        ("👍", None),
    ],
)
def test_a_button_may_be_typed(text: str, expected: str | None) -> None:
    assert WORDING.typed_choice(text, ["danger.yes", "danger.no", "danger.unsure"]) == expected


def test_only_a_button_that_is_shown_can_be_typed() -> None:
    assert WORDING.typed_choice("yes", ["consent.both", "consent.diary"]) is None
    assert WORDING.typed_choice("nobody", ["consent.both", "consent.diary"]) == "consent.diary"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Any news?", "my"),
        ("  HELLO ", "start"),
        ("who can see this", "privacy"),
        ("cancel", "cancel"),
        ("cancel my visit to the library?", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_a_command_may_be_said_in_plain_words(text: str, expected: str | None) -> None:
    assert WORDING.typed_command(text) == expected


def test_no_words_are_two_commands() -> None:
    phrases = [plain(words) for phrases in WORDING._read("commands.yaml").values() for words in phrases]

    assert len(phrases) == len(set(phrases))


def test_everything_that_may_be_typed_belongs_to_a_button_that_exists() -> None:
    for key, words in WORDING._typed.items():
        assert WORDING.label(key)
        assert all(isinstance(each, str) and plain(each) for each in words)


def test_the_menu_names_every_command() -> None:
    names = [name for name, what_for in WORDING.commands if what_for]

    assert names == ["start", "ask", "quick", "report", "my", "emergency", "help", "standing", "handshake", "security", "cancel"]
