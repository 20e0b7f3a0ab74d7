"""What all pages do: take the shelf, read the question, show a template."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from dragoman.actors.tables import territories
from dragoman.ontology import plover
from dragoman.relations import country_name
from dragoman.web.ask import Ask, asked
from dragoman.web.rendering import render
from dragoman.web.shelf import Shelf

FORMATS = ("csv", "json", "parquet")


def shelf_of(request: Request) -> Shelf:
    """The shelf of the application that a request came to."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def question(request: Request, **path: str) -> Ask:
    """The question that a request's address holds."""
    return asked({**request.query_params, **path})


def show(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page. Its navigation marks the part that it belongs to."""
    section = request.url.path.split("/")[1]
    return HTMLResponse(render(template, section=section, **values), status)


def asof(shelf: Shelf) -> dt.date:
    """The last day of the store: of its reports, or where it has none of its events."""

    def find() -> dt.date:
        summary = shelf.store.summary()
        return summary.last_published or summary.last or dt.date.today()

    return shelf.keep("asof", find)


@cache
def choices() -> dict[str, list[tuple[str, str]]]:
    """What the fields of a form offer, as (value, words)."""
    book = plover()
    return {
        "context": [(name, name.replace("_", " ")) for name in sorted(book.names("context"))],
        "sector": [
            (entry.name, f"{entry.name}: {entry.definition.split(';')[0].split('.')[0]}"[:60])
            for entry in book.entries
            if entry.kind == "sector"
        ],
        "type": [
            (kind.name, f"{kind.name}: {kind.label}" if kind.label else kind.name)
            for kind in book.types.values()
        ],
        "by": [
            ("day", "days"),
            ("week", "weeks"),
            ("month", "months"),
            ("quarter", "quarters"),
            ("year", "years"),
        ],
        "quad": [(str(code), name) for code, name in book.quads.items()],
    }


@cache
def country_names() -> list[str]:
    """The names that a form offers for a country."""
    return sorted(country_name(code).removeprefix("the ") for code in territories())


def tables(ask: Ask, name: str, **more: Any) -> list[tuple[str, str]]:
    """The addresses of a table as CSV, JSON and Parquet."""
    return [(kind, ask.address(f"/api/tables/{name}.{kind}", **more)) for kind in FORMATS]
