"""Specifications drawn into SVG, PNG and PDF by vl-convert: no browser, nothing asked from outside."""

from __future__ import annotations

import importlib.util
import re
import threading
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

from dragoman.charts.chart import Chart
from dragoman.errors import UsageError

VERSION = "5.21"
ELSEWHERE = "https://vega.github.io/vega-datasets/"
SHARPNESS = 2.0
"""Pixels of a PNG for each unit of the drawing."""
_TURN = threading.Lock()
"""The converter has one JavaScript engine: threads take turns."""


def svg(chart: Chart) -> str:
    """The chart as an SVG document. Raises UsageError where vl-convert is not installed."""
    with _TURN:
        drawn = str(_converter().vegalite_to_svg(chart.spec, vl_version=VERSION))
    # the converter puts an address of its own before a link to the page's own site
    return drawn.replace(f'"{ELSEWHERE}', '"')


def _png(chart: Chart) -> bytes:
    with _TURN:
        return bytes(_converter().vegalite_to_png(chart.spec, vl_version=VERSION, scale=SHARPNESS))


def _pdf(chart: Chart) -> bytes:
    with _TURN:
        return bytes(_converter().vegalite_to_pdf(chart.spec, vl_version=VERSION))


FORMATS: dict[str, Callable[[Chart], bytes]] = {
    ".svg": lambda chart: svg(chart).encode(),
    ".png": _png,
    ".pdf": _pdf,
    ".json": lambda chart: _json(chart.spec),
}
"""By suffix: how a chart becomes a file."""


def save(chart: Chart, path: Path) -> bytes:
    """The bytes of a chart in the format that the path's suffix names; raises UsageError for another suffix."""
    draw = FORMATS.get(path.suffix.lower())
    if draw is None:
        raise UsageError(f"{path}: the suffix names no format; use one of {', '.join(FORMATS)}")
    return draw(chart)


def for_page(chart: Chart) -> str:
    """The chart as an ``svg`` element for a page.

    It takes its colours by night from ``theme.style_sheet()``, needs no style attribute and no script, scales with the
    column it stands in, and tells in a title what each mark shows. Links are left to the pointer: a page gives
    the same links in a table, where the keyboard finds them.
    """
    drawn = svg(chart)
    size = re.search(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"', drawn)
    _, _, body = drawn.partition(">")
    body = body.removesuffix("</svg>")
    ground = re.match(r'<rect width="[\d.]+" height="[\d.]+" fill="[^"]*"/>', body)
    if ground:
        body = body[ground.end() :]
    # the page reads the figure by its caption; roles of single marks would be read one by one
    body = re.sub(r' (?:role|aria-roledescription|aria-hidden)="[^"]*"', "", body)
    body = re.sub(r'<a xlink:href="([^"]*)"[^>]*>', r'<a href="\1" tabindex="-1">', body)
    body = re.sub(r'<path aria-label="([^"]*)"([^>]*)/>', _told, body)
    body = re.sub(r' aria-label="[^"]*"', "", body)
    body = re.sub(r' font-family="[^"]*"', "", body)
    # its own width is the most that a wide column gives it
    box = f'{size[0]} width="{size[1]}" height="{size[2]}"' if size else ""
    about = escape(chart.spec["description"], quote=True)
    return f'<svg class="chart" {box} role="group" aria-label="{about}">{body}</svg>'


def _told(mark: re.Match[str]) -> str:
    label = unescape(mark[1])
    return f"<path{mark[2]}><title>{escape(label)}</title></path>"


def can_draw() -> bool:
    """Whether vl-convert is installed."""
    return importlib.util.find_spec("vl_convert") is not None


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(
            'drawing a chart needs vl-convert: pip install "dragoman[web]"; its specification can be had as .json'
        ) from error
    return vl_convert


def _json(spec: dict[str, Any]) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(spec), indent=1) + b"\n"
