"""Pair: the brief as a living page, with the line over time, the figures and the events."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from msgspec.structs import replace

from dragoman.briefs import Brief, compose
from dragoman.briefs.html import numbered
from dragoman.briefs.wording import capitalised
from dragoman.charts import mix_chart, relation_chart
from dragoman.charts.periods import called, last_day
from dragoman.errors import UsageError
from dragoman.relations import Pair, Series, series, summarise
from dragoman.web.ask import Ask, code
from dragoman.web.drawings import drawing
from dragoman.web.pages.common import asof, choices, country_names, question, shelf_of, show, tables
from dragoman.web.questions import count_events, list_events, span_in_years, where
from dragoman.web.shelf import Shelf
from dragoman.web.turns import Turning, turnings

SHOWN = 25
"""Events on the page itself; all of them are a page away."""
SPANS = ((10, "month"), (30, "quarter"))
"""Up to so many years are drawn by such periods; beyond, by year."""


def find(request: Request) -> Response:
    """From the form with two names to the page of the pair."""
    given = request.query_params
    if "a" not in given or "b" not in given:
        return show(request, "pairfind.html", countries=country_names())
    a, b = code(given["a"]), code(given["b"])
    return RedirectResponse(f"/pair/{a}/{b}", 303)


def pair(request: Request, a: str, b: str) -> Response:
    """The page of two countries."""
    ask = question(request, a=a, b=b)
    if ask.a == ask.b:
        raise UsageError("a pair is made of two different countries")
    if (a, b) != (ask.a, ask.b):
        return RedirectResponse(ask.address(f"/pair/{ask.a}/{ask.b}"), 303)
    shelf = shelf_of(request)
    line = shelf.keep(("series", ask), lambda: measured(shelf, ask))
    turns = turnings(shelf, ask, line)
    figures = shelf.keep(("figures", ask), lambda: figures_of(shelf, ask))
    brief = shelf.keep(("brief", a, b, ask.start, ask.end, ask.confidence), lambda: _brief(shelf, ask))
    found, more = list_events(shelf.store, ask, most=SHOWN)
    total, reports = count_events(shelf.store, ask)
    return show(
        request,
        "pair.html",
        ask=ask,
        path=f"/pair/{a}/{b}",
        title=capitalised(brief.title),
        brief=brief,
        asof=asof(shelf),
        line=line,
        called=lambda point: called(point.start, line.by),
        ends=lambda point: last_day(point.start, line.by),
        turns=turns,
        figures=figures,
        chart=shelf.keep(("chart", ask), lambda: draw(ask, line, turns)),
        mix=shelf.keep(("mix", ask), lambda: _mix(ask, figures)),
        events=found.to_pylist(),
        more=more is not None,
        total=total,
        reports=reports,
        choices=choices(),
        countries=country_names(),
        **_brief_values(brief),
        downloads={name: tables(ask, name) for name in ("series", "events")},
    )


def measured(shelf: Shelf, ask: Ask) -> Series:
    """The series of a pair, by the period that is asked for or suits its span."""
    assert ask.a
    assert ask.b

    def by(period: str) -> Series:
        return series(
            shelf.store,
            ask.a or "",
            ask.b or "",
            ask.start,
            ask.end,
            by=period,
            direction=ask.direction,
            context=ask.context,
            sector=ask.sector,
            confidence=ask.confidence,
        )

    if ask.by == "day" and ask.start and ask.end and (ask.end - ask.start).days > 4000:
        raise UsageError("by: days are shown for at most ten years; name a shorter span")
    if ask.by:
        return by(ask.by)
    years = span_in_years(shelf.store, ask)
    return by(next((period for most, period in SPANS if years <= most), "year"))


def figures_of(shelf: Shelf, ask: Ask) -> Pair:
    """The figures of a pair, of the events that are asked for."""
    ids = set(_ids(shelf, ask)) if ask.is_narrowed else None
    assert ask.a
    assert ask.b
    events = shelf.store.events(ask.a, ask.b, ask.start, ask.end, confidence=ask.confidence)
    chosen = [event for event in events if ids is None or event.id in ids]
    found = summarise(chosen, ask.a, ask.b, ask.start, ask.end)
    # the page has the figures; the events themselves would only fill the shelf
    return replace(found, events=())


def _ids(shelf: Shelf, ask: Ask) -> list[str]:
    conditions, values = where(ask)
    found = shelf.store.ask(f"SELECT id FROM events WHERE {' AND '.join(conditions)}", values)
    ids: list[str] = found.column(0).to_pylist()
    return ids


def draw(ask: Ask, line: Series, turns: tuple[Turning, ...]) -> Any:
    """The line over time, each period leading to its events."""

    def href(start: dt.date, end: dt.date) -> str:
        return replace(ask, by=None, happened=True).address("/events", start=start, end=end)

    return drawing(
        lambda width: relation_chart(
            line, [turn.turn for turn in turns], width=width, href=href, titled=False
        )
    )


def _mix(ask: Ask, figures: Pair) -> Any:
    def href(way: str, kind: str) -> str:
        return replace(ask, by=None, happened=True).address("/events", direction=way, type=kind)

    if not figures.total.events:
        return None
    return drawing(lambda width: mix_chart(figures, width=width, href=href, titled=False))


def _brief(shelf: Shelf, ask: Ask) -> Brief:
    assert ask.a
    assert ask.b
    brief = compose(shelf.store, ask.a, ask.b, ask.start, ask.end, confidence=ask.confidence)
    # the list of all events has a page of its own
    return replace(brief, rows=())


def _brief_values(brief: Brief) -> dict[str, Any]:
    """The brief's references with the statements that lead to each."""
    sections, anchors = numbered(brief)
    cited = brief.cited
    return {
        "sections": sections,
        "anchors": anchors,
        "cited": [one for one in brief.references if one.number in cited],
    }
