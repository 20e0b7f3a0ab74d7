"""Compare: the levels of several pairs side by side."""

from __future__ import annotations

import re

from fastapi import Request
from fastapi.responses import Response
from msgspec.structs import replace

from dragoman.charts import compare_chart
from dragoman.errors import UsageError
from dragoman.relations import Series
from dragoman.web.ask import Ask, asked, code
from dragoman.web.drawings import drawing
from dragoman.web.pages.common import choices, country_names, shelf_of, show, tables
from dragoman.web.pages.pair import measured
from dragoman.web.shelf import Shelf

MOST = 5


def compare(request: Request) -> Response:
    """The chart and the table of up to five pairs."""
    shelf = shelf_of(request)
    ask, pairs = asked_pairs(request)
    given = request.query_params
    if given.get("a") and given.get("b"):
        # the form adds a pair by two names
        new = (code(given["a"]), code(given["b"]))
        if new[0] != new[1] and new not in pairs and new[::-1] not in pairs:
            pairs = [*pairs, new]
    if len(pairs) > MOST:
        raise UsageError(f"pairs: at most {MOST} can be compared")
    lines = compared(shelf, ask, pairs)
    drawn = [line for line in lines if line.points]
    written = ",".join(f"{a}-{b}" for a, b in pairs)

    def without(pair: tuple[str, str]) -> str:
        return ask.address("/compare", pairs=",".join(f"{a}-{b}" for a, b in pairs if (a, b) != pair) or None)

    return show(
        request,
        "compare.html",
        ask=ask,
        pairs=pairs,
        written=written,
        lines=lines,
        without=without,
        chart=shelf.keep(
            ("compare", written, ask),
            lambda: drawing(lambda width: compare_chart(drawn, width=width, titled=False)),
        )
        if drawn
        else None,
        choices=choices(),
        countries=country_names(),
        most=MOST,
        downloads=tables(ask, "compare", pairs=written) if pairs else [],
    )


def asked_pairs(request: Request) -> tuple[Ask, list[tuple[str, str]]]:
    """The question and the pairs that an address holds, as pairs=JPN-KOR,FRA-DEU."""
    given = {key: value for key, value in request.query_params.items() if key not in ("a", "b")}
    return asked(given), asked_pairs_of(given.get("pairs", ""))


def asked_pairs_of(written: str) -> list[tuple[str, str]]:
    """The pairs that stand in JPN-KOR,FRA-DEU. Raises UsageError for anything else, and for too many."""
    pairs: list[tuple[str, str]] = []
    for word in filter(None, written.split(",")):
        if not re.fullmatch(r"[A-Za-z]{3}-[A-Za-z]{3}", word):
            raise UsageError("pairs: write codes as JPN-KOR,FRA-DEU")
        a, b = (code(part) for part in word.split("-"))
        if a == b:
            raise UsageError("pairs: a pair is made of two different countries")
        if (a, b) not in pairs and (b, a) not in pairs:
            pairs.append((a, b))
    if len(pairs) > MOST:
        raise UsageError(f"pairs: at most {MOST} can be compared")
    return pairs


def compared(shelf: Shelf, ask: Ask, pairs: list[tuple[str, str]]) -> list[Series]:
    """The series of each pair, by one period for all."""
    period = ask.by or "quarter"
    return [
        shelf.keep(("series", one), lambda one=one: measured(shelf, one))  # type: ignore[misc]
        for one in (replace(ask, a=a, b=b, by=period) for a, b in pairs)
    ]
