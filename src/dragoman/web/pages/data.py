"""Data: what is in the store, by source and by month."""

from __future__ import annotations

import datetime as dt

from fastapi import Request
from fastapi.responses import Response

from dragoman.charts import calendar_chart
from dragoman.web.drawings import drawing
from dragoman.web.pages.common import question, shelf_of, show, tables
from dragoman.web.questions import coders, months, sources

MOST = 100


def data(request: Request) -> Response:
    """The page on the store itself."""
    shelf = shelf_of(request)
    ask = question(request)
    by_source = shelf.keep("sources", lambda: sources(shelf.store))
    by_month = shelf.keep(("months", ask), lambda: months(shelf.store, ask)).to_pylist()
    counts = {(row["month"].year, row["month"].month): row["documents"] for row in by_month}

    def href(year: int, month: int) -> str:
        return ask.address("/documents", start=dt.date(year, month, 1), end=_end(year, month))

    return show(
        request,
        "data.html",
        ask=ask,
        summary=shelf.keep("summary", shelf.store.summary),
        sources=by_source.slice(0, MOST).to_pylist(),
        all_sources=by_source.num_rows,
        months=by_month,
        end=lambda day: _end(day.year, day.month),
        coders=shelf.keep("coders", lambda: coders(shelf.store)).to_pylist(),
        gaps=_gaps([row["month"] for row in by_month]),
        chart=shelf.keep(
            ("data heat", ask),
            lambda: (
                drawing(
                    lambda width: calendar_chart(
                        counts, "Reports in the store", noun="reports", width=width, href=href, titled=False
                    )
                )
                if counts
                else None
            ),
        ),
        downloads={name: tables(ask, name) for name in ("sources", "months")},
    )


def _end(year: int, month: int) -> dt.date:
    return (dt.date(year, month, 28) + dt.timedelta(days=5)).replace(day=1) - dt.timedelta(days=1)


def _gaps(found: list[dt.date]) -> int:
    """Months between the first and the last without a report."""
    if not found:
        return 0
    first, last = found[0], found[-1]
    return (last.year - first.year) * 12 + last.month - first.month + 1 - len(found)
