"""Files: how pages look, and charts to take away."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from dragoman.charts import FORMATS, relation_chart
from dragoman.errors import UsageError
from dragoman.web.assets import assets
from dragoman.web.errors import NotFound
from dragoman.web.pages.common import question, shelf_of
from dragoman.web.pages.pair import measured
from dragoman.web.turns import turnings

KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf", ".json": "application/json"}


def static(name: str) -> Response:
    """A file that pages are made of, by its name in a table: no path leads to the file system."""
    if name not in assets():
        raise NotFound("There is no such file.")
    body, kind = assets()[name]
    return Response(body, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})


def chart(request: Request, name: str, kind: str) -> Response:
    """The line of a pair as SVG, PNG, PDF or Vega-Lite specification: /charts/JPN-KOR.svg."""
    if f".{kind}" not in FORMATS or name.count("-") != 1:
        raise NotFound(f"A chart is called as JPN-KOR.svg; there are {', '.join(FORMATS)}.")
    a, b = name.split("-")
    ask = question(request, a=a, b=b)
    if ask.a == ask.b:
        raise UsageError("a pair is made of two different countries")
    shelf = shelf_of(request)
    line = shelf.keep(("series", ask), lambda: measured(shelf, ask))
    drawn = relation_chart(line, [turn.turn for turn in turnings(shelf, ask, line)])
    suffix = f".{kind}"
    return Response(
        FORMATS[suffix](drawn),
        media_type=KINDS[suffix],
        headers={"content-disposition": f'attachment; filename="{ask.a}-{ask.b}{suffix}"'},
    )


def robots() -> Response:
    """Nothing here is for crawlers."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
