"""Fills the templates of the console. All its wording lives in them; nothing that anybody entered is ever marked as safe here."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from adapters.durations import in_short
from bot.rendering import Wording, uk_date, uk_time

_HEADERS: Mapping[str, str] = {"X-Robots-Tag": "noindex", "Cache-Control": "no-store"}


class Pages:
    """The pages."""

    def __init__(self, wording: Wording) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters |= {"uk_time": uk_time, "uk_date": uk_date, "wait": wait, "words": wording.label}

    def html(self, template: str, *, status: int = 200, **facts: object) -> HTMLResponse:
        """Return a page."""
        content = self._templates.get_template(f"{template}.html").render(facts)
        return HTMLResponse(content, status_code=status, headers=dict(_HEADERS))


def wait(duration: timedelta | None) -> str:
    """Return a duration in short; a dash for none."""
    return "–" if duration is None else in_short(duration)
