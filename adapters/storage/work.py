"""One unit of work on the database: the parts of one organisation, sharing one transaction."""

from functools import cached_property

from adapters.storage.advice import SqlAdviceLog
from adapters.storage.audit import SqlAudit
from adapters.storage.conversations import SqlConversations
from adapters.storage.duties import SqlDuties
from adapters.storage.escalations import SqlEscalations
from adapters.storage.members import SqlMembers
from adapters.storage.reports import SqlReports
from adapters.storage.spoc_contacts import SqlSpocContacts
from adapters.storage.transaction import Transaction
from adapters.storage.turns import SqlTurns
from bot.organisations import Organisation


class SqlWork:
    """Implements `UnitOfWork`."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx

    @property
    def organisation(self) -> Organisation:
        """Whose unit this is."""
        return self.tx.organisation

    @cached_property
    def members(self) -> SqlMembers:
        """The people."""
        return SqlMembers(self.tx)

    @cached_property
    def conversations(self) -> SqlConversations:
        """The talks."""
        return SqlConversations(self.tx)

    @cached_property
    def turns(self) -> SqlTurns:
        """What was said."""
        return SqlTurns(self.tx)

    @cached_property
    def reports(self) -> SqlReports:
        """The reports."""
        return SqlReports(self.tx)

    @cached_property
    def escalations(self) -> SqlEscalations:
        """The escalations."""
        return SqlEscalations(self.tx)

    @cached_property
    def duties(self) -> SqlDuties:
        """What is to be done."""
        return SqlDuties(self.tx)

    @cached_property
    def advice(self) -> SqlAdviceLog:
        """What was shown for the questions."""
        return SqlAdviceLog(self.tx)

    @cached_property
    def spoc_contacts(self) -> SqlSpocContacts:
        """Whom to reach at the police."""
        return SqlSpocContacts(self.tx)

    @cached_property
    def audit(self) -> SqlAudit:
        """Who did what."""
        return SqlAudit(self.tx)
