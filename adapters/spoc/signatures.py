"""Checks what arrives signed. Whatever is odd about a request, the answer is the same: it does not fit."""

from collections.abc import Mapping

from standardwebhooks import Webhook, WebhookVerificationError


def fits(webhook: Webhook, body: bytes, headers: Mapping[str, str]) -> bool:
    """Return whether a body carries a valid, fresh Standard Webhooks signature (within 5 minutes, as the library has it)."""
    try:
        webhook.verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):  # the library lets bad base64, bad UTF-8 and odd headers through as ValueError
        return False
    return True
