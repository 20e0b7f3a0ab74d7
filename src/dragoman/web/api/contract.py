"""What the API promises: its answers as JSON Schema, made from the records themselves, and its OpenAPI description."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import Response
from msgspec import Struct

from dragoman.briefs import Brief
from dragoman.ontology import Explanation
from dragoman.records import Annotation, Event
from dragoman.relations import Pair, Series
from dragoman.relations.moves import Move
from dragoman.store import Summary
from dragoman.store.texts import Hits
from dragoman.web.errors import Envelope


class EventList(Struct, frozen=True, kw_only=True):
    """Events, the newest first; ``next`` is the value of ``after`` for what comes behind them."""

    data: tuple[Event, ...]
    next: str | None


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A report as a line of a list; ``events`` is how many were read in it."""

    id: str
    published: str | None
    title: str | None
    publication: str | None
    url: str | None
    events: int


class DocumentList(Struct, frozen=True, kw_only=True):
    """Reports, the newest first; ``next`` as in EventList."""

    data: tuple[DocumentRow, ...]
    next: str | None


class Moves(Struct, frozen=True, kw_only=True):
    """The pairs that moved most up to a day."""

    asof: str
    days: int
    data: tuple[Move, ...]


class Partner(Struct, frozen=True, kw_only=True):
    """One with whom an actor deals."""

    partner: str
    events: int
    done_by: int
    done_to: int
    together: int
    mean_scale: float | None
    conflict: float | None
    first: str | None
    last: str | None


class Partners(Struct, frozen=True, kw_only=True):
    """With whom an actor deals, the busiest first."""

    code: str
    name: str
    data: tuple[Partner, ...]


class Meanings(Struct, frozen=True, kw_only=True):
    """Every meaning of a name."""

    data: tuple[Explanation, ...]


class State(Struct, frozen=True, kw_only=True):
    """What the store holds; ``serial`` grows with each change."""

    serial: int
    version: str
    summary: Summary


class Written(Struct, frozen=True, kw_only=True):
    """What became of a report that was sent in; ``added`` is False when it was there already."""

    id: str
    added: bool
    events: tuple[Event, ...]


ANSWERS = (
    Annotation,
    Brief,
    DocumentList,
    Envelope,
    Event,
    EventList,
    Hits,
    Meanings,
    Moves,
    Pair,
    Partners,
    Series,
    State,
    Written,
)
"""The records that answers are made of."""


def answer(record: Struct, status: int = 200) -> Response:
    """A record as JSON."""
    return Response(msgspec.json.encode(record), status, media_type="application/json")


def described(name: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The answers of one way in, as OpenAPI wants them: the good one, and the envelope for all others."""
    good = {"description": "As asked.", "content": {"application/json": {"schema": _named(name)}}}
    return {status: good, **errors()}


def errors() -> dict[int | str, dict[str, Any]]:
    """The envelope, for each status that an error can have."""
    words = {
        400: "The request cannot be read.",
        401: "The token is missing.",
        404: "There is nothing of that name.",
        414: "The address is too long.",
        421: "The server is not called so.",
        422: "The question cannot be answered; the message says what is wrong with it.",
        503: "The store cannot be read just now.",
    }
    return {
        status: {"description": said, "content": {"application/json": {"schema": _named("Envelope")}}}
        for status, said in words.items()
    }


def _named(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@cache
def _schemas() -> dict[str, Any]:
    _, components = msgspec.json.schema_components(ANSWERS, ref_template="#/components/schemas/{name}")
    return components


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of the API alone."""
    if app.openapi_schema is None:
        from fastapi.openapi.utils import get_openapi

        made = get_openapi(
            title="Dragoman",
            version=app.version,
            summary="Who did what to whom, when, about what; and how two countries get along.",
            routes=app.routes,
        )
        own = made.setdefault("components", {}).setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            own.pop(name, None)
        own |= _schemas()
        app.openapi_schema = made
    return app.openapi_schema


def openapi_json(request: Request) -> Response:
    """The description as JSON."""
    return Response(msgspec.json.encode(openapi(request.app)), media_type="application/json")
