"""series, shifts, calendar: two countries over time."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cyclopts import Parameter

from dragoman.cli.coding import Format, Out
from dragoman.cli.output import write_arrow
from dragoman.cli.stores import Country, From, Place, To, country, opened, sure
from dragoman.errors import UsageError
from dragoman.settings import settings

Way = Annotated[
    Literal["forward", "backward", "mutual"] | None,
    Parameter(help="Only what A did to B, B to A, or both together."),
]


def series(
    a: Country,
    b: Country,
    /,
    *,
    store: Place = None,
    start: From = None,
    end: To = None,
    by: Annotated[
        Literal["day", "week", "month", "quarter", "year"], Parameter(help="Length of a period.")
    ] = "month",
    direction: Way = None,
    context: Annotated[str | None, Parameter(help="Only this context, as economic.")] = None,
    sector: Annotated[str | None, Parameter(help="Only acts of this sector, as GOV.")] = None,
    out: Out = None,
    format: Format = None,
) -> int:
    """Print two countries over time: counts, tone, share of conflict with its bands, attention."""
    from dragoman.ontology import plover
    from dragoman.relations.series import series as measure

    if start and end and end < start:
        raise UsageError(f"--from {start} comes after --to {end}")
    for name, given in (("context", context), ("sector", sector)):
        known = plover().names(name)
        if given is not None and given not in known:
            raise UsageError(f"no {name} {given!r}; there are {', '.join(known)}")
    found = measure(
        opened(store),
        country(a),
        country(b),
        start,
        end,
        by=by,
        direction=direction,
        context=context,
        sector=sector,
        confidence=sure(),
    )
    write_arrow(
        found.to_arrow(), format=str(settings({"format": format})["format"].value), out=out, line=_point
    )
    return 0


def shifts(
    a: Country,
    b: Country,
    /,
    *,
    store: Place = None,
    start: From = None,
    end: To = None,
    direction: Way = None,
    out: Out = None,
    format: Format = None,
) -> int:
    """Print the turning points of two countries: when it got better or worse, at once or for long."""
    from dragoman.relations.shifts import shifts as find

    if start and end and end < start:
        raise UsageError(f"--from {start} comes after --to {end}")
    found = find(opened(store), country(a), country(b), start, end, direction=direction, confidence=sure())
    write_arrow(
        found.to_arrow(), format=str(settings({"format": format})["format"].value), out=out, line=_shift
    )
    return 0


def calendar(
    a: Country,
    b: Country,
    /,
    *,
    store: Place = None,
    start: From = None,
    end: To = None,
    out: Out = None,
    format: Format = None,
) -> int:
    """Print what is coming for two countries: dates that reports name, and days that return each year."""
    from dragoman.relations.calendar import calendar as find

    if start and end and end < start:
        raise UsageError(f"--from {start} comes after --to {end}")
    found = find(opened(store), country(a), country(b), start, end, confidence=sure())
    write_arrow(
        found.to_arrow(), format=str(settings({"format": format})["format"].value), out=out, line=_date
    )
    return 0


def _date(row: dict[str, Any]) -> dict[str, Any]:
    """A date as a table on a terminal has room for it."""
    return {
        "date": row["date"] if row["precision"] == "day" else f"{row['date']} ({row['precision']})",
        "certainty": row["certainty"],
        "from": row["source"],
        "what": row["what"],
    }


def _shift(row: dict[str, Any]) -> dict[str, Any]:
    """A turning point as a table on a terminal has room for it."""
    form = ".0%" if row["measure"] == "conflict" else ".1f"
    return {
        "date": row["date"],
        "until": row["enddate"] or "now",
        "what": f"{row['kind']}, {row['direction']}",
        "change": f"{row['before']:{form}} > {row['after']:{form}}",
        "p": f"{row['p_value']:.1g}",
        "found": row["found"],
        "events": len(row["events"]),
    }


def _point(row: dict[str, Any]) -> dict[str, Any]:
    """A point as a table on a terminal has room for it; figures of fewer than five events are marked."""

    def figure(value: float | None, form: str) -> str:
        return "" if value is None else format(value, form) + ("*" if row["few"] else "")

    return {
        "from": row["start"],
        "events": row["events"],
        **{name: row[name] for name in ("q1", "q2", "q3", "q4")},
        "scale": figure(row["mean_scale"], "+.1f"),
        "conflict": figure(row["conflict"], ".0%"),
        "level": f"{row['level']:.0%}",
        "80 %": f"{row['low80']:.0%}-{row['high80']:.0%}",
        "attention": f"{row['attention_share']:.2%}",
    }
