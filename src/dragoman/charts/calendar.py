"""The days on which things pile up: years below each other, months side by side."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dragoman.charts.chart import Chart
from dragoman.charts.theme import colour, framed

HEAT = ("heat1", "heat2", "heat3", "heat4")
QUANTILES = (0.5, 0.75, 0.93)
"""Half of the months have the lightest shade, the busiest fifteenth the darkest."""
MOST_YEARS = 40


def calendar_chart(
    counts: Mapping[tuple[int, int], int],
    title: str,
    *,
    noun: str = "events",
    width: int = 860,
    href: Callable[[int, int], str] | None = None,
    titled: bool = True,
) -> Chart:
    """A heat of counts by (year, month), a row a year, the latest at the top; the latest forty years.

    With ``href`` each month is a link.
    """
    years = sorted({year for year, _ in counts}, reverse=True)[:MOST_YEARS]
    rows: list[dict[str, Any]] = [
        {
            "year": str(year),
            "month": calendar.month_abbr[month],
            "count": counts[year, month],
            "told": f"{calendar.month_name[month]} {year}: {counts[year, month]:,} {noun}",
            **({"href": href(year, month)} if href else {}),
        }
        for year in years
        for month in range(1, 13)
        if counts.get((year, month))
    ]
    classes = shades([int(row["count"]) for row in rows])
    for row in rows:
        row["shade"] = next(words for least, words in reversed(classes) if row["count"] >= least)
    encoding: dict[str, Any] = {
        "x": {
            "field": "month",
            "type": "ordinal",
            "title": None,
            "scale": {"domain": list(calendar.month_abbr)[1:]},
            "axis": {"orient": "top", "labelAngle": 0, "domain": False, "ticks": False},
        },
        "y": {
            "field": "year",
            "type": "ordinal",
            "title": None,
            "sort": [str(year) for year in years],
            "scale": {"domain": [str(year) for year in years]},
        },
        "color": {
            "field": "shade",
            "type": "ordinal",
            "scale": {
                "domain": [words for _, words in classes],
                "range": [colour(name) for name in HEAT[-len(classes) :]],
            },
            "legend": {
                "title": noun,
                "orient": "bottom",
                "columns": 4,
                "titleFontSize": 11,
                "titleFontWeight": 500,
            },
        },
        "description": {"field": "told"},
    }
    if href:
        encoding["href"] = {"field": "href"}
    body = {
        "width": width,
        "height": {"step": 20},
        "data": {"values": rows},
        "mark": {"type": "rect", "cornerRadius": 1, "stroke": colour("paper"), "strokeWidth": 2},
        "encoding": encoding,
    }
    about = f"{title}, by year and month. The table has the same figures."
    return Chart(title=title, spec=framed(body, title=title if titled else None, subtitle=None, about=about))


def shades(counts: Sequence[int]) -> list[tuple[int, str]]:
    """Up to four classes of counts: the least of each, and its words (``1``, ``2 to 5``, ``6 and more``)."""
    ordered = sorted(counts)
    if not ordered:
        return [(1, "1")]
    edges = [
        ordered[0],
        *(ordered[min(int(len(ordered) * part), len(ordered) - 1)] + 1 for part in QUANTILES),
    ]
    least = sorted({edge for edge in edges if edge <= ordered[-1]})
    classes = []
    for place, edge in enumerate(least):
        last = least[place + 1] - 1 if place + 1 < len(least) else ordered[-1]
        classes.append((edge, f"{edge:,}" if last == edge else f"{edge:,} to {last:,}"))
    return classes
