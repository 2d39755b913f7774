"""What Slack adds to a reply, or keeps out of it: a button for the form, and no copy of a report among its own files."""

from collections.abc import Callable
from dataclasses import replace

from adapters.slack.form_fields import Label
from adapters.slack.form_view import open_button
from adapters.slack.outbound import Outgoing, render
from adapters.slack.wording import SlackWording
from bot.messages import Reply
from bot.reporting.flow import FIRST

Render = Callable[[Reply], tuple[Outgoing, ...]]
"""From a reply to its messages."""

ASKS_FIRST = f"ask_{FIRST}"
"""The kind of reply that puts the first question of the form."""


def dressing(label: Label, wording: SlackWording) -> Render:
    """Return what turns replies into messages on Slack. `label` gives the words of a key of labels.yaml."""

    def dressed(reply: Reply) -> tuple[Outgoing, ...]:
        if reply.documents:
            # What Slack keeps, and for how long, the workspace's owners decide: a reporter's copy must not lie there.
            said = wording.reply("files_elsewhere", my=label("my"), code=label("code"))
            reply = replace(reply, text=said.text, documents=())
        return render(reply, extra=[open_button(wording)] if reply.kind == ASKS_FIRST else ())

    return dressed
