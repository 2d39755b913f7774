"""Fills the HTML templates. All wording of the page lives in them; nothing that a person wrote is ever marked as safe here."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from adapters.web.views import views
from bot.messages import MAX_TEXT_CHARS
from bot.ports import Turn

HERE = Path(__file__).parent


class Pages:
    """The page, its parts, and its error pages."""

    def __init__(self, organisation_name: str) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(organisation_name=organisation_name, max_chars=MAX_TEXT_CHARS)

    def whole(
        self,
        turns: Sequence[Turn],
        *,
        conversation: str,
        message_id: str,
        arrival: str,
        draft: str = "",
        is_complete: bool = True,
    ) -> HTMLResponse:
        """Return the whole page. `arrival` is "new", "invited", "invitation-lost" or "going-on"."""
        return self._html(
            "page.html",
            turns=views(turns),
            after=newest(turns),
            conversation=conversation,
            message_id=message_id,
            arrival=arrival,
            draft=draft,
            is_complete=is_complete,
        )

    def restored(self, turns: Sequence[Turn], *, conversation: str, message_id: str) -> HTMLResponse:
        """Return the conversation alone, for a page that was loaded again."""
        after = newest(turns)
        return self._html("restored.html", turns=views(turns), after=after, conversation=conversation, message_id=message_id)

    def update(self, turns: Sequence[Turn], *, after: int, message_id: str = "") -> HTMLResponse:
        """Return turns to append to the page, with its renewed hidden fields."""
        return self._html("update.html", turns=views(turns), after=newest(turns, at_least=after), message_id=message_id)

    def problem(self, status: int) -> HTMLResponse:
        """Return an error page that says what to do."""
        return self._html("problem.html", status_code=status, status=status)

    def _html(self, template: str, *, status_code: int = 200, **facts: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(facts), status_code=status_code)


def newest(turns: Sequence[Turn], *, at_least: int = 0) -> int:
    """Return the place of the newest turn in the conversation; a turn that could not be stored has none."""
    return max(at_least, max((turn.seq for turn in turns), default=0))
