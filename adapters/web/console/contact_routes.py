"""The pages of the SPOC contacts: the list, the form, and what is done with one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from adapters.spoc.administering import Administering
from adapters.spoc.contact_entries import NEW_SECRET, BadContact, Problem
from adapters.spoc.contact_keeping import AlreadyEntered, UnknownContact
from adapters.spoc.pinging import Pong
from adapters.web.console.contact_form import ELECTIONS, ContactForm, entered_in, form_of
from adapters.web.console.contact_views import CHECK_AFTER, by_force, forces_to_choose, view_of
from adapters.web.console.parts import Parts
from adapters.web.console.visits import Visit
from bot.errors import UserError
from bot.escalation.directory import ORDER


@dataclass(frozen=True, slots=True)
class Done:
    """What came of what was pressed. A secret is shown here and never again."""

    what: str  # such as "ended"; the page says the rest
    secret: str = ""
    pong: Pong | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRoutes:
    """What each address does."""

    parts: Parts
    administering: Administering

    async def list(self, visit: Visit) -> Response:
        """Show all contacts, those who have ended apart."""
        today = self.administering.today
        contacts = await self.administering.all(visit.organisation_id, with_names=True)
        current = [each for each in contacts if not each.has_ended(today)]
        return visit.page(
            "contacts",
            forces=by_force(current, today),
            ended=by_force((each for each in contacts if each.has_ended(today)), today),
            due=sum(view_of(each, today).is_due for each in current),
            check_after_days=CHECK_AFTER.days,
        )

    async def form(self, visit: Visit) -> Response:
        """Show an empty form."""
        return self._form(visit, ContactForm())

    async def add(self, visit: Visit) -> Response:
        """Enter a contact, or show the form again with all that was typed."""
        try:
            added = await self.administering.add(visit.organisation_id, entered_in(visit.posted))
        except BadContact as error:
            return self._form(visit, form_of(visit.posted, error.problems), status=422)
        except AlreadyEntered as error:
            return self._form(visit, form_of(visit.posted, [Problem(field="name", what=_reason(error))]), status=422)
        return await self._one(visit, added.contact.id, Done("added", added.made_secret))

    async def one(self, visit: Visit) -> Response:
        """Show one contact."""
        return await self._one(visit, visit.subject_id)

    async def act(self, visit: Visit) -> Response:
        """Do what was pressed on the page of a contact, and show what came of it."""
        try:
            done = await self._done(visit, str(visit.request.path_params["deed"]))
        except BadContact as error:
            problems = {each.field: each.what for each in error.problems}
            return await self._one(visit, visit.subject_id, problems=problems, status=422)
        except UnknownContact:
            raise
        except UserError as error:
            return await self._one(visit, visit.subject_id, problems={"": str(error)}, status=422)
        return await self._one(visit, visit.subject_id, done)

    async def _done(self, visit: Visit, deed: str) -> Done:
        admin, organisation_id, id = self.administering, visit.organisation_id, visit.subject_id
        if deed == "end":
            day = await admin.end(organisation_id, id, visit.posted.text("last_day"))
            return Done("ended" if day < admin.today else "ends")
        if deed == "checked":
            await admin.check(organisation_id, id, visit.posted.text("on"))
            return Done("checked")
        if deed == "rotate":
            return Done("rotated", await admin.rotate(organisation_id, id, NEW_SECRET))
        if deed == "finish":
            await admin.drop_older_secret(organisation_id, id)
            return Done("finished")
        if deed == "ping":
            async with self.parts.client() as client:
                return Done("pinged", pong=await admin.ping(organisation_id, id, client))
        raise UnknownContact

    async def _one(
        self,
        visit: Visit,
        contact_id: str,
        done: Done | None = None,
        *,
        problems: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> Response:
        contact = await self.administering.one(visit.organisation_id, contact_id)
        return visit.page(
            "contact",
            status=status,
            contact=view_of(contact, self.administering.today),
            today=self.administering.today,
            done=done,
            problems=problems or {},
            typed={name: visit.posted.text(name) for name in ("last_day", "on")} if problems else {},
            check_after_days=CHECK_AFTER.days,
        )

    def _form(self, visit: Visit, form: ContactForm, *, status: int = 200) -> Response:
        return visit.page(
            "contact_new",
            status=status,
            form=form,
            forces=forces_to_choose(),
            ranks_in_order=[each.value for each in ORDER],
            elections=ELECTIONS,
            today=self.administering.today,
        )


def _reason(error: AlreadyEntered) -> str:
    """The words of the error, as the end of a sentence that begins with the field."""
    return f"this person is entered already, as {error.contact_id}. To change a contact, end that one first"
