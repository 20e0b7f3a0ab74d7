"""A brief as one HTML file: no script, nothing asked from outside, everything escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.briefs.brief import Brief, Section, Statement
from dragoman.briefs.chart import chart
from dragoman.briefs.markdown import is_web
from dragoman.briefs.wording import capitalised, day, signed

if TYPE_CHECKING:
    from jinja2 import Template


Numbered = list[tuple[Section, list[tuple[str | None, list[tuple[str, Statement]]]]]]
"""Sections with their groups, each by its heading, and their statements with an anchor for each."""


def numbered(brief: Brief) -> tuple[Numbered, dict[int, list[str]]]:
    """The brief's statements with anchors in the order of reading, and the anchors that lead to each reference."""
    anchors: dict[int, list[str]] = {}
    sections: Numbered = []
    count = 0
    for section in brief.sections:
        groups = []
        for group in section.groups:
            statements = []
            for statement in group.statements:
                count += 1
                for number in statement.references:
                    anchors.setdefault(number, []).append(f"s{count}")
                statements.append((f"s{count}", statement))
            groups.append((group.heading, statements))
        sections.append((section, groups))
    return sections, anchors


def render_html(brief: Brief) -> str:
    """The brief as a self-contained page, readable by day and night, on paper and on a telephone."""
    from markupsafe import Markup

    sections, anchors = numbered(brief)
    cited = brief.cited
    return _template().render(
        brief=brief,
        title=capitalised(brief.title),
        sections=sections,
        anchors=anchors,
        cited=[one for one in brief.references if one.number in cited],
        numbers={one.number: one for one in brief.references},
        is_cited=cited.__contains__,
        chart=Markup(chart(brief.years, f"Events between {brief.title} by year", brief.turns)),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dragoman.briefs", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    environment.filters["signed"] = signed
    environment.tests["web"] = is_web
    return environment.get_template("brief.html")
