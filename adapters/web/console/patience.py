"""How often somebody may try to sign in.

Each try counts before the token is looked at, so that many at once are as slow as one after the other.
"""

from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

AFTER_WRONG_S = 0.5
"""How long a wrong token is answered late, in seconds."""

IPV6_NETWORK_BITS = 64
"""What one household or one server has of IPv6; each address of it would else be a new try."""


class Patience:
    """Counts tries by address, in this process: 5 in a minute and 30 in an hour."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits = (RateLimitItemPerMinute(5), RateLimitItemPerHour(30))

    def may_try(self, address: str) -> bool:
        """Count a try; False when there were too many from there."""
        return all([self._limiter.hit(limit, _network(address)) for limit in self._limits])

    def forget(self, address: str) -> None:
        """Somebody there had the right token."""
        for limit in self._limits:
            self._limiter.clear(limit, _network(address))


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:  # a socket that has no such address: all of them are one
        return "elsewhere"
    return str(int(known) >> IPV6_NETWORK_BITS) if isinstance(known, IPv6Address) else str(known)
