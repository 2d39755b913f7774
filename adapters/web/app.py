"""Puts the web together: the page, the API, the health answers, and the routers that others bring along.

It builds and returns; it opens nothing and starts nothing. Concrete parts come from the bootstrap.
"""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from prometheus_client import CollectorRegistry
from starlette.staticfiles import StaticFiles
from starlette.types import Lifespan

from adapters.export.documents import FileOf
from adapters.web.api import api_router
from adapters.web.chat import Chat
from adapters.web.copies import copy_router
from adapters.web.counts import MessageCounts
from adapters.web.headers import SecurityHeaders
from adapters.web.health import Readiness, health_router
from adapters.web.page import page_router
from adapters.web.pages import HERE, Pages
from adapters.web.problems import answer_problems
from adapters.web.report_page import ReportRoutes, report_router
from adapters.web.talks import Talks
from adapters.web.uploads import Uploads
from bot.rendering import Wording


def create_app(
    chat: Chat,
    *,
    readiness: Readiness,
    organisation_name: str,
    extra_routers: Sequence[APIRouter] = (),
    lifespan: Lifespan[FastAPI] | None = None,
    counts: MessageCounts | None = None,
    wording: Wording | None = None,
    uploads: Uploads | None = None,
    file_of: FileOf | None = None,
) -> FastAPI:
    """Return the application.

    Args:
        chat: the conversation core.
        readiness: asked at each GET /readyz; part name -> can it work now.
        organisation_name: who runs this, as the page's heading says it.
        extra_routers: of other adapters, such as the SPOC's; they get the protecting headers, but no limit on the size of a body.
        lifespan: what is started and stopped with the server.
        counts: shared with the other channels; its registry is what GET /metrics shows. A fresh one when left out.
        wording: the core's, for the questions of the form.
        uploads: where files go; without it the web takes none.
        file_of: makes the reporter's own copy; without it there is none to download.
    """
    counts = counts or MessageCounts(CollectorRegistry())
    talks, pages = Talks(chat=chat, counts=counts), Pages(organisation_name, takes_files=uploads is not None)
    form = ReportRoutes(talks, pages, wording or Wording(), uploads)
    # No /docs and /redoc: those pages load scripts from elsewhere. /openapi.json is there.
    app = FastAPI(title="Alongside", version="1", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.add_middleware(SecurityHeaders)
    chat_routers = (page_router(talks, pages, uploads), copy_router(talks, file_of), report_router(form))
    api_routers = (api_router(talks, uploads, file_of), health_router(readiness, counts.registry))
    for router in (*chat_routers, *api_routers, *extra_routers):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    answer_problems(app, pages, counts)
    return app
