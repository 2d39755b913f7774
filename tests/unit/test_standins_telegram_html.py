"""Telegram's HTML as the Bot API documents it."""

import pytest

from tests.standins.telegram_html import BadMarkup, plain_text


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("5 < 6", "must be escaped"),
        ("a > b", "must be escaped"),
        ("fish & chips", "must be escaped"),
        ("&nbsp;", "must be escaped"),
        ("<code><b>x</b></code>", "can't be inside"),
        ("<b><code>x</code></b>", "can't be inside"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "can't be inside"),
        ('<a href="/help">x</a>', "absolute address"),
        ('<a href="https://example.org" target="_blank">x</a>', 'no attribute "target"'),
        ('<span class="red">x</span>', "tg-spoiler"),
    ],
)
def test_markup_that_telegram_does_not_support_is_refused(markup: str, fault: str) -> None:
    with pytest.raises(BadMarkup) as caught:
        plain_text(markup)

    assert fault in str(caught.value)


def test_markup_that_telegram_supports_becomes_the_text_that_is_read() -> None:
    markup = (
        '<b>Ring <u>999</u></b> &amp; wait &lt;there&gt; &#x27;now&#39;\n<a href="https://example.org/?a=1&amp;b=2">more</a>'
        '<blockquote expandable>quoted <i>words</i> <a href="tel:101">101</a></blockquote>'
        '<pre><code class="language-python">x</code></pre><tg-spoiler>y</tg-spoiler><span class="tg-spoiler">z</span>'
    )

    assert plain_text(markup) == "Ring 999 & wait <there> 'now'\nmorequoted words 101xyz"
