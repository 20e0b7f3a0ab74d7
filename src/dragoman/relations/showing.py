"""How results show themselves in a notebook: a line as text, a small table as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

SHOWN = 12
"""Rows of a longer table: its last ones, which are the latest."""


def html_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a caption; of many rows the last, and a word on how many there are. Everything is escaped."""
    found = list(rows)
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(cell))}</td>" for cell in row) + "</tr>"
        for row in found[-SHOWN:]
    )
    more = f"<p>the last {SHOWN} of {len(found):,}</p>" if len(found) > SHOWN else ""
    return f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(cell: object) -> str:
    if cell is None:
        return "–"
    return f"{cell:+.2f}".replace("-", "−") if isinstance(cell, float) else str(cell)
