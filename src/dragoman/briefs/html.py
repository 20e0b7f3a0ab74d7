"""A brief as one HTML file: no script, nothing asked from outside, everything escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.briefs.brief import Brief
from dragoman.briefs.chart import chart
from dragoman.briefs.markdown import is_web
from dragoman.briefs.wording import capitalised, day, signed

if TYPE_CHECKING:
    from jinja2 import Template


def render_html(brief: Brief) -> str:
    """The brief as a self-contained page, readable by day and night, on paper and on a telephone."""
    from markupsafe import Markup

    anchors: dict[int, list[str]] = {}
    numbered = 0
    sections = []
    for section in brief.sections:
        groups = []
        for group in section.groups:
            statements = []
            for statement in group.statements:
                numbered += 1
                for number in statement.references:
                    anchors.setdefault(number, []).append(f"s{numbered}")
                statements.append((f"s{numbered}", statement))
            groups.append((group.heading, statements))
        sections.append((section, groups))
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
