"""The turning points of a pair as a page and a chart show them."""

from __future__ import annotations

from msgspec import Struct

from dragoman.charts import Turn
from dragoman.relations import Series
from dragoman.web.ask import Ask
from dragoman.web.shelf import Shelf


class Turning(Struct, frozen=True):
    """A turning point: how a chart marks it, what a page says of it, and the events that make it up."""

    turn: Turn
    told: str
    events: tuple[str, ...] = ()


def turnings(shelf: Shelf, ask: Ask, line: Series) -> tuple[Turning, ...]:
    """The turning points within a line, in order of date."""
    return ()
