"""The pages that take a table of SPOC contacts in and give one out. First it is shown what would be entered; then it is.

Between the two the page carries the table, sealed: it may hold secrets, and the server remembers nothing.
"""

from dataclasses import dataclass

from starlette.responses import Response

from adapters.spoc.contact_entries import FIELDS
from adapters.spoc.contact_table import BadContactTable, Table, TableRow
from adapters.spoc.exchanging import Exchanging
from adapters.web.console.contact_views import view_of
from adapters.web.console.visits import Visit

NAME = "The table"
"""What a problem's line begins with; the name that a file has on somebody's device is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRoutes:
    """What each address does."""

    exchanging: Exchanging

    async def form(self, visit: Visit) -> Response:
        """Ask for a table."""
        return self._form(visit)

    async def preview(self, visit: Visit) -> Response:
        """Show what a table would enter, or what is wrong with it."""
        if not visit.posted.file:
            return self._form(visit, ["Choose a file that is not empty."])
        return await self._previewed(visit, visit.posted.file)

    async def enter(self, visit: Visit) -> Response:
        """Enter what was shown, and show once the secrets that were made."""
        content = visit.seal.open(visit.posted.text("table"))
        if content is None:
            return self._form(visit, ["The table did not come back whole. Choose it again."])
        try:
            rows = await self.exchanging.enter(visit.organisation_id, Table(NAME, content))
        except BadContactTable as error:  # somebody else has entered one of them meanwhile
            return self._form(visit, str(error).splitlines())
        return self._shown(visit, rows, is_entered=True)

    async def table(self, visit: Visit) -> Response:
        """Give all contacts as a table, without secrets."""
        text = await self.exchanging.table(visit.organisation_id, with_secrets=False)
        headers = {"Content-Disposition": 'attachment; filename="spoc-contacts.csv"', "X-Robots-Tag": "noindex"}
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    async def _previewed(self, visit: Visit, content: bytes) -> Response:
        try:
            rows = await self.exchanging.preview(visit.organisation_id, Table(NAME, content))
        except BadContactTable as error:
            return self._form(visit, str(error).splitlines())
        return self._shown(visit, rows, is_entered=False, table=visit.seal.close(content))

    def _shown(self, visit: Visit, rows: tuple[TableRow, ...], *, is_entered: bool, table: str = "") -> Response:
        today = self.exchanging.administering.today
        shown = [
            {"number": row.number, "contact": view_of(row.contact, today), "makes_secret": row.has_new_secret} for row in rows
        ]
        made = {row.contact.id: row.contact.secret for row in rows if is_entered and row.has_new_secret}
        return visit.page("import_rows", rows=shown, is_entered=is_entered, table=table, secrets=made)

    def _form(self, visit: Visit, problems: list[str] | None = None) -> Response:
        return visit.page("import", status=422 if problems else 200, problems=problems or [], columns=FIELDS)
