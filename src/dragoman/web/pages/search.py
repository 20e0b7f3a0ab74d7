"""Search over the words of reports and events."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from dragoman.store.texts import Hits
from dragoman.web.ask import Ask, number, one_of
from dragoman.web.pages.common import shelf_of, show, tables

PAGE = 20
DEEPEST = 50
"""Pages that can be turned to; who wants more narrows the words."""


def search(request: Request) -> Response:
    """What was found for some words."""
    shelf = shelf_of(request)
    given = request.query_params
    words = given.get("q", "").strip()
    where = one_of(given.get("in"), "in", ("reports", "events")) or "reports"
    page = number(given.get("page"), "page", 1, 1, DEEPEST)
    hits = Hits(total=0, hits=())
    if words:
        find = shelf.index.documents if where == "reports" else shelf.index.events
        hits = find(words, first=(page - 1) * PAGE, most=PAGE)
    pages = min(-(-hits.total // PAGE), DEEPEST)
    return show(
        request,
        "search.html",
        words=words,
        where=where,
        hits=hits,
        page=page,
        pages=pages,
        counted=shelf.index.COUNTED,
        downloads=tables(Ask(), "search", q=words, **{"in": where}) if words else [],
        address=lambda **changes: Ask().address("/search", **{"q": words, "in": where, **changes}),
    )
