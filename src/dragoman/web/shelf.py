"""What is worked out once for a store and kept until the store changes, within bounds of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from dragoman.store import Store
from dragoman.store.texts import TextIndex

Found = TypeVar("Found")

MOST = 512
"""Results kept; the least recently used go first."""


class Shelf:
    """A store with its text index and the results that pages share.

    A result is kept for the serial of the store's manifest: a store that grew is asked anew. Two readers who ask the
    same at once wait for one answer.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = TextIndex(store)
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}

    def keep(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """The result under a key, made when it is not there."""
        full = (self.store.serial, key)
        with self._lock:
            if full in self._kept:
                self._kept.move_to_end(full)
                found: Found = self._kept[full]
                return found
            making = self._making.setdefault(full, threading.Lock())
        try:
            with making:
                with self._lock:
                    if full in self._kept:
                        kept: Found = self._kept[full]
                        return kept
                made = make()
                with self._lock:
                    self._kept[full] = made
                    while len(self._kept) > MOST:
                        self._kept.popitem(last=False)
                return made
        finally:
            with self._lock:
                self._making.pop(full, None)
