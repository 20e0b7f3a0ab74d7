"""World: a map of tones, and the pairs of countries that moved most."""

from __future__ import annotations

import datetime as dt
from functools import partial

from fastapi import Request
from fastapi.responses import Response

from dragoman.actors.tables import territories
from dragoman.errors import UsageError
from dragoman.relations.moves import moves, sparks, tones
from dragoman.web.ask import Ask, code, number
from dragoman.web.drawings import spark
from dragoman.web.pages.common import asof, country_names, shelf_of, show, tables
from dragoman.web.worldmap import outlines, shade

WINDOWS = (30, 90, 365)
FEWEST = 3
"""A country with fewer acts in the window stays without a colour."""
MOST = 30


def world(request: Request) -> Response:
    """The map and the list."""
    shelf = shelf_of(request)
    given = request.query_params
    days = number(given.get("days"), "days", 0, 1, 3650)
    other = code(given["with"]) if "with" in given else None
    if other and other not in territories():
        raise UsageError(f"with: {other} is no country")
    last = asof(shelf)
    # a store of few reports moves over a year, one of many over a quarter
    for window in (days,) if days else WINDOWS[1:]:
        days = window
        moved = shelf.keep(("moves", window), partial(moves, shelf.store, last, window, most=MOST))
        if moved:
            break
    lines = shelf.keep(
        ("sparks", days), lambda: sparks(shelf.store, [(move.a, move.b) for move in moved], last)
    )
    tone = {
        row["country"]: row
        for row in shelf.keep(
            ("tones", days, other), lambda: tones(shelf.store, last, days, other=other)
        ).to_pylist()
    }
    ask = Ask(start=last - dt.timedelta(days=days - 1), end=last)
    return show(
        request,
        "world.html",
        asof=last,
        days=days,
        windows=WINDOWS,
        other=other,
        ask=ask,
        moves=[(move, spark([scale for _, scale in lines[move.a, move.b]])) for move in moved],
        outlines=outlines(),
        tone=tone,
        shade=lambda row: shade(row["mean_scale"] if row and row["events"] >= FEWEST else None),
        fewest=FEWEST,
        countries=country_names(),
        busiest=sorted(tone.values(), key=lambda row: -row["events"])[:12],
        summary=shelf.keep("summary", shelf.store.summary),
        downloads=tables(Ask(), "moves", days=days),
        tone_downloads=tables(Ask(), "tones", days=days, **({"with": other} if other else {})),
    )
