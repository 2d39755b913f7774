"""An alarm on Slack: in the triage channel for everybody to see, whole, and an error of ours when Slack does not take it."""

from datetime import UTC, datetime

import pytest

from bot.errors import ChannelUnreachable
from bot.escalation.alarm_message import AlarmFacts, SharedFacts, alarm_text
from bot.escalation.escalation import Tier
from bot.rendering import Wording
from tests.scenarios.slack_harness import TRIAGE, Bench, workspace
from tests.scenarios.test_slack_triage import desk_of

AT = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
SHARED = SharedFacts(
    reference="AL-TEST",
    escalation_id="esc_1",
    tier=Tier.IMMEDIATE,
    state="delivered",
    held="",
    since=AT,
    done=({"words": "Whoever has it at the police was reminded", "at": AT},),
    number="01632 960077",
    to_write_to=("spc_1",),
)
OPEN = alarm_text(AlarmFacts(force="Kent Police", hours=2, practice=False, shared=SHARED), Wording())
SEALED = alarm_text(AlarmFacts(force="Kent Police", hours=50, practice=True), Wording())


async def test_it_stands_in_the_channel_for_everybody() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        await desk_of(http).alarm("org_test", OPEN)

        (alarm,) = slack.messages
        assert (alarm.channel, alarm.args.get("thread_ts")) == (TRIAGE, None)
        for part in (
            "AL-TEST",
            "Kent Police",
            "was reminded (10:00 on",
            "01632 960077",
            "spoc show spc_1",
            "esc_1",
        ):
            assert part in alarm.shown
        assert "AL-TEST" in alarm.text


async def test_without_the_reporters_yes_it_says_which_force_and_how_long() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        await desk_of(http).alarm("org_test", SEALED)

        (alarm,) = slack.messages
        assert "Kent Police: a report has had no answer for 2 days." in alarm.shown
        assert "Practice" in alarm.shown
        assert "AL-" not in alarm.shown


async def test_what_slack_does_not_take_now_is_tried_again_later() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        slack.fail_next(429, method="chat.postMessage")
        with pytest.raises(ChannelUnreachable):
            await desk_of(http).alarm("org_test", OPEN)


@pytest.mark.parametrize(("hours", "words"), [(0, "less than an hour"), (1, "for 1 h"), (47, "for 47 h"), (48, "for 2 days")])
def test_how_long_is_said_in_whole_hours_or_days(hours: int, words: str) -> None:
    assert words in alarm_text(AlarmFacts(force="", hours=hours, practice=False), Wording())
