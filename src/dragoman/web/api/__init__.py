"""The API: REST under /api/, the same figures as the pages, described by OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter


def router(*, writable: bool) -> APIRouter:
    """Every way into the API; ``writable`` adds the one that takes new reports."""
    from fastapi import APIRouter

    from dragoman.web.api import reading, writing
    from dragoman.web.api.contract import described, openapi_json

    made = APIRouter(prefix="/api")
    made.get("/openapi.json", include_in_schema=False)(openapi_json)
    for path, function, answer in reading.WAYS:
        made.get(path, responses=described(answer), summary=(function.__doc__ or "").split(".")[0])(function)
    made.get(
        "/tables/{name}.{kind}",
        responses=reading.TABLE_ANSWERS,
        summary="A table of the pages as CSV, JSON or Parquet",
    )(reading.table)
    if writable:
        made.post(
            "/documents",
            responses=described("Written", 201),
            status_code=201,
            summary="Code a report and keep it",
        )(writing.add_document)
    return made
