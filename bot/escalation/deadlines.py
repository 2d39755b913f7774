"""How long an escalation may be without a person's answer, by tier. The police's own times are not ours to promise: these are
the times after which somebody else is told.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.escalation.escalation import Tier

REPEAT_EVERY = timedelta(days=1)
"""After the last rung of the ladder: how often the SPOC is reminded and the organisation told, until a person has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerTier:
    """One duration for each tier."""

    immediate: timedelta
    criminal: timedelta
    concern: timedelta
    other: timedelta

    def of(self, tier: Tier) -> timedelta:
        """Return the duration of a tier."""
        by_tier = {
            Tier.IMMEDIATE: self.immediate,
            Tier.CRIMINAL_INDICATOR: self.criminal,
            Tier.LAWFUL_BUT_AWFUL: self.concern,
            Tier.OTHER: self.other,
        }
        return by_tier[tier]


ACKNOWLEDGE = PerTier(
    immediate=timedelta(minutes=15), criminal=timedelta(hours=24), concern=timedelta(days=5), other=timedelta(days=5)
)
GAP = PerTier(immediate=timedelta(minutes=10), criminal=timedelta(hours=12), concern=timedelta(days=2), other=timedelta(days=2))
LAPSE = PerTier(immediate=timedelta(hours=2), criminal=timedelta(days=3), concern=timedelta(days=10), other=timedelta(days=10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """All the durations of the ladder."""

    acknowledge: PerTier = ACKNOWLEDGE  # from the escalation until a person at the police must have acknowledged it
    gap: PerTier = GAP  # from one rung of the ladder to the next
    lapse: PerTier = LAPSE  # how long an acknowledged one may stay without a sign that they act before it counts as silent again


USUAL = Deadlines()
"""What holds where nothing else is set."""
