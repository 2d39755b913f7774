"""What a force is called, for telling several escalations of one report apart."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge import place_tables


def force_name(force_id: str) -> str:
    """Return the full name, such as "Kent Police"; "" for no force, and for one that the table does not have."""
    return _names().get(force_id, "")


@cache
def _names() -> Mapping[str, str]:
    folder = Path(place_tables.__file__).with_name("places")
    return {id: force.name for id, force in place_tables.read_forces(folder).items()}
