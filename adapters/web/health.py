"""Answers whoever watches the process: is it alive, is it ready, what does it count.

Nothing here may say anything about a person, an organisation or a setting.
"""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

Readiness = Callable[[], Awaitable[Mapping[str, bool]]]
"""Asks each part, by name, whether it can work now."""


def health_router(readiness: Readiness, registry: CollectorRegistry) -> APIRouter:
    """Return the routes /healthz, /readyz and /metrics."""
    router = APIRouter(tags=["operations"])

    @router.get("/healthz")
    async def alive() -> Mapping[str, str]:
        """Say that the process answers. It looks at nothing else, so that a slow database does not get the process killed."""
        return {"status": "alive"}

    @router.get("/readyz", responses={503: {"description": "At least one part is not ready."}})
    async def ready() -> JSONResponse:
        """Say whether every part is ready, and which are not."""
        parts = dict(await readiness())
        return JSONResponse({"ready": all(parts.values()), "parts": parts}, status_code=200 if all(parts.values()) else 503)

    @router.get("/metrics", response_class=Response)
    async def metrics() -> Response:
        """Return the counts in the Prometheus text format."""
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router
