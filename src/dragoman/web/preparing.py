"""What is worked out before anybody asks: the index of words, the world, and the pairs most looked at."""

from __future__ import annotations

import datetime as dt

from dragoman.errors import DragomanError
from dragoman.relations.dyads import SURE
from dragoman.relations.moves import busiest
from dragoman.web.shelf import Shelf
from dragoman.web.turns import found_shifts

PAIRS = 40
"""Finding a pair's turning points is the slowest part of its page: about a second on two cores."""


def prepare(shelf: Shelf) -> None:
    """Fill the shelf, best in a thread of its own; a store that cannot be read is left to the one who asks for it."""
    try:
        shelf.index.refresh()
        for a, b in busiest(shelf.store, dt.date.today(), most=PAIRS):
            found_shifts(shelf, a, b, None, SURE)
    except DragomanError:
        return
