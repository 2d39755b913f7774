"""Whoever builds a receiver fetches what will be sent to it."""

import httpx
from fastapi import FastAPI

from adapters.spoc.schema_route import schema_routes
from bot.reporting.schema import payload_schema


async def test_the_schema_is_published_as_it_is() -> None:
    app = FastAPI()
    app.include_router(schema_routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://alongside.example.org") as client:
        answer = await client.get("/spoc/schema.json")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/schema+json")
    assert answer.json() == payload_schema()
