"""What a page, a table or an answer is asked for: every state of it stands in its address."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import asdict, replace

from dragoman.actors import resolve_actor
from dragoman.actors.tables import territories
from dragoman.errors import UsageError
from dragoman.ontology import plover
from dragoman.relations.dyads import SURE

Direction = Literal["forward", "backward", "mutual"]
PERIODS = ("day", "week", "month", "quarter", "year")
LONGEST_NAME = 80
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class Ask(Struct, frozen=True, kw_only=True):
    """One question to the store.

    ``a`` and ``b`` are codes; ``start`` and ``end`` inclusive. ``by`` is the length of a period, ``None`` for one that
    suits the span. ``direction`` is seen from ``a``. ``happened`` leaves out what is negated, hypothetical or in the
    future. ``confidence`` is the least of an event.
    """

    a: str | None = None
    b: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    by: str | None = None
    direction: str | None = None
    context: str | None = None
    sector: str | None = None
    type: str | None = None
    quad: int | None = None
    source: str | None = None
    happened: bool = False
    confidence: float = SURE

    @property
    def is_narrowed(self) -> bool:
        """Whether anything besides the two countries and the span is asked for."""
        return any((self.direction, self.context, self.sector, self.type, self.quad, self.source))

    def parameters(self) -> dict[str, str]:
        """The question as the parameters of an address, without what is as usual."""
        said: dict[str, str] = {}
        for name, value in asdict(self).items():
            if (
                value is None
                or (name == "confidence" and value == SURE)
                or (name == "happened" and not value)
            ):
                continue
            key = {"start": "from", "end": "to"}.get(name, name)
            said[key] = "yes" if value is True else f"{value:g}" if isinstance(value, float) else str(value)
        return said

    def address(self, path: str, **changes: Any) -> str:
        """The address of a page that is asked this, with changes."""
        asked = replace(self, **{key: value for key, value in changes.items() if key in _FIELDS})
        more = {key: str(v) for key, v in changes.items() if key not in _FIELDS and v is not None}
        said = asked.parameters()
        if path.startswith("/pair/"):
            said = {key: value for key, value in said.items() if key not in ("a", "b")}
        if path.startswith("/actor/"):
            said.pop("a", None)
        return path + ("?" if said or more else "") + urlencode({**said, **more})


_FIELDS = frozenset(Ask.__struct_fields__)


def asked(given: Mapping[str, str]) -> Ask:
    """The question that an address holds. Raises UsageError that names the parameter, what is wrong and what goes."""
    start = day(given["from"], "from") if "from" in given else None
    end = day(given["to"], "to", last=True) if "to" in given else None
    if start and end and end < start:
        raise UsageError(f"from {start} comes after to {end}")
    book = plover()
    kind = given.get("type")
    quad = given.get("quad")
    return Ask(
        a=code(given["a"]) if "a" in given else None,
        b=code(given["b"]) if "b" in given else None,
        start=start,
        end=end,
        by=one_of(given.get("by"), "by", PERIODS),
        direction=one_of(given.get("direction"), "direction", ("forward", "backward", "mutual")),
        context=one_of(given.get("context"), "context", book.names("context")),
        sector=one_of(given.get("sector"), "sector", book.names("sector")),
        type=one_of(kind.upper() if kind else None, "type", tuple(book.types)),
        quad=int(one_of(quad, "quad", ("1", "2", "3", "4")) or 0) or None,
        source=_short(given.get("source"), "source", 200),
        happened=one_of(given.get("happened"), "happened", ("yes", "no")) == "yes",
        confidence=_share(given.get("confidence")),
    )


def one_of(value: str | None, name: str, known: tuple[str, ...]) -> str | None:
    """The value where it is known or missing; raises UsageError for another."""
    if value is not None and value not in known:
        raise UsageError(f"{name}: no {name} {_cut(value)!r}; there are {', '.join(known)}")
    return value


def day(text: str, name: str, *, last: bool = False) -> dt.date:
    """A day written as a year, a month or a day; ``last`` takes the last day of the year or month."""
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        if found[3]:
            return dt.date(year, month, int(found[3]))
        return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except (ValueError, IndexError, calendar.IllegalMonthError) as error:
        raise UsageError(f"{name}: {_cut(text)!r} is no date; write 2019, 2019-07 or 2019-07-04") from error


def number(text: str | None, name: str, usual: int, least: int, most: int) -> int:
    """A whole number within bounds; raises UsageError for another."""
    if text is None:
        return usual
    if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
        raise UsageError(f"{name}: {_cut(text)!r} is no whole number from {least} to {most}")
    return int(text)


def code(text: str) -> str:
    """The code of a country or organisation given by code or name; raises UsageError for anything else."""
    if text.upper() in territories() or text.upper() in plover().names("entity"):
        return text.upper()
    found = resolve_actor(text) if len(text) <= LONGEST_NAME else None
    if found is None or not found.code:
        raise UsageError(
            f"{_cut(text)!r} names no country or organisation: give a code as JPN, or a name as Japan"
        )
    return found.code


def _share(text: str | None) -> float:
    if text is None:
        return SURE
    if not re.fullmatch(r"0?\.\d{1,6}|[01](?:\.0{0,6})?", text):
        raise UsageError(f"confidence: {_cut(text)!r} is no number from 0 to 1")
    return float(text)


def _short(text: str | None, name: str, most: int) -> str | None:
    if text is not None and len(text) > most:
        raise UsageError(f"{name}: longer than {most} characters")
    return text


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
