"""Signs and checks with every secret of a contact that is good, so that a secret is replaced without a message being lost.

While two are good each message carries both signatures, the newest first, and the other side takes it by whichever secret it
has. Source: Standard Webhooks specification 1.0.0, "Signature scheme": the header is a list, for rotation without downtime.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError
from standardwebhooks.webhooks import EmptyWebhookSecretError


class RotatingWebhook(Webhook):
    """A `Webhook` of one or two secrets."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """Take the secrets, the newest first. Raises ValueError when there is none, or one that cannot sign."""
        if not secrets:
            raise ValueError("A webhook needs a secret.")
        try:
            super().__init__(secrets[0])
            self._each = tuple(Webhook(secret) for secret in secrets)
        except EmptyWebhookSecretError as error:  # base64 that holds nothing; the library tells it apart from bad base64
            raise ValueError("A webhook needs a secret.") from error

    def sign(self, msg_id: str, timestamp: datetime, data: str) -> str:
        """Return the value of the header `webhook-signature`: a signature by each secret."""
        return " ".join(each.sign(msg_id, timestamp, data) for each in self._each)

    def verify(self, data: bytes | str, headers: dict[str, str], *, json_parse: bool = True) -> Any:
        """Return what the body holds when one of the secrets fits. Raises WebhookVerificationError, ValueError."""
        for each in self._each[:-1]:
            try:
                return each.verify(data, headers, json_parse=json_parse)
            except WebhookVerificationError:
                continue  # the other side may not have changed over yet
        return self._each[-1].verify(data, headers, json_parse=json_parse)
