"""Replies as HTML: the subset is rendered, and nothing else gets through."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.outbound import to_html, whole

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "figure", "figcaption", "footer"}
ATTRIBUTES = {"href", "title", "rel", "target", "start"}
MARKS = ["<", ">", "&", '"', "'", "[", "](", ")", "!", "*", "**", "_", "`", "\\", "#", "\n", "\n\n", "> ", "- ", "1. ", "— "]
BAITS = ["    ", "https://e.org", "javascript:x", "tel:999", "<script>", "onload=x", "&lt;", "```", "\0", "\ud800", "\udfff"]
OTHER_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java&#115;cript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "http://example.org",
    "https:example.org",
    "//example.org",
    "/a",
    "#a",
    "file:///etc/passwd",
    "ftp://example.org",
]
AS_TYPED = ["<b>x</b>", "&lt;", "# Heading", "`code`", "```\ncode\n```", "---", "![i](/x.png)", "<!-- c -->"]
ENCODABLE = [
    ("a\ud800b", "a\ufffdb"),
    ("\udc00\ud800", "\ufffd\ufffd"),
    ("\ud83d\ude00", "\U0001f600"),
    ("a\0", "a\ufffd"),
    ("Eë 😀", "Eë 😀"),
]


class Found(HTMLParser):
    """The tags and attributes of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("One\ntwo", "<p>One<br />\ntwo</p>\n"),
        ("**Bold** & plain", "<p><strong>Bold</strong> &amp; plain</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        (r"\*\*not bold\*\* \[x\]", "<p>**not bold** [x]</p>\n"),
        ("[999](tel:999)", '<p><a href="tel:999" rel="noopener noreferrer">999</a></p>\n'),
        ("[w](mailto:a@example.org)", '<p><a href="mailto:a@example.org" rel="noopener noreferrer">w</a></p>\n'),
        (
            "[s](https://example.org/?a=1&b=2)",
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">s</a></p>\n',
        ),
        ("", ""),
    ],
)
def test_the_subset_becomes_html(text: str, html: str) -> None:
    assert to_html(text) == html


def test_a_quotation_is_a_figure_with_its_source_as_the_caption() -> None:
    html = to_html("> Call 999.\n\n— Joint Guidance, [Source](https://example.org)\n\nAfter.")

    assert html.startswith("<figure>\n<blockquote>\n<p>Call 999.</p>\n</blockquote>\n<figcaption>— Joint Guidance, <a ")
    assert html.endswith("</a></figcaption>\n</figure>\n<p>After.</p>\n")


def test_a_source_inside_the_quotation_is_its_footer() -> None:
    html = to_html("> Call 999.\n>\n> — Joint Guidance\n\nAfter.")

    assert "<p>Call 999.</p>\n<footer>— Joint Guidance</footer>\n</blockquote>\n</figure>\n<p>After.</p>" in html


@pytest.mark.parametrize("text", ["— he said", "- item\n\n  — he said", "Words.\n\n— he said"])
def test_a_dash_away_from_a_quotation_is_no_source(text: str) -> None:
    assert not Found(to_html(text)).tags & {"figcaption", "footer", "figure"}


@pytest.mark.parametrize("link", OTHER_LINKS)
def test_a_link_of_another_kind_is_shown_as_it_was_typed(link: str) -> None:
    found = Found(to_html(f"[press here]({link}) <{link}>"))

    assert "a" not in found.tags
    assert "press here" in found.text


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_is_outside_the_subset_is_shown_as_it_was_typed(text: str) -> None:
    found = Found(to_html(text))

    assert found.tags <= {"p", "br"}
    assert found.text.strip() == text


@given(st.lists(st.sampled_from(MARKS + BAITS) | st.text(max_size=5), max_size=40).map("".join))
def test_no_text_brings_in_a_tag_an_attribute_or_a_link_that_is_not_allowed(text: str) -> None:
    html = to_html(text)

    found = Found(html)
    html.encode()  # a lone surrogate would fail here, and with it the whole page
    assert found.tags <= TAGS
    assert {name for name, _ in found.attributes} <= ATTRIBUTES
    links = [str(value).lower() for name, value in found.attributes if name == "href"]
    assert all(link.startswith(("https://", "mailto:", "tel:")) for link in links)


@given(st.lists(st.sampled_from([">", "> ", "- ", "1. ", "— a", "\n", "\n\n", "a"]), max_size=40).map("".join))
def test_every_figure_that_is_opened_is_closed(text: str) -> None:
    html = to_html(text)

    for tag in ("figure", "figcaption", "footer", "blockquote", "p"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>"), tag


@pytest.mark.parametrize("text", [">" * 5_000, "[" * 10_000, "*" * 10_000, "**a " * 2_500, "- " * 5_000, "\\" * 10_000])
def test_text_made_to_overwhelm_a_parser_is_still_rendered(text: str) -> None:
    assert to_html(text)


@pytest.mark.parametrize(("text", "kept"), ENCODABLE)
def test_whole_text_can_always_be_encoded(text: str, kept: str) -> None:
    assert whole(text) == kept
    assert whole(text).encode()
