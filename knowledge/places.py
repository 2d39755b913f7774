"""Where something happened, and which police force that is.

It must never guess: an unknown or ambiguous place leads to no force, so that the person is asked. A report that goes
to the wrong force looks delivered and helps nobody. The tables are in places/, with their licence.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge.place import Certainty, Force, ForceKind, PlaceKind, Side, Where
from knowledge.place_names import PlaceNames, folded
from knowledge.place_tables import Area, read_areas, read_forces, read_sides
from knowledge.postcodes import PostcodeMatch, Postcodes, load_postcodes

__all__ = ["Certainty", "Force", "ForceKind", "PlaceKind", "Places", "Side", "UnknownForce", "Where", "load_places"]


class UnknownForce(LookupError):
    """The table of forces has no force of this id."""

    def __init__(self, force_id: str) -> None:
        super().__init__(f"The table of forces has no force {force_id!r}.")
        self.force_id = force_id


class Places:
    """Postcodes, constituencies and councils of the United Kingdom, and the forces that police them.

    Every question takes whatever a person typed, None included, and answers at once: 5,000 characters take
    milliseconds.
    """

    def __init__(
        self, *, forces: Mapping[str, Force], areas: Iterable[Area], postcodes: Postcodes, sides: Mapping[str, tuple[Side, ...]]
    ) -> None:
        self._forces = forces
        self._postcodes = postcodes
        self._sides = sides
        listed = list(areas)
        self._places = [area.where for area in listed]
        names = [(name, number) for number, area in enumerate(listed) for name in area.names]
        self._constituencies = PlaceNames(self._only(PlaceKind.CONSTITUENCY, names))
        self._councils = PlaceNames(self._only(PlaceKind.COUNCIL, names))
        self._either = PlaceNames((name, number) for number, area in enumerate(listed) for name in area.names_in_text)

    def force(self, force_id: str) -> Force:
        """Return the force of this id; UnknownForce when there is none."""
        if force_id not in self._forces:
            raise UnknownForce(force_id)
        return self._forces[force_id]

    def forces(self) -> tuple[Force, ...]:
        """The 45 forces that police an area, in the order of the table."""
        return tuple(force for force in self._forces.values() if force.kind is ForceKind.TERRITORIAL)

    def by_postcode(self, text: str | None) -> tuple[Force, ...]:
        """The force of a postcode, sector or outcode; several when a sector or outcode is split; none when unknown."""
        return _forces(self.postcode(text))

    def by_constituency(self, name: str | None) -> tuple[Force, ...]:
        """The force of a Westminster or Senedd seat, in English or Welsh: two when it crosses a boundary, none when unknown."""
        return _forces(self.constituency(name))

    def by_council(self, name: str | None) -> tuple[Force, ...]:
        """The force of a council or combined authority, with or without "Council"; none when unknown."""
        return _forces(self.council(name))

    def postcode(self, text: str | None) -> Where | None:
        """What is known about a postcode, and how certain it is. The whole text must be one."""
        match = self._postcodes.match(text or "")
        return self._located(match) if match else None

    def constituency(self, name: str | None) -> Where | None:
        """The seat of this name: exact, without accents, or with one slip in a long name. The whole text must be one."""
        return self._first(self._constituencies.named(name or ""))

    def council(self, name: str | None) -> Where | None:
        """The council or combined authority of this name, as `constituency` does it."""
        return self._first(self._councils.named(name or ""))

    def named_with(self, words: str) -> tuple[Where, ...]:
        """Return the constituencies and councils in whose names these words stand, to be offered and never to be taken.

        "Taunton" stands in "Taunton and Wellington"; "Newport" in three places, of different forces.
        """
        said = folded(words).split()
        return tuple(each for each in self._places if said and _stands_in(said, folded(each.name).split()))

    def by_code(self, code: str) -> Where | None:
        """Return the constituency or council of this code of the ONS; None when there is none."""
        return next((each for each in self._places if code and each.code == code), None)

    def sides(self, constituency: str | None) -> tuple[Side, ...]:
        """The councils that a Westminster seat lies in, each with its force, the larger part first; none when unknown."""
        where = self.constituency(constituency)
        return self._sides.get(where.code, ()) if where else ()

    def find(self, text: str | None) -> Where | None:
        """Return the place that a text is or names: a postcode before a constituency before a council.

        Inside a sentence only complete postcodes and names that clearly are places count; a county's name alone
        ("Kent") never does, since its councils and its police do not cover all that people call so. None when there
        is no place, or when there are several with different forces.
        """
        text = text or ""
        return (
            self.postcode(text)
            or _agreed([self._located(match) for match in self._postcodes.matches_in(text)])
            or self._first(self._either.named(text))
            or _agreed([where for names in self._either.inside(text) if (where := self._first(names))])
        )

    def _only(self, kind: PlaceKind, names: list[tuple[str, int]]) -> list[tuple[str, int]]:
        return [(name, number) for name, number in names if self._places[number].kind is kind]

    def _first(self, numbers: frozenset[int]) -> Where | None:
        # Constituencies come first in the list: where Selby is both, the seat is the one that may cross a boundary.
        return self._places[min(numbers)] if numbers else None

    def _located(self, match: PostcodeMatch) -> Where:
        forces = tuple(self.force(force_id) for force_id in match.force_ids)
        certainty = Certainty.EXACT if match.is_certain else Certainty.MAJORITY
        return Where(
            kind=PlaceKind.POSTCODE,
            name=match.postcode,
            code="",
            forces=forces,
            certainty=certainty if forces else Certainty.OUTSIDE_UK,
            share=match.share,
        )


def load_places(folder: Path | None = None) -> Places:
    """Read the tables that come with Alongside, or others of the same form; takes about a fifth of a second.

    Raises:
        BadTable: a cell cannot be used; it names file, row and field.
    """
    folder = folder or Path(__file__).with_name("places")
    forces = read_forces(folder)
    return Places(
        forces=forces,
        areas=read_areas(folder, forces),
        postcodes=load_postcodes(folder / "postcode_to_force.csv"),
        sides=read_sides(folder, forces),
    )


def _stands_in(words: list[str], name: list[str]) -> bool:
    return any(name[start : start + len(words)] == words for start in range(len(name) - len(words) + 1))


def _forces(where: Where | None) -> tuple[Force, ...]:
    return where.forces if where else ()


def _agreed(places: list[Where]) -> Where | None:
    return places[0] if places and all(_same(places[0], other) for other in places) else None


def _same(one: Where, other: Where) -> bool:
    return one.forces == other.forces and one.divisions == other.divisions
