"""Codebook: what each code means."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from dragoman.ontology import explain, plover
from dragoman.web.ask import Ask
from dragoman.web.pages.common import show, tables

LONGEST = 60


def codebook(request: Request) -> Response:
    """All names of the ontology."""
    book = plover()
    return show(
        request,
        "codebook.html",
        book=book,
        kinds=[
            (kind, title, [entry for entry in book.entries if entry.kind == kind])
            for kind, title in (
                ("context", "Contexts"),
                ("auxiliary", "What an event is besides"),
                ("sector", "Sectors"),
                ("entity", "Entities without a country"),
            )
        ],
        downloads=tables(Ask(), "codebook"),
    )


def entry(request: Request, name: str) -> Response:
    """Every meaning of one name."""
    return show(request, "entry.html", name=name, meanings=explain(name[:LONGEST]))
