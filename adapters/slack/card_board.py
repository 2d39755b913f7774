"""Shows on a card, and in its thread, what was done with it and by whom.

It claims nothing that the answer does not. A mark that cannot be shown is lost from sight only: what was done stays done.
"""

import logging
from collections import OrderedDict

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.card_marks import CLOSE, WRITE, Card, card_blocks, marked
from adapters.slack.client import slack_errors
from adapters.slack.form_fields import Label
from adapters.slack.markup import BREAK, Run, read_markdown, sendable
from adapters.slack.mrkdwn import write_mrkdwn
from adapters.slack.outbound import Outgoing, mrkdwn, sections
from adapters.slack.sender import post
from adapters.slack.staff_presses import StaffPress
from adapters.slack.wording import SlackWording
from bot.errors import ChannelError

CARDS_KNOWN = 500
"""Cards whose newest look is remembered, for two people who press before either has seen what the other did."""

MAX_UPDATE_CHARS = 4000
"""Longest text that chat.update takes."""

log = logging.getLogger(__name__)


class CardBoard:
    """The cards as they stand in the triage channel."""

    def __init__(self, client: AsyncWebClient, *, label: Label, wording: SlackWording) -> None:
        """`label`: gives the words of a key of labels.yaml."""
        self._client = client
        self._label = label
        self._wording = wording
        self._cards: OrderedDict[str, Card] = OrderedDict()

    def newest(self, press: StaffPress) -> Card:
        """Return the card as it stands: as the person saw it, unless somebody has done something with it since."""
        known = self._cards.get(press.shown_at.message)
        return known if known and known.version > press.card.version else press.card

    async def show(self, press: StaffPress, card: Card, answer: str) -> None:
        """Put the answer, and who asked for it, on the card and into its thread."""
        line = f"{write_mrkdwn(read_markdown(answer))} {self._wording.card('by', person=f'<@{press.user}>')}"
        said = Outgoing(blocks=({"type": "section", "text": mrkdwn(line)}, *sections(self._typed(press))), text=line)
        place = press.shown_at
        try:
            if press.action != WRITE:  # which can be done any number of times
                await self._mark(press, marked(card, press.action, line))
            await post(self._client, said, channel=place.channel, thread=place.message)
        except ChannelError as exc:
            log.warning("slack.card_not_updated", extra={"report": press.report_id, "error": type(exc).__name__})

    async def _mark(self, press: StaffPress, card: Card) -> None:
        place = press.shown_at
        self._remember(place.message, card)
        with slack_errors():
            await self._client.chat_update(
                channel=place.channel,
                ts=place.message,
                blocks=card_blocks(card, self._wording),
                text=place.text[:MAX_UPDATE_CHARS],
            )

    def _typed(self, press: StaffPress) -> list[Run]:
        """What was written to the reporter, for those who deal with the report next."""
        reason = self._label(f"closed.{press.reason}") if press.action == CLOSE else ""
        told = [sendable(each) for each in (reason, press.words) if each.strip()]
        return [Run(BREAK.join(told), quoted=True)] if told else []

    def _remember(self, message: str, card: Card) -> None:
        self._cards[message] = card
        if len(self._cards) > CARDS_KNOWN:
            self._cards.popitem(last=False)
