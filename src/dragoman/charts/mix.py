"""What kinds of acts went each way: types side by side, one side to the left and the other to the right."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.charts.chart import Chart
from dragoman.charts.theme import colour, framed
from dragoman.ontology import plover
from dragoman.relations import Pair, country_name

SHADES = {1: "words_together", 2: "deeds_together", 3: "words_against", 4: "deeds_against"}


def mix_chart(
    pair: Pair,
    *,
    width: int = 860,
    href: Callable[[str, str], str] | None = None,
    titled: bool = True,
) -> Chart:
    """Events by type and direction, from the most cooperative type to the most hostile.

    With ``href``, given a direction and a type, each bar is a link.
    """
    names = {
        "forward": f"by {country_name(pair.a)}",
        "backward": f"by {country_name(pair.b)}",
        "mutual": "by both",
    }
    book = plover()
    rows = [
        {
            "type": kind.name,
            "label": kind.label or kind.name.lower(),
            "way": names[way],
            "events": measure.by_type[kind.name],
            "colour": colour(SHADES[kind.quad_code]),
            "told": f"{kind.name} {names[way]}: {measure.by_type[kind.name]:,}",
            **({"href": href(way, kind.name)} if href else {}),
        }
        for way, measure in (("forward", pair.forward), ("backward", pair.backward), ("mutual", pair.mutual))
        for kind in book.types.values()
        if measure.by_type.get(kind.name)
    ]
    order = [kind.name for kind in sorted(book.types.values(), key=lambda kind: (-kind.score, kind.name))]
    present = {row["type"] for row in rows}
    shown = [name for name in order if name in present]
    columns = 3 if width > 600 else 1
    encoding = {
        "y": {"field": "type", "type": "nominal", "sort": shown, "title": None, "scale": {"domain": shown}},
        "x": {
            "field": "events",
            "type": "quantitative",
            "title": None,
            "axis": {"tickMinStep": 1, "tickCount": 4},
        },
        "color": {"field": "colour", "type": "nominal", "scale": None},
        "description": {"field": "told"},
    }
    if href:
        encoding["href"] = {"field": "href"}
    body = {
        "data": {"values": rows},
        "facet": {
            "field": "way",
            "type": "nominal",
            "title": None,
            "sort": list(names.values()),
            "header": {"labelFontSize": 12, "labelColor": colour("ink"), "labelAnchor": "start"},
        },
        "columns": columns,
        "spec": {
            "width": (width - 130) // columns if columns > 1 else width - 60,
            "height": {"step": 17},
            "mark": {"type": "bar", "height": 11},
            "encoding": encoding,
        },
    }
    title = f"What {country_name(pair.a)} and {country_name(pair.b)} did"
    about = f"{title}, by type and direction. The table of events has the same figures."
    return Chart(title=title, spec=framed(body, title=title if titled else None, subtitle=None, about=about))
