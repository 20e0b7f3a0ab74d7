"""Events: every number of every page leads to a list of these."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from dragoman.relations import country_name
from dragoman.web.ask import Ask, number
from dragoman.web.pages.common import choices, country_names, question, shelf_of, show, tables
from dragoman.web.questions import count_events, list_events

PAGE = 50


def events(request: Request) -> Response:
    """A list of events, the newest first."""
    ask = question(request)
    shelf = shelf_of(request)
    after = request.query_params.get("after")
    most = number(request.query_params.get("most"), "most", PAGE, 1, 200)
    found, more = list_events(shelf.store, ask, most=most, after=after)
    total, reports = shelf.keep(("count", ask), lambda: count_events(shelf.store, ask))
    return show(
        request,
        "events.html",
        ask=ask,
        events=found.to_pylist(),
        total=total,
        reports=reports,
        after=after,
        next=ask.address("/events", after=more) if more else None,
        said=said(ask),
        choices=choices(),
        countries=country_names(),
        downloads=tables(ask, "events"),
    )


def said(ask: Ask) -> str:
    """Whose events these are, as a heading."""
    a, b = (country_name(code) if code else None for code in (ask.a, ask.b))
    if a and b:
        words = {
            "forward": f"{a} towards {b}",
            "backward": f"{b} towards {a}",
            "mutual": f"{a} and {b} together",
        }
        return f"Events: {words.get(ask.direction or '', f'{a} and {b}')}"
    if a or b:
        return f"Events with {a or b}"
    return "Events"
