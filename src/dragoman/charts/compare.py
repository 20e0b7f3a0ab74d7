"""Several pairs in one drawing: the level of each pair's mean score over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.charts.chart import Chart
from dragoman.charts.periods import last_day
from dragoman.charts.theme import SERIES, colour, framed
from dragoman.errors import UsageError
from dragoman.relations import Series, country_name

MOST = len(SERIES)
DASHES = ([1, 0], [6, 2], [2, 2], [8, 2, 2, 2], [4, 4])
"""Each line has its own dash too, for print in black and white and for eyes that do not tell the colours apart."""


def compare_chart(pairs: Sequence[Series], *, width: int = 860, titled: bool = True) -> Chart:
    """The level of the mean score of up to five pairs, a line each with its band of 80 %.

    Raises UsageError for more.
    """
    if len(pairs) > MOST:
        raise UsageError(f"at most {MOST} pairs can be told apart in one chart")
    names = [f"{country_name(one.a)} and {country_name(one.b)}" for one in pairs]
    rows = [
        {
            "pair": name,
            "start": f"{point.start + (last_day(point.start, one.by) - point.start) / 2:%Y-%m-%d}T00:00:00Z",
            "level": round(point.score_level, 3),
            "low": round(max(point.score_low80, -10), 3),
            "high": round(min(point.score_high80, 10), 3),
        }
        for name, one in zip(names, pairs, strict=True)
        for point in one.points
        if point.start >= dt.date(1000, 1, 1)
    ]
    x = {
        "field": "start",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc"},
        "axis": {"labelOverlap": True, "tickCount": max(3, width // 90)},
    }
    y = {
        "type": "quantitative",
        "title": "score: −10 conflict to +10",
        "scale": {"domain": [-10, 10]},
        "axis": {
            "values": [-10, -5, 0, 5, 10],
            "format": "+d",
            "labelExpr": "datum.value ? replace(datum.label, '-', '−') : '0'",
        },
    }
    shade = {
        "field": "pair",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": [colour(name) for name in SERIES[: len(names)]]},
        "legend": {"symbolType": "stroke", "columns": 3 if width > 600 else 1, "labelLimit": width},
    }
    dash = {
        "field": "pair",
        "type": "nominal",
        "scale": {"domain": names, "range": list(DASHES[: len(names)])},
        "legend": {"symbolType": "stroke", "columns": 3 if width > 600 else 1, "labelLimit": width},
    }
    body = {
        "width": width,
        "height": 300 if width > 600 else 260,
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.13},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "low"},
                    "y2": {"field": "high"},
                    "color": {**shade, "legend": None},
                },
            },
            {
                "mark": {"type": "line", "strokeWidth": 2},
                "encoding": {"x": x, "y": {**y, "field": "level"}, "color": shade, "strokeDash": dash},
            },
        ],
    }
    title = "Levels compared"
    about = f"The level of the mean score over time of {'; '.join(names)}. The table has the same figures."
    subtitle = "Level of the mean score, with the band that holds it with 80 %"
    return Chart(
        title=title, spec=framed(body, title=title if titled else None, subtitle=subtitle, about=about)
    )
