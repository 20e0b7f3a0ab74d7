"""The ways in that only read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Depends, Path, Query, Request
from fastapi.responses import Response

from dragoman.briefs import compose
from dragoman.errors import UsageError
from dragoman.ontology import explain, plover
from dragoman.relations import country_name
from dragoman.relations.moves import moves as find_moves
from dragoman.version import __version__
from dragoman.web.api.contract import (
    DocumentList,
    DocumentRow,
    EventList,
    Meanings,
    Moves,
    Partner,
    Partners,
    State,
    answer,
    errors,
)
from dragoman.web.ask import Ask, Direction, asked
from dragoman.web.errors import NotFound
from dragoman.web.pages.common import asof, shelf_of
from dragoman.web.pages.event import event_of
from dragoman.web.pages.pair import figures_of, measured
from dragoman.web.questions import list_documents, list_events, partners
from dragoman.web.tables import KINDS, TABLES, make, written

_DATE = r"^\d{4}(-\d{1,2}){0,2}$"
_LIST = 500


def _enum(kind: str) -> dict[str, Any]:
    return {"enum": list(plover().names(kind))}


Code = Annotated[str, Path(description="A country, by code (JPN) or name.", max_length=80)]
Country = Annotated[str | None, Query(description="A country, by code (JPN) or name.", max_length=80)]
From = Annotated[
    str | None, Query(alias="from", description="First day: 2019, 2019-07 or 2019-07-04.", pattern=_DATE)
]
To = Annotated[str | None, Query(alias="to", description="Last day.", pattern=_DATE)]
By = Annotated[
    Literal["day", "week", "month", "quarter", "year"] | None,
    Query(description="Length of a period; what suits the span when missing."),
]
Way = Annotated[Direction | None, Query(description="forward: a towards b; backward; or mutual.")]
Context = Annotated[str | None, Query(description="Only this context.", json_schema_extra=_enum("context"))]
Sector = Annotated[
    str | None, Query(description="Only acts of this sector.", json_schema_extra=_enum("sector"))
]
Type = Annotated[
    str | None, Query(description="Only this type.", json_schema_extra={"enum": list(plover().types)})
]
Quad = Annotated[Literal["1", "2", "3", "4"] | None, Query(description="Only this quad code.")]
Source = Annotated[str | None, Query(description="Only reports of this source.", max_length=200)]
Happened = Annotated[
    Literal["yes", "no"] | None, Query(description="yes leaves out the negated, hypothetical and future.")
]
Confidence = Annotated[float | None, Query(ge=0, le=1, description="The least confidence; 0.5 when missing.")]
Limit = Annotated[int, Query(ge=1, le=_LIST, description="How many at once.")]
After = Annotated[str | None, Query(description="The cursor: next of the answer before.", max_length=200)]
Days = Annotated[int, Query(ge=1, le=3650, description="Length of the window.")]


def filters(
    request: Request,
    from_: From = None,
    to: To = None,
    by: By = None,
    direction: Way = None,
    context: Context = None,
    sector: Sector = None,
    type: Type = None,
    quad: Quad = None,
    source: Source = None,
    happened: Happened = None,
    confidence: Confidence = None,
) -> Ask:
    """The question of an address; the parameters stand here so that OpenAPI knows them."""
    given = {key: value for key, value in request.query_params.items() if key != "confidence"}
    if confidence is not None:
        given["confidence"] = f"{confidence:.6f}".rstrip("0").rstrip(".")
    return asked({**given, **request.path_params})


def between(a: Country = None, b: Country = None) -> None:
    """The two countries of a question, for OpenAPI."""


Asked = Annotated[Ask, Depends(filters)]
Between = Depends(between)


def store(request: Request) -> Response:
    """What the store holds."""
    shelf = shelf_of(request)
    return answer(
        State(
            serial=shelf.store.serial, version=__version__, summary=shelf.keep("summary", shelf.store.summary)
        )
    )


def events(
    request: Request, ask: Asked, _: Annotated[None, Between], limit: Limit = 50, after: After = None
) -> Response:
    """Events, the newest first."""
    shelf = shelf_of(request)
    rows, more = list_events(shelf.store, ask, most=limit, after=after)
    ids: list[str] = rows.column("id").to_pylist()
    known = {event.id: event for event in shelf.store.events(id=ids)} if ids else {}
    return answer(EventList(data=tuple(known[id] for id in ids if id in known), next=more))


def event(request: Request, id: Annotated[str, Path(max_length=80)]) -> Response:
    """One event."""
    return answer(event_of(shelf_of(request), id))


def documents(
    request: Request,
    from_: From = None,
    to: To = None,
    source: Source = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Reports, the newest first."""
    ask = asked(
        {key: value for key, value in request.query_params.items() if key in ("from", "to", "source")}
    )
    rows, more = list_documents(shelf_of(request).store, ask, most=limit, after=after)
    data = tuple(
        DocumentRow(**{**row, "published": row["published"] and str(row["published"])})
        for row in rows.to_pylist()
    )
    return answer(DocumentList(data=data, next=more))


def document(request: Request, id: Annotated[str, Path(max_length=80)]) -> Response:
    """One report with its events, quotes and calendar."""
    found = shelf_of(request).store.annotations([id])
    if not found:
        raise NotFound(f"There is no report {id[:40]!r} in this store.")
    told = tuple(shelf_of(request).store.events(document=id))
    return answer(msgspec.structs.replace(found[0], events=told))


def pair(request: Request, a: Code, b: Code, ask: Asked) -> Response:
    """The figures of two countries."""
    return answer(figures_of(shelf_of(request), _pair(ask)))


def series(request: Request, a: Code, b: Code, ask: Asked) -> Response:
    """Two countries over time."""
    shelf = shelf_of(request)
    return answer(shelf.keep(("series", _pair(ask)), lambda: measured(shelf, ask)))


def brief(
    request: Request, a: Code, b: Code, from_: From = None, to: To = None, confidence: Confidence = None
) -> Response:
    """The look at two countries, every statement with its sentence."""
    ask = _pair(filters(request, confidence=confidence))
    assert ask.a
    assert ask.b
    shelf = shelf_of(request)
    return answer(compose(shelf.store, ask.a, ask.b, ask.start, ask.end, confidence=ask.confidence))


def _pair(ask: Ask) -> Ask:
    if ask.a == ask.b:
        raise UsageError("a pair is made of two different countries")
    return ask


def moves(request: Request, days: Days = 90, limit: Limit = 30) -> Response:
    """The pairs that moved most."""
    shelf = shelf_of(request)
    last = asof(shelf)
    found = shelf.keep(("moves", days, limit), lambda: find_moves(shelf.store, last, days, most=limit))
    return answer(Moves(asof=str(last), days=days, data=found))


def actor(request: Request, a: Code, ask: Asked) -> Response:
    """With whom a country or organisation deals."""
    shelf = shelf_of(request)
    rows = shelf.keep(("partners", ask), lambda: partners(shelf.store, ask)).to_pylist()
    data = tuple(
        Partner(
            **{**row, "first": row["first"] and str(row["first"]), "last": row["last"] and str(row["last"])}
        )
        for row in rows
    )
    return answer(Partners(code=ask.a or "", name=country_name(ask.a or ""), data=data))


def search(
    request: Request,
    q: Annotated[str, Query(description="Words that must all stand there.", max_length=200)],
    where: Annotated[Literal["reports", "events"], Query(alias="in")] = "reports",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    page: Annotated[int, Query(ge=1, le=50)] = 1,
) -> Response:
    """Reports or events in which words stand."""
    index = shelf_of(request).index
    find = index.documents if where == "reports" else index.events
    return answer(find(q, first=(page - 1) * limit, most=limit))


def meaning(request: Request, name: Annotated[str, Path(max_length=80)]) -> Response:
    """What a code means."""
    return answer(Meanings(data=tuple(explain(name))))


def table(
    request: Request,
    name: Annotated[str, Path(max_length=40, json_schema_extra={"enum": list(TABLES)})],
    kind: Annotated[Literal["csv", "json", "parquet"], Path()],
    ask: Asked,
    _: Annotated[None, Between],
    days: Days = 90,
    with_: Annotated[
        str | None, Query(alias="with", max_length=80, description="For tones: only with this country.")
    ] = None,
    q: Annotated[str | None, Query(max_length=200, description="For search: the words.")] = None,
    where: Annotated[
        Literal["reports", "events"] | None, Query(alias="in", description="For search.")
    ] = None,
    pairs: Annotated[str | None, Query(max_length=100, description="For compare: JPN-KOR,FRA-DEU.")] = None,
) -> Response:
    """A table of the pages as a file."""
    found = make(name, shelf_of(request), ask, dict(request.query_params))
    return Response(
        written(found, kind),
        media_type=KINDS[kind],
        headers={"content-disposition": f'attachment; filename="{name}.{kind}"'},
    )


TABLE_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The table.",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "object", "properties": {"data": {"type": "array"}}}},
            "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
        },
    },
    **errors(),
}

WAYS: tuple[tuple[str, Callable[..., Response], str], ...] = (
    ("/store", store, "State"),
    ("/moves", moves, "Moves"),
    ("/pairs/{a}/{b}", pair, "Pair"),
    ("/pairs/{a}/{b}/series", series, "Series"),
    ("/pairs/{a}/{b}/brief", brief, "Brief"),
    ("/actors/{a}", actor, "Partners"),
    ("/events", events, "EventList"),
    ("/events/{id}", event, "Event"),
    ("/documents", documents, "DocumentList"),
    ("/documents/{id}", document, "Annotation"),
    ("/search", search, "Hits"),
    ("/codebook/{name}", meaning, "Meanings"),
)
