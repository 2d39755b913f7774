"""Publishes what a SPOC is sent, `GET /spoc/schema.json`: whoever builds a receiver needs no copy of this program for it."""

from fastapi import APIRouter
from fastapi.responses import Response

from bot.reporting.schema import as_text

MEDIA_TYPE = "application/schema+json"


def schema_routes() -> APIRouter:
    """Return the route. The schema says nothing of anybody, so everybody may read it."""
    router, text = APIRouter(tags=["SPOC"]), as_text()

    @router.get("/spoc/schema.json", response_class=Response)
    async def schema() -> Response:
        """Return the JSON Schema (2020-12) of every message to a SPOC."""
        return Response(text, media_type=MEDIA_TYPE)

    return router
