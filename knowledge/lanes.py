"""The lanes as a whole: every kind of incident leads to one of them, or to none.

They need no encoder, index or database. Words must never be given when they have left the guidance: a new edition may say the
opposite.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from knowledge.contacts import ContactBook
from knowledge.lane import FIELDS, Condition, Lane, LaneQuote, lane_from, passage_of
from knowledge.passage import Passage
from knowledge.yaml_fields import BadField, YamlFields

__all__ = ["BadField", "Condition", "Lane", "LaneQuote", "bundled_lanes", "passages_by_lane_quote", "read_lanes"]


def bundled_lanes() -> Path:
    """The folder of the lanes that come with Alongside."""
    return Path(__file__).parent / "lanes"


def read_lanes(
    passages: Iterable[Passage],
    contacts: ContactBook,
    *,
    kinds: Collection[str],
    platforms: Collection[str],
    folder: Path | None = None,
) -> tuple[Lane, ...]:
    """Return the lanes of a folder, by rank; the bundled ones when none is given.

    Args:
        passages: of the documents that they quote.
        contacts: the book that they name contacts of.
        kinds: the kinds of incident that there are.
        platforms: the platforms that there are.

    Raises:
        BadField: a file has a fault, or two lanes claim the same kind or rank; it names file and field.
    """
    known = tuple(passages)
    lanes: list[Lane] = []
    for path in sorted((folder or bundled_lanes()).glob("*.yaml")):
        fields = YamlFields(path, FIELDS)
        lane = lane_from(fields, path.stem, known, contacts)
        _check_names(fields, lane, kinds, platforms)
        _check_apart(fields, lane, lanes)
        lanes.append(lane)
    return tuple(sorted(lanes, key=lambda lane: lane.rank))


def passages_by_lane_quote(lanes: Iterable[Lane], passages: Iterable[Passage]) -> Mapping[LaneQuote, Passage]:
    """Return the passage that each quote stands in to the letter; a quote that is gone is left out."""
    known = tuple(passages)
    places = {quote: passage_of(quote, known) for lane in lanes for quote in lane.quotes}
    return {quote: passage for quote, passage in places.items() if passage is not None}


def _check_names(fields: YamlFields, lane: Lane, kinds: Collection[str], platforms: Collection[str]) -> None:
    for field, named, known in (("categories", lane.categories, kinds), ("platforms", lane.platforms, platforms)):
        for name in named:
            if name not in known:
                fields.fail(field, f"There is no {name!r}.")


def _check_apart(fields: YamlFields, lane: Lane, others: Sequence[Lane]) -> None:
    for other in others:
        if other.rank == lane.rank:
            fields.fail("rank", f"{other.id} has this rank.")
        if not set(other.categories).isdisjoint(lane.categories):
            fields.fail("categories", f"{other.id} has one of these.")
