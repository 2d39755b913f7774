"""The kinds of incident: those that triage reads from words, and two that only a person names.

`SURVEY` says which form of abuse each kind is in the words of the Electoral Commission's survey after the general election of
2024, so that what is counted here can be compared with what candidates told the Commission. Source: its evidence to the
Speaker's Conference, 2025 ("social media abuse, physical abuse, threatening behaviour etc", "intimidatory behaviour",
"belittled or insulted", "touched, hugged, or kissed against their will", "torn down or destroyed ... defaced or damaged").
"""

from collections.abc import Sequence

from bot.triage.categories import CATEGORIES
from bot.triage.platform import ONLINE as ONLINE_CHANNELS

OTHER = "other"
KINDS: tuple[str, ...] = (*(each for each in CATEGORIES if each != OTHER), "insult", "unwanted_touching", OTHER)

SURVEY = {
    "online_abuse": "social media abuse",
    "threat": "threats",
    "harassment_stalking": "intimidatory behaviour",
    "physical_assault": "physical abuse",
    "property_damage": "damage or destruction of property or campaign assets",
    "discriminatory_abuse": "belittled or insulted",
    "doxxing": "intimidatory behaviour",
    "intimidation_in_person": "intimidatory behaviour",
    "unwanted_contact": "intimidatory behaviour",
    "suspicious_activity": "intimidatory behaviour",
    "insult": "belittled or insulted",
    "unwanted_touching": "touched, hugged or kissed against their will",
}
"""Kinds without an entry are none of the survey's forms: the Commission did not ask about them."""

ONLINE = frozenset({"online_abuse", "disinformation_deepfake", "cyber_attack", "doxxing"})
"""Kinds that happen on a screen unless something else is said: the platform is asked for instead of a place."""

ONLINE_PLATFORMS = ONLINE_CHANNELS

MAY_BE_DANGER = frozenset(
    {"threat", "physical_assault", "harassment_stalking", "doxxing", "intimidation_in_person", "suspicious_activity"}
    | {"discriminatory_abuse", "unwanted_touching", OTHER}
)
"""Kinds behind which somebody may be in danger as they write: only then is it asked."""


def is_online(kinds: Sequence[str], platform: str) -> bool:
    """True when the platform matters more than the place; who does not know the platform has not said that it was none."""
    if platform and platform not in ("unknown", "skipped"):
        return platform in ONLINE_PLATFORMS
    return bool(kinds) and kinds[0] in ONLINE
