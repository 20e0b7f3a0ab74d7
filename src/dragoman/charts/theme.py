"""The colours and letters of every chart, by day and by night.

Cooperation is blue and conflict rust: told apart by readers who do not see red and green apart, and by their place
above and below the line in black and white. Light tones are words, dark ones deeds.
"""

from __future__ import annotations

from typing import Any

PALETTE = {
    "paper": ("#fbf9f4", "#171614"),
    "ink": ("#1d1b18", "#e8e3d8"),
    "soft": ("#655f55", "#a39c8e"),
    "rule": ("#d8d2c4", "#3a362f"),
    "deeds_together": ("#2b6a88", "#74b3d1"),
    "words_together": ("#9cc3d5", "#3f7188"),
    "words_against": ("#e3a894", "#96533f"),
    "deeds_against": ("#ad422a", "#e5805f"),
    "band80": ("#d5cdba", "#47423a"),
    "band95": ("#ebe5d6", "#2c2a25"),
    "first": ("#2a6a89", "#75b3d0"),
    "second": ("#ad4129", "#e5815e"),
    "third": ("#66741d", "#b5c35a"),
    "fourth": ("#7a4f8a", "#c39ad1"),
    "fifth": ("#8a6a1c", "#dfb85b"),
    "heat1": ("#cddbde", "#2b4049"),
    "heat2": ("#9bbbc8", "#3a6173"),
    "heat3": ("#5d8fa7", "#5c92ab"),
    "heat4": ("#1f5875", "#9ed0e7"),
}
"""By name: the colour by day and the one by night. No colour stands twice, so that either can be had from the other."""

QUADS = (
    ("deeds together", "deeds_together"),
    ("words together", "words_together"),
    ("words against", "words_against"),
    ("deeds against", "deeds_against"),
)
"""What the legend calls the quad codes, with their colours: 2, 1, 3, 4."""

SERIES = ("first", "second", "third", "fourth", "fifth")
SANS = "Avenir Next, Avenir, Segoe UI, Helvetica Neue, Helvetica, Arial, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def colour(name: str) -> str:
    """A colour by day."""
    return PALETTE[name][0]


def framed(body: dict[str, Any], *, title: str | None, subtitle: str | None, about: str) -> dict[str, Any]:
    """A whole specification: the chart's own parts with the house's letters, axes and colours."""
    ink, soft, rule = colour("ink"), colour("soft"), colour("rule")
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "description": about,
        "background": colour("paper"),
        "padding": 4,
        **body,
        "config": {
            "font": SANS,
            "view": {"stroke": None},
            "axis": {
                "labelColor": soft,
                "titleColor": soft,
                "titleFontWeight": 500,
                "titleFontSize": 11,
                "labelFontSize": 11,
                "gridColor": rule,
                "gridDash": [2, 3],
                "domainColor": rule,
                "tickColor": rule,
            },
            "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
            "axisX": {"grid": False},
            "legend": {
                "orient": "top",
                "title": None,
                "labelColor": ink,
                "labelFontSize": 11,
                "symbolType": "square",
                "columnPadding": 14,
                "offset": 6,
            },
            "title": {
                "anchor": "start",
                "color": ink,
                "fontSize": 16,
                "fontWeight": 600,
                "subtitleColor": soft,
                "subtitleFontSize": 12,
                "offset": 12,
            },
        },
    }
    if title:
        spec["title"] = {"text": title, **({"subtitle": subtitle} if subtitle else {})}
    return spec


def by_night(spec: Any) -> Any:
    """The same specification with every colour of the palette put into its colour by night."""
    night = dict(PALETTE.values())
    if isinstance(spec, dict):
        return {key: by_night(value) for key, value in spec.items()}
    if isinstance(spec, list):
        return [by_night(value) for value in spec]
    return night.get(spec, spec) if isinstance(spec, str) else spec


def style_sheet() -> str:
    """CSS that puts a chart drawn by day into its colours by night where the reader's screen asks for that."""
    rules = [
        f'svg.chart [{what}="{day}"] {{ {what}: {night}; }}'
        for day, night in PALETTE.values()
        for what in ("fill", "stroke")
    ]
    return "@media (prefers-color-scheme: dark) {\n" + "\n".join(rules) + "\n}\n"
