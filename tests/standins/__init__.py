"""Stand-ins for the services that Alongside talks to: real HTTP servers that check what they are sent.

They must never be more forgiving than the real service about the shape of a call: a test that passes here and fails
there has protected nobody.
"""

from tests.standins import updates
from tests.standins.server import ContractBroken, expect_violation
from tests.standins.sink import WebhookSink
from tests.standins.slack import SlackStandIn
from tests.standins.slack_payloads import SlackPayloads
from tests.standins.slack_requests import SlackRequest
from tests.standins.telegram import TelegramStandIn

__all__ = [
    "ContractBroken",
    "SlackPayloads",
    "SlackRequest",
    "SlackStandIn",
    "TelegramStandIn",
    "WebhookSink",
    "expect_violation",
    "updates",
]
