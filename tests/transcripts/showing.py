"""A played script as a page that can be read aloud: who says what and when, with the buttons in brackets."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.messages import Channel, Reply
from bot.rendering import UK_TIME
from tests.transcripts.script import Script
from tests.transcripts.stage import Moment

_CHANNELS = {Channel.TELEGRAM: "Telegram", Channel.SLACK: "Slack", Channel.WEB: "the web page", Channel.TERMINAL: "the terminal"}
_TELEPHONE = re.compile(r"\[([^\]]+)\]\(tel:\d+\)")


def page(script: Script, moments: Sequence[Moment]) -> str:
    """Return the whole page."""
    people = ", ".join(f"{name} on {_CHANNELS[channel]}" for name, channel in script.people.items())
    parts = [f"# {script.title}", script.about.strip(), f"*{people}. Everybody and everything here is invented.*"]
    day = ""
    for moment in moments:
        if _day(moment.at) != day:
            day = _day(moment.at)
            parts.append(f"## {day}")
        parts.append(_shown(script, moment))
    return "\n\n".join(parts) + "\n"


def index(scripts: Sequence[Script]) -> str:
    """Return the list of all pages."""
    lines = [f"- [{script.title}]({script.name}.md): {' '.join(script.about.split())}" for script in scripts]
    return "\n".join([_INDEX, *lines, ""])


def _shown(script: Script, moment: Moment) -> str:
    time = f"{moment.at.astimezone(UK_TIME):%H:%M}"
    if moment.kind == "said":
        return f"**{moment.who}** ({time}): {moment.words}"
    if moment.kind == "replies":
        return "\n\n".join(map(_quoted, moment.replies)) or "> (nothing)"
    if moment.kind == "news":
        to = f" to {moment.who}" if len(script.people) > 1 else ""
        return f"*{time}, by itself{to}:*\n\n" + "\n\n".join(map(_quoted, moment.replies))
    first, _, rest = moment.words.partition("\n")
    more = f"\n\n{_fenced(rest)}" if rest else ""
    return f"*{first}*" if moment.kind == "note" else f"*({time}) {first}*{more}"


def _quoted(reply: Reply) -> str:
    lines = _TELEPHONE.sub(r"\1", reply.text).splitlines()
    if reply.documents:
        lines += ["", *(f"(file: report.{document.kind})" for document in reply.documents)]
    if reply.choices:
        lines += ["", " ".join(f"`[{choice.label}]`" for choice in reply.choices)]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def _day(at: datetime) -> str:
    local = at.astimezone(UK_TIME)
    return f"{local:%A} {local.day} {local:%B}"


_INDEX = """# Transcripts

A talk for each lane, played by tests with the real wording, lanes and contact book. They are there to be read aloud, as somebody
frightened would hear them. `python -m tests.transcripts` writes them anew; a test fails when one is not what would be said today.

The encoder is left out, so that they are the same everywhere: rules alone read the messages, as they do when it is down.
"""
