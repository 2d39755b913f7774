"""Reads the tables of forces, constituencies and councils in places/.

It must never let a place name a force that the table of forces lacks: that place would fail only on the day somebody
reports from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.place import Certainty, Force, ForceKind, PlaceKind, Side, Where
from knowledge.tables import Row, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place and every name it goes by."""

    where: Where
    names: tuple[str, ...]  # for somebody who was asked for a council or a constituency
    # For a sentence. "North East" is also a direction there, and people in Bromley, whom the Metropolitan Police
    # serves, live "in Kent" all the same.
    names_in_text: tuple[str, ...]


def read_forces(folder: Path) -> dict[str, Force]:
    """Return the forces by id, in the order of the table."""
    columns = ("force_id", "official_name", "nation", "force_type", "ons_pfa_code", "routing")
    return {row.filled("force_id"): _force(row) for row in read_table(folder / "police_forces.csv", columns)}


def read_areas(folder: Path, forces: Mapping[str, Force]) -> Iterator[Area]:
    """Give the constituencies first and the councils after them, so that of one name the constituency comes first."""
    yield from _westminster(folder, forces)
    yield from _senedd(folder, forces)
    yield from _councils(folder, forces)
    yield from _combined(folder, forces)


def read_sides(folder: Path, forces: Mapping[str, Force]) -> dict[str, tuple[Side, ...]]:
    """Return the councils of each constituency, by its code, the larger part first."""
    columns = ("constituency_code", "local_authority_name", "force_id", "population_share")
    sides: dict[str, list[Side]] = {}
    for row in read_table(folder / "constituency_to_local_authority.csv", columns):
        side = Side(
            council=row.filled("local_authority_name"),
            force=_forces(row, "force_id", forces)[0],
            share=row.share("population_share"),
        )
        sides.setdefault(row.filled("constituency_code"), []).append(side)
    return {code: tuple(sorted(parts, key=lambda side: -(side.share or 0.0))) for code, parts in sides.items()}


def _force(row: Row) -> Force:
    return Force(
        id=row.filled("force_id"),
        name=row.filled("official_name"),
        nations=row.listed("nation"),
        kind=ForceKind(row.one_of("force_type", tuple(ForceKind))),
        ons_code=row.text("ons_pfa_code"),
        routing=row.text("routing"),
    )


def _westminster(folder: Path, forces: Mapping[str, Force]) -> Iterator[Area]:
    columns = (
        "constituency_code",
        "constituency_name",
        "constituency_name_cy",
        "force_ids",
        "force_population_shares",
        "police_divisions",
    )
    for row in read_table(folder / "constituency_to_force.csv", columns):
        where = _where(row, PlaceKind.CONSTITUENCY, ("constituency_code", "constituency_name", "force_ids"), forces)
        where = replace(where, divisions=row.listed("police_divisions"), share=_first_share(row))
        names = tuple(filter(None, (where.name, row.text("constituency_name_cy"))))
        yield Area(where=where, names=names, names_in_text=names)


def _senedd(folder: Path, forces: Mapping[str, Force]) -> Iterator[Area]:
    fields = ("senedd_code", "senedd_constituency", "force_ids")
    for row in read_table(folder / "senedd_2026_constituency_to_force.csv", fields):
        where = _where(row, PlaceKind.CONSTITUENCY, fields, forces)
        yield Area(where=where, names=(where.name,), names_in_text=(where.name,))


def _councils(folder: Path, forces: Mapping[str, Force]) -> Iterator[Area]:
    fields = ("local_authority_code", "local_authority_name", "force_id")
    rows = list(read_table(folder / "local_authority_to_force.csv", (*fields, "police_division", "status")))
    # Today's councils first: an abolished one of the same name must not stand in for its successor.
    for row in sorted(rows, key=lambda row: row.filled("status") != "current"):
        where = replace(_where(row, PlaceKind.COUNCIL, fields, forces), divisions=row.listed("police_division"))
        name = where.name
        yield Area(where=where, names=(name, _city(name), _county(name)), names_in_text=(name, _city(name)))


def _combined(folder: Path, forces: Mapping[str, Force]) -> Iterator[Area]:
    fields = ("authority_code", "authority_name", "force_ids")
    for row in read_table(folder / "combined_authority_to_force.csv", fields):
        where = _where(row, PlaceKind.COUNCIL, fields, forces)
        yield Area(where=where, names=(where.name,), names_in_text=())


def _city(name: str) -> str:
    """The name that people use for a city: "Bristol, City of" is Bristol."""
    if name == "City of London":  # not London, which is the Metropolitan Police's
        return name
    return name.removesuffix(", City of").removesuffix(", County of").removesuffix(" City").removeprefix("City of ")


def _county(name: str) -> str:
    return name.removesuffix(" County Council").removeprefix("County ")


def _where(row: Row, kind: PlaceKind, fields: tuple[str, str, str], forces: Mapping[str, Force]) -> Where:
    code, name, force_ids = fields
    policed_by = _forces(row, force_ids, forces)
    return Where(
        kind=kind,
        name=row.filled(name),
        code=row.filled(code),
        forces=policed_by,
        certainty=Certainty.EXACT if len(policed_by) == 1 else Certainty.CROSSES,
    )


def _forces(row: Row, field: str, forces: Mapping[str, Force]) -> tuple[Force, ...]:
    row.filled(field)
    for force_id in row.listed(field):
        if force_id not in forces or forces[force_id].kind is not ForceKind.TERRITORIAL:
            row.fail(field, f"{force_id} is not a territorial force of police_forces.csv")
    return tuple(forces[force_id] for force_id in row.listed(field))


def _first_share(row: Row) -> float | None:
    # Filled for the seats that cross a boundary alone: "dyfed-powys=0.753;south-wales=0.247".
    shares = row.listed("force_population_shares")
    return float(shares[0].partition("=")[2]) if shares else None
