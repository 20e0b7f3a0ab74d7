"""What a question to the store asks for, as the conditions of a query in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypedDict


class Filters(TypedDict, total=False):
    """Which events: id and type (one or several), mode, context, quad code, document, and the least confidence."""

    id: str | Sequence[str] | None
    event: str | Sequence[str] | None
    mode: str | None
    context: str | None
    quad_code: int | None
    document: str | None
    confidence: float


_ACTS = "list_contains(actor, ?)"
_RECEIVES = "list_contains(recipient, ?)"
_CONDITIONS = {
    "mode": "list_contains(mode, ?)",
    "context": "list_contains(context, ?)",
    "quad_code": "quad_code = ?",
    "document": "document = ?",
    "confidence": "confidence >= ?",
}


TYPED = "event IS NOT NULL"
"""What is measured has one of PLOVER's types; statements and appeals have none and count as attention."""


def conditions(
    a: str | None,
    b: str | None,
    start: dt.date | None,
    end: dt.date | None,
    filters: Filters,
    *,
    attention: bool = False,
) -> tuple[list[str], list[Any]]:
    """The conditions on events, to be joined with AND, and the values of their question marks, in order.

    With ``attention`` statements and appeals, which have no type, pass too.
    """
    where: list[str] = [] if attention else [TYPED]
    values: list[Any] = []

    def ask(condition: str, *given: Any) -> None:
        where.append(condition)
        values.extend(given)

    one, other = (code.upper() if code else None for code in ((a, b) if a else (b, None)))
    if one and other and one != other:
        ask(
            f"({_ACTS} AND ({_RECEIVES} OR {_ACTS}) OR {_ACTS} AND {_RECEIVES})",
            *(one, other, other, other, one),
        )
    elif one and other:
        ask(f"({_ACTS} AND {_RECEIVES})", one, other)
    elif one:
        ask(f"({_ACTS} OR {_RECEIVES})", one, one)
    if start is not None:
        ask("date >= ?", start)
    if end is not None:
        ask("date <= ?", end)
    for name in ("id", "event"):
        one_or_more = filters.get(name)
        if one_or_more is not None:
            ask(
                f"{name} IN (SELECT unnest(?))",
                [one_or_more] if isinstance(one_or_more, str) else list(one_or_more),  # type: ignore[call-overload]
            )
    for name, condition in _CONDITIONS.items():
        value = filters.get(name)
        if value is not None:
            ask(condition, value)
    return where, values
