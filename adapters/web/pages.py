"""Fills the HTML templates. All wording of the page lives in them; nothing that a person wrote is ever marked as safe here."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from adapters.web.report_filled import Filled
from adapters.web.report_views import FormView
from adapters.web.views import reply_view, views
from bot.messages import MAX_TEXT_CHARS, Reply
from bot.ports import Turn
from bot.reporting.keeping import MAX_FILES, MAX_MEGABYTES

HERE = Path(__file__).parent


class Pages:
    """The page, its parts, and its error pages."""

    def __init__(self, organisation_name: str, *, takes_files: bool = False) -> None:
        self.organisation_name = organisation_name
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            organisation_name=organisation_name,
            max_chars=MAX_TEXT_CHARS,
            takes_files=takes_files,
            max_files=MAX_FILES,
            max_megabytes=MAX_MEGABYTES,
        )

    def whole(
        self,
        turns: Sequence[Turn],
        *,
        conversation: str,
        message_id: str,
        arrival: str,
        draft: str = "",
        is_complete: bool = True,
        notice: str = "",
        status: int = 200,
    ) -> HTMLResponse:
        """Return the whole page.

        Args:
            turns: the conversation.
            conversation, message_id: for its hidden fields.
            arrival: "new", "invited", "invitation-lost" or "going-on".
            draft: what stands in the box already.
            is_complete: whether these are all turns there are.
            notice: what happened to files, "not-sent" or "too-much"; "" when nothing did.
            status: of the answer.
        """
        return self._html(
            "page.html",
            turns=views(turns),
            after=newest(turns),
            conversation=conversation,
            message_id=message_id,
            arrival=arrival,
            draft=draft,
            is_complete=is_complete,
            notice=notice,
            status_code=status,
        )

    def restored(self, turns: Sequence[Turn], *, conversation: str, message_id: str) -> HTMLResponse:
        """Return the conversation alone, for a page that was loaded again."""
        after = newest(turns)
        return self._html("restored.html", turns=views(turns), after=after, conversation=conversation, message_id=message_id)

    def update(self, turns: Sequence[Turn], *, after: int, message_id: str = "") -> HTMLResponse:
        """Return turns to append to the page, with its renewed hidden fields."""
        return self._html("update.html", turns=views(turns), after=newest(turns, at_least=after), message_id=message_id)

    def report(
        self,
        form: FormView,
        filled: Filled,
        *,
        carried: str,
        replies: Sequence[Reply],
        is_new: bool,
        is_too_much: bool,
        status: int,
    ) -> HTMLResponse:
        """Return the page of the form.

        Args:
            form: the questions, with what was filled in and what is wrong.
            filled: the same form as it came.
            carried: its stored files, sealed.
            replies: what stands above it: the emergency card, or an apology.
            is_new: whether nobody came here from a conversation.
            is_too_much: whether not all of it could be read.
            status: of the answer.
        """
        return self._html(
            "report.html",
            form=form,
            filled=filled,
            carried=carried,
            replies=[reply_view(reply) for reply in replies],
            is_new=is_new,
            is_too_much=is_too_much,
            status_code=status,
        )

    def problem(self, status: int) -> HTMLResponse:
        """Return an error page that says what to do."""
        return self._html("problem.html", status_code=status, status=status)

    def _html(self, template: str, *, status_code: int = 200, **facts: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(facts), status_code=status_code)


def newest(turns: Sequence[Turn], *, at_least: int = 0) -> int:
    """Return the place of the newest turn in the conversation; a turn that could not be stored has none."""
    return max(at_least, max((turn.seq for turn in turns), default=0))
