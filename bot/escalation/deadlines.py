"""How long an escalation may be without a person's answer, by tier. The police's own times are not ours to promise: these are
the times after which somebody else is told.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.escalation.escalation import Escalation, Tier

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

    def acknowledge_by(self, escalation: Escalation) -> datetime:
        """Return by when a person must have acknowledged it; raised, it has the time of an immediate one from then on."""
        return (escalation.raised_at or escalation.created_at) + self.acknowledge.of(escalation.urgency)

    def lapses_at(self, escalation: Escalation) -> datetime | None:
        """Return when it counts as silent after an answer; None while there was none.

        What was said before it was raised is no answer to what raised it, and no silence either: they have just been told.
        """
        heard = [at for at in (escalation.acknowledged_at, escalation.progress_at) if at]
        if not heard:
            return None
        return max(*heard, escalation.raised_at or heard[0]) + self.lapse.of(escalation.urgency)


USUAL = Deadlines()
"""What holds where nothing else is set."""
