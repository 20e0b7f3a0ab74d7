"""The files that pages are made of, read once from the package: no path of a request reaches a file."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """By name: bytes and media type."""
    from dragoman.charts.theme import style_sheet

    found = {
        file.name: (file.read_bytes(), KINDS["." + file.name.rpartition(".")[2]])
        for file in resources.files("dragoman.web").joinpath("static").iterdir()
        if "." + file.name.rpartition(".")[2] in KINDS
    }
    found["charts.css"] = (style_sheet().encode(), KINDS[".css"])
    return found


@cache
def address(name: str) -> str:
    """The address of a file, with a sign of its content, so that a browser may keep it for good."""
    return f"/static/{name}?v={hashlib.sha256(assets()[name][0]).hexdigest()[:12]}"
