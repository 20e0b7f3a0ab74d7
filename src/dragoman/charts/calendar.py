"""The days on which things pile up: years below each other, months side by side."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping

from dragoman.charts.chart import Chart
from dragoman.charts.theme import colour, framed

HEAT = ("heat0", "heat1", "heat2", "heat3", "heat4")
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
    rows = [
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
    encoding = {
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
            "field": "count",
            "type": "quantitative",
            "scale": {"range": [colour(name) for name in HEAT], "type": "sqrt", "zero": True},
            "legend": {
                "title": noun,
                "gradientLength": min(width // 3, 220),
                "orient": "bottom",
                "tickMinStep": 1,
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
