"""Actor: one country or organisation, with whom it deals and how."""

from __future__ import annotations

import datetime as dt

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from dragoman.actors.tables import territories
from dragoman.charts import calendar_chart
from dragoman.relations import capital, country_name
from dragoman.relations.moves import sparks
from dragoman.web.ask import code as code_of
from dragoman.web.drawings import drawing, spark
from dragoman.web.pages.common import asof, country_names, question, shelf_of, show, tables
from dragoman.web.questions import activity, count_events, list_events, partners

MOST = 40
LATEST = 10


def find(request: Request) -> Response:
    """From a name to the page of the actor."""
    if "a" not in request.query_params:
        return show(request, "actorfind.html", countries=country_names())
    return RedirectResponse(f"/actor/{code_of(request.query_params['a'])}", 303)


def actor(request: Request, code: str) -> Response:
    """The page of one actor."""
    ask = question(request, a=code)
    if ask.a != code:
        return RedirectResponse(ask.address(f"/actor/{ask.a}"), 303)
    shelf = shelf_of(request)
    last = asof(shelf)
    others = shelf.keep(("partners", ask), lambda: partners(shelf.store, ask)).to_pylist()
    pairs = [(code, row["partner"]) for row in others[:MOST] if row["partner"] in territories()]
    lines = (
        shelf.keep(("actor sparks", code), lambda: sparks(shelf.store, pairs, last))
        if code in territories()
        else {}
    )
    months = shelf.keep(("activity", ask), lambda: activity(shelf.store, ask)).to_pylist()
    counts: dict[tuple[int, int], int] = {}
    for row in months:
        key = (row["month"].year, row["month"].month)
        counts[key] = counts.get(key, 0) + row["events"]
    total, reports = count_events(shelf.store, ask)
    latest, _ = list_events(shelf.store, ask, most=LATEST)
    name = country_name(code)

    def href(year: int, month: int) -> str:
        start = dt.date(year, month, 1)
        end = (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        return ask.address("/events", start=start, end=end, happened=True)

    return show(
        request,
        "actor.html",
        ask=ask,
        code=code,
        name=name,
        capital=capital(code),
        total=total,
        reports=reports,
        partners=[
            (row, spark([scale for _, scale in lines.get((code, row["partner"]), [])]))
            for row in others[:MOST]
        ],
        all_partners=len(others),
        chart=shelf.keep(
            ("heat", ask),
            lambda: (
                drawing(
                    lambda width: calendar_chart(
                        counts, f"Events with {name}", width=width, href=href, titled=False
                    )
                )
                if counts
                else None
            ),
        ),
        events=latest.to_pylist(),
        is_country=code in territories(),
        countries=country_names(),
        downloads=tables(ask, "partners"),
    )
