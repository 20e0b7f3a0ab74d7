"""Charts as they stand in a page: a wide drawing and a narrow one, of which the style sheet shows one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dragoman.charts import Chart
from dragoman.charts.drawing import can_draw, for_page

if TYPE_CHECKING:
    from markupsafe import Markup

WIDE, NARROW = 1040, 300


def drawing(make: Callable[[int], Chart]) -> Markup:
    """A chart, made for each width. Where vl-convert is not installed: a line that says so; the table stays."""
    from markupsafe import Markup

    if not can_draw():
        return Markup('<p class="aside">Charts are drawn where dragoman[web] is installed in full.</p>')
    parts = []
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        # for_page escapes every word of the specification that it puts into the drawing
        parts.append(f'<div class="{name}">{for_page(make(width))}</div>')
    return Markup("".join(parts))


def spark(values: Sequence[float | None], low: float = -10, high: float = 10) -> Markup:
    """A small line of scores, with gaps where there are none and a dot at its end."""
    from markupsafe import Markup

    width, height, edge = 96, 24, 3
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    points = [
        None
        if value is None
        else (edge + place * step, edge + (height - 2 * edge) * (high - value) / (high - low))
        for place, value in enumerate(values)
    ]
    line, open_ = "", False
    for point in points:
        if point is None:
            open_ = False
            continue
        line += f"{'L' if open_ else 'M'}{point[0]:.1f},{point[1]:.1f}"
        open_ = True
    dots = [point for place, point in enumerate(points) if point and _alone(points, place)]
    last = next((point for point in reversed(points) if point), None)
    zero = edge + (height - 2 * edge) * high / (high - low)
    return Markup(
        f'<svg class="spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true">'
        f'<path class="zero" d="M{edge},{zero:.1f}H{width - edge}"/><path class="run" d="{line or "M0,0"}"/>'
        + "".join(f'<circle class="lone" cx="{x:.1f}" cy="{y:.1f}" r="1.2"/>' for x, y in dots)
        + (f'<circle class="end" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.2"/>' if last else "")
        + "</svg>"
    )


def _alone(points: Sequence[tuple[float, float] | None], place: int) -> bool:
    before = points[place - 1] if place else None
    after = points[place + 1] if place + 1 < len(points) else None
    return before is None and after is None
