"""Jinja2 with everything escaped, and the words and signs that pages share."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.briefs.markdown import is_web
from dragoman.briefs.wording import capitalised, day, period, signed
from dragoman.relations import country_name
from dragoman.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """The environment of all pages."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from dragoman.web.assets import address

    made = Environment(
        loader=PackageLoader("dragoman.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day,
        "signed": signed,
        "country": country_name,
        "capitalised": capitalised,
        "grouped": grouped,
        "share": share,
        "when": when,
        "month": lambda value: f"{value:%B} {value.year}",
    }
    made.tests["web"] = is_web
    made.globals |= {"asset": address, "version": __version__, "period": period, "range": range}
    return made


def render(template: str, /, **values: Any) -> str:
    """A page of a template."""
    return environment().get_template(template).render(**values)


def grouped(number: int) -> str:
    """``12,345``."""
    return f"{number:,}"


def share(value: float | None) -> str:
    """``38 %``; a dash for none."""
    return "–" if value is None else f"{value:.0%}".replace("%", " %")


def when(row: dict[str, Any]) -> str:
    """The date of an event's row as finely as it is known."""
    date: dt.date | None = row["date"]
    return period(date, row["enddate"], row["date_precision"]) or "no date"
