"""Rules for every table, so that a new column or query cannot forget them."""

from collections.abc import Iterator
from types import ModuleType

import pytest
from sqlalchemy import BindParameter, ClauseElement, Insert, String, Table
from sqlalchemy.sql import visitors

from adapters.storage import advice, audit, conversations, duties, escalations, members, reports, spoc_contacts, turns
from adapters.storage.columns import UtcDateTime
from adapters.storage.tables import metadata

TABLES = list(metadata.tables.values())

CLEAR = {
    *("organisation_id", "id", "conversation_id", "report_id", "entry_id", "escalation_id", "member_id", "subject_id"),
    *("reporter", "author", "actor"),  # member ids
    *("force_id", "rank", "contact_id"),  # of our own tables
    *("channel", "role", "status", "kind", "field", "recipient", "tier", "state", "outcome", "how", "action"),  # our own words
    *("held", "progress", "event"),  # these too
    *("reason", "route", "verdict", "guidance_version", "quarantined"),
    *("reference", "key", "lease", "storage_key", "thumbnail_key"),  # random
    *("media_type", "previous", "hash"),  # derived or by content
}
"""Text columns that hold nothing which a person typed and nobody's name."""

PARTS = [advice, audit, conversations, duties, escalations, members, reports, spoc_contacts, turns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_belongs_to_an_organisation(table: Table) -> None:
    assert "organisation_id" in table.c
    assert not table.c.organisation_id.nullable


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_text_is_sealed_unless_it_is_known_to_be_nobodys(table: Table) -> None:
    clear = {column.name for column in table.c if isinstance(column.type, String)}

    assert clear - CLEAR == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_time_is_utc(table: Table) -> None:
    timed = [column for column in table.c if column.name == "at" or column.name.endswith(("_at", "_until"))]

    assert all(isinstance(column.type, UtcDateTime) for column in timed)


def _statements(module: ModuleType) -> Iterator[tuple[str, ClauseElement]]:
    for name, value in vars(module).items():
        if isinstance(value, ClauseElement) and not isinstance(value, Table | Insert | BindParameter) and name.startswith("_"):
            yield f"{module.__name__}.{name}", value


STATEMENTS = dict(statement for module in PARTS for statement in _statements(module))


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_query_of_a_part_asks_for_its_own_rows_of_every_table(name: str) -> None:
    statement = STATEMENTS[name]
    asked = {element for element in visitors.iterate(statement) if isinstance(element, Table)}
    text = str(statement)

    assert asked
    for table in asked:
        joined = f"{table.name}.organisation_id = entry.organisation_id"  # evidence is joined to an entry that is asked for
        assert f"{table.name}.organisation_id = :own" in text or joined in text


def test_the_statements_are_found() -> None:
    assert len(STATEMENTS) > 25
