"""Two countries over time: what they did together above the line and against each other below it, and the level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from dragoman.charts.chart import Chart
from dragoman.charts.periods import called, last_day
from dragoman.charts.theme import QUADS, colour, framed
from dragoman.relations import Point, Series, Shift, country_name

LABELS = {2: "deeds together", 1: "words together", 3: "words against", 4: "deeds against"}
BAR = 0.86
"""The part of a period that its bar fills."""

MOST_TURNS = 12
NEAR = 0.025
"""Turning points nearer to each other, as a part of the span, share a label."""

Href = Callable[[dt.date, dt.date], str]
"""Where a period leads: given its first and last day."""


class Turn(Struct, frozen=True, kw_only=True):
    """A turning point to be marked: its day, whether for worse, and a few words on it."""

    date: dt.date
    worse: bool
    words: str


def shown_shifts(line: Series, found: Iterable[Shift]) -> list[Shift]:
    """The turning points within a line that its chart has room for: the surest dozen, in order of date."""
    if not line.points:
        return []
    first, last = line.points[0].start, last_day(line.points[-1].start, line.by)
    inside = [one for one in found if first <= one.date <= last]
    surest = sorted(inside, key=lambda one: one.p_value)[:MOST_TURNS]
    return sorted(surest, key=lambda one: (one.date, one.kind))


def relation_chart(
    series: Series,
    turns: Sequence[Turn] = (),
    *,
    width: int = 860,
    href: Href | None = None,
    titled: bool = True,
) -> Chart:
    """Acts by period, and below them the level of the mean score with the bands that hold it with 80 and 95 %.

    Turning points are numbered rules through both. A mean of fewer than five events is a hollow point. With ``href``
    each period is a link. ``titled`` is for a figure that stands alone; a page has its own heading.
    """
    names = f"{country_name(series.a)} and {country_name(series.b)}"
    if not series.points:
        return Chart(title=names, spec=_empty(f"No dated event between {names}", width))
    title = f"{names[0].upper()}{names[1:]}"
    first, last = series.points[0].start, last_day(series.points[-1].start, series.by)
    x = {
        "field": "start",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": [_iso(first), _iso(last + dt.timedelta(days=1))], "nice": False},
        "axis": {"labelOverlap": True, "tickCount": max(3, width // 90)},
    }
    body = {
        "vconcat": [
            {"width": width, "height": 190, "layer": _acts(series, x, turns, href)},
            {"width": width, "height": 130, "layer": _levels(series, x, turns)},
        ],
        "spacing": 18,
        "resolve": {"scale": {"x": "shared"}},
    }
    total = sum(point.events for point in series.points)
    about = (
        f"{title}: {total:,} acts by {series.by} from {called(first, series.by)} to"
        f" {called(series.points[-1].start, series.by)}, and the level of their mean score."
        " The table has the same figures."
    )
    subtitle = (
        f"Acts by {series.by}, each counted once however many reports tell it; below, the level of the score"
    )
    return Chart(
        title=title,
        spec=framed(
            body, title=title if titled else None, subtitle=subtitle if width > 600 else None, about=about
        ),
    )


def _acts(
    series: Series, x: dict[str, Any], turns: Sequence[Turn], href: Href | None
) -> list[dict[str, Any]]:
    bars = [row for point in series.points for row in _stack(point, series.by)]
    up = max((sum(point.by_quad[:2]) for point in series.points), default=1) or 1
    down = max((sum(point.by_quad[2:]) for point in series.points), default=1) or 1
    y = {
        "field": "y",
        "type": "quantitative",
        "title": "acts: together above, against below",
        "scale": {"domain": [-down, up], "nice": True},
        "axis": {"labelExpr": "format(abs(datum.value), ',')", "tickMinStep": 1, "tickCount": 6},
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": bars},
            "mark": {"type": "bar"},
            "encoding": {
                "x": x,
                "x2": {"field": "end"},
                "y": y,
                "y2": {"field": "y2"},
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "scale": {
                        "domain": [label for label, _ in QUADS],
                        "range": [colour(name) for _, name in QUADS],
                    },
                    "legend": {"columns": 4 if x["axis"]["tickCount"] > 5 else 2},
                },
            },
        },
        {
            "data": {"values": [{"y": 0}]},
            "mark": {"type": "rule", "color": colour("ink")},
            "encoding": {"y": y},
        },
        *_turns(turns, x, numbered=True),
    ]
    if href is not None:
        covers = [
            {
                "start": _iso(point.start),
                "end": _iso(last_day(point.start, series.by) + dt.timedelta(days=1)),
                "y": up,
                "y2": -down,
                "href": href(point.start, last_day(point.start, series.by)),
                "told": told(point, series.by),
            }
            for point in series.points
        ]
        layers.append(
            {
                "data": {"values": covers},
                "mark": {"type": "bar", "opacity": 0, "color": colour("ink")},
                "encoding": {
                    "x": x,
                    "x2": {"field": "end"},
                    "y": y,
                    "y2": {"field": "y2"},
                    "href": {"field": "href"},
                    "description": {"field": "told"},
                },
            }
        )
    return layers


def told(point: Point, by: str) -> str:
    """A period in words, for the one who points at it."""
    said = f"{called(point.start, by)}: {point.events:,} act{'' if point.events == 1 else 's'}"
    if point.mean_scale is not None:
        against = sum(point.by_quad[2:])
        said += f", {against:,} of them against; mean score {point.mean_scale:+.1f}".replace("-", "−")
        said += " (few)" if point.few else ""
    return said


def _stack(point: Point, by: str) -> list[dict[str, Any]]:
    """The bars of one period: words next to the line, deeds beyond them."""
    days = (last_day(point.start, by) - point.start).days + 1
    start = dt.datetime.combine(point.start, dt.time())
    edge = dt.timedelta(days=days * (1 - BAR) / 2)
    ends = {
        "start": (start + edge).isoformat() + "Z",
        "end": (start + dt.timedelta(days=days) - edge).isoformat() + "Z",
    }
    rows = []
    for sign, codes in ((1, (1, 2)), (-1, (3, 4))):
        at = 0
        for code in codes:
            size = point.by_quad[code - 1]
            if size:
                rows.append({**ends, "y": sign * at, "y2": sign * (at + size), "kind": LABELS[code]})
                at += size
    return rows


def _levels(series: Series, x: dict[str, Any], turns: Sequence[Turn]) -> list[dict[str, Any]]:
    rows = []
    for point in series.points:
        middle = point.start + (last_day(point.start, series.by) - point.start) / 2
        rows.append(
            {
                "start": _iso(middle),
                "level": round(point.score_level, 3),
                "low80": round(max(point.score_low80, -10), 3),
                "high80": round(min(point.score_high80, 10), 3),
                "low95": round(max(point.score_low95, -10), 3),
                "high95": round(min(point.score_high95, 10), 3),
                "mean": None if point.mean_scale is None else round(point.mean_scale, 3),
                "few": point.few,
            }
        )
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

    def layer(mark: dict[str, Any], field: str, other: str | None = None) -> dict[str, Any]:
        encoding = {"x": x, "y": {**y, "field": field}}
        if other:
            encoding["y2"] = {"field": other}
        return {"mark": mark, "encoding": encoding}

    dense = len(rows) > 120
    return [
        {
            "data": {"values": rows},
            "layer": [
                layer({"type": "area", "color": colour("band95")}, "low95", "high95"),
                layer({"type": "area", "color": colour("band80")}, "low80", "high80"),
                {
                    "transform": [{"filter": "datum.mean !== null && datum.few"}],
                    **layer(
                        {
                            "type": "point",
                            "size": 8 if dense else 16,
                            "stroke": colour("soft"),
                            "strokeWidth": 0.8,
                            "filled": False,
                        },
                        "mean",
                    ),
                },
                {
                    "transform": [{"filter": "datum.mean !== null && !datum.few"}],
                    **layer(
                        {
                            "type": "point",
                            "size": 12 if dense else 20,
                            "color": colour("soft"),
                            "filled": True,
                            "opacity": 1,
                        },
                        "mean",
                    ),
                },
                layer({"type": "line", "color": colour("ink"), "strokeWidth": 1.6}, "level"),
            ],
        },
        {
            "data": {"values": [{"level": 0}]},
            "mark": {"type": "rule", "color": colour("soft"), "strokeWidth": 0.7},
            "encoding": {"y": {**y, "field": "level"}},
        },
        *_turns(turns, x, numbered=False),
    ]


def _turns(turns: Sequence[Turn], x: dict[str, Any], *, numbered: bool) -> list[dict[str, Any]]:
    """Turning points: a rule each, with a number and an arrow for worse or better at its head."""
    if not turns:
        return []
    first, last = (dt.date.fromisoformat(edge[:10]) for edge in x["scale"]["domain"])
    rows: list[dict[str, Any]] = []
    before: dt.date | None = None
    for number, turn in enumerate(turns, 1):
        label = f"{number}{'↓' if turn.worse else '↑'}"
        if before is not None and (turn.date - before).days < (last - first).days * NEAR:
            rows.append({"start": _iso(turn.date), "label": ""})
            at = next(row for row in reversed(rows[:-1]) if row["label"])
            at["label"] += f" {label}"
        else:
            rows.append({"start": _iso(turn.date), "label": label})
            before = turn.date
    rule = {
        "mark": {"type": "rule", "color": colour("ink"), "strokeDash": [4, 2], "strokeWidth": 1},
        "encoding": {"x": x},
    }
    text = {
        "mark": {"type": "text", "y": -6, "fontSize": 11, "fontWeight": 600, "color": colour("ink")},
        "encoding": {"x": x, "text": {"field": "label"}},
    }
    return [{"data": {"values": rows}, "layer": [rule, text] if numbered else [rule]}]


def _empty(words: str, width: int) -> dict[str, Any]:
    return framed(
        {
            "width": width,
            "height": 60,
            "data": {"values": [{}]},
            "mark": {"type": "text", "fontSize": 13, "color": colour("soft"), "text": words},
        },
        title=None,
        subtitle=None,
        about=words,
    )


def _iso(day: dt.date) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z" if day.year >= 1000 else f"{day.year:04d}-{day:%m-%d}T00:00:00Z"
