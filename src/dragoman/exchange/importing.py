"""Files of any format that is known, as tables of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dragoman.errors import ReadError
from dragoman.exchange.sheets import OnError
from dragoman.readers.opening import opened

if TYPE_CHECKING:
    import pyarrow as pa

Reading = Callable[..., "Iterator[pa.Table]"]
FORMATS = ("icews", "gdelt", "polecat", "plover")

Sources = Iterable[str | Path | IO[bytes]]


def import_events(
    format: str, sources: Sources, *, mentions: Sources = (), on_error: OnError | None = None
) -> Iterator[pa.Table]:
    """The events of some files, as tables for ``Store.add_events``; memory is flat in the files' length.

    ``format`` is one of ``FORMATS``. A source is a path, ``-`` for standard input, or a stream of bytes; gzip is
    unpacked. ``mentions`` are GDELT's tables of mentions, held in memory at about a hundred bytes an event.
    ``on_error`` is given each row and each file that cannot be read, and the rest goes on; without it ReadError
    is raised.
    """
    tell = on_error or _raise
    module = import_module(f"dragoman.exchange.{format}")
    read: Reading = module.read
    if mentions:
        read = partial(read, mentions=module.gather(_each(module.read_mentions, mentions, tell)))
    yield from _each(read, sources, tell)


def _each(read: Reading, sources: Sources, tell: OnError) -> Iterator[pa.Table]:
    for source in sources:
        try:
            with opened(source) as given:
                yield from read(given, tell)
        except ReadError as error:
            tell(error)


def _raise(error: ReadError) -> None:
    raise error
