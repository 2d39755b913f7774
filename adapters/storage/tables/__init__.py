"""The tables, a file per aggregate. Migrations make them; `metadata` is what the migrated database is compared with."""

from adapters.storage.columns import metadata
from adapters.storage.tables.advice import advices
from adapters.storage.tables.audit import audit_events, audit_heads
from adapters.storage.tables.conversations import conversations, turns
from adapters.storage.tables.duties import duties
from adapters.storage.tables.escalations import acknowledgements, attempts, escalations
from adapters.storage.tables.organisations import data_keys, invitations, member_roles, members, organisations, persons
from adapters.storage.tables.reports import consents, entries, evidence, report_access, report_codes, reports
from adapters.storage.tables.spoc_contacts import spoc_contacts

__all__ = [
    "acknowledgements",
    "advices",
    "attempts",
    "audit_events",
    "audit_heads",
    "consents",
    "conversations",
    "data_keys",
    "duties",
    "entries",
    "escalations",
    "evidence",
    "invitations",
    "member_roles",
    "members",
    "metadata",
    "organisations",
    "persons",
    "report_access",
    "report_codes",
    "reports",
    "spoc_contacts",
    "turns",
]
