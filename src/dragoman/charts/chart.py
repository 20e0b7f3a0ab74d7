"""A chart: a Vega-Lite specification with its title, shown as a drawing where a notebook asks for one."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.charts.theme import by_night

VEGA_LITE = "application/vnd.vegalite.v5+json"


class Chart(Struct, frozen=True, kw_only=True):
    """``spec`` is a Vega-Lite 5 specification with its data in it; ``title`` says what it shows in a line."""

    title: str
    spec: dict[str, Any]

    def __repr__(self) -> str:
        return f"<Chart {self.title!r}>"

    def at_night(self) -> Chart:
        """The same chart in light letters on dark ground."""
        return Chart(title=self.title, spec=by_night(self.spec))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """What a notebook shows: the specification where it can draw one, and an SVG beside it where we can."""
        from dragoman.charts.drawing import can_draw, svg

        bundle: dict[str, Any] = {"text/plain": repr(self), VEGA_LITE: self.spec}
        if can_draw():
            bundle["image/svg+xml"] = svg(self)
        return bundle
