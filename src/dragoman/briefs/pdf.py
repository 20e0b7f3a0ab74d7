"""A brief as a PDF: typst lays out what JSON hands over, with the fonts that come with typst."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from msgspec import to_builtins

from dragoman.briefs.brief import Brief, Reference, Section
from dragoman.briefs.chart import chart
from dragoman.briefs.markdown import is_web
from dragoman.briefs.wording import capitalised, count, day

STYLE = (
    "<style>text{font:500 11px 'Libertinus Serif';fill:#655f55}.coop{fill:#2b6a88}.conf{fill:#ad422a}"
    ".axis{stroke:#1d1b18}.grid{stroke:#d8d2c4;stroke-dasharray:2 3}.scale{text-anchor:end}"
    ".year,.gap{text-anchor:middle}.turn{fill:#1d1b18}</style>"
)
"""The colours that a page gives the chart by its style sheet."""
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def render_pdf(brief: Brief) -> bytes:
    """The brief as a PDF, the same bytes for the same brief. Asks nothing from outside, not even for fonts."""
    import typst

    layout = resources.files(__package__).joinpath("brief.typ").read_bytes()
    files: Any = {"main.typ": layout, "brief.json": json.dumps(_data(brief)).encode()}
    made = typst.Compiler(files, ignore_system_fonts=True).compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)  # one file: only pages of pictures come as a list
    return made


def _data(brief: Brief) -> dict[str, Any]:
    """What the layout asks for; the two views stand side by side."""
    drawn = chart(brief.years, f"Events between {brief.title} by year", brief.turns)
    rows: list[list[Section]] = []
    for section in brief.sections:
        if rows and section.key == "view_b" and rows[-1][0].key == "view_a":
            rows[-1].append(section)
        else:
            rows.append([section])
    facts = [f"As of {day(brief.asof)}"] if brief.asof else []
    if brief.rows:
        facts.append(f"from {count(brief.documents, 'report')}")
    return {
        "title": capitalised(brief.title),
        "facts": " · ".join(facts),
        "chart": drawn.replace("</desc>", f"</desc>{STYLE}", 1).replace("<svg", f"<svg {SVG}", 1) or None,
        "rows": [[_section(section) for section in row] for row in rows],
        "sources": [_source(one) for one in brief.references if one.number in brief.cited],
    }


def _section(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = to_builtins(section)
    for group in found["groups"]:
        for one in group["statements"]:
            if one["counted"] is not None:
                one["counted"] = count(one["counted"], "event")
    return found


def _source(reference: Reference) -> dict[str, Any]:
    when = day(reference.date) if reference.date else "no date"
    parts = (reference.title or "Report without a title", reference.publication, when)
    return {
        "number": reference.number,
        "pieces": reference.pieces,
        "cited": ", ".join(part for part in parts if part),
        "url": reference.url if is_web(reference.url) else None,
    }
