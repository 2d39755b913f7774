"""Makes the secrets that we share with a SPOC's system."""

import base64
import secrets


def new_secret() -> str:
    """Return a fresh Standard Webhooks secret of 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
