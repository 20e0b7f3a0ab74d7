"""Files of any format that is known, as tables of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dragoman.errors import ReadError
from dragoman.exchange.sheets import OnError
from dragoman.readers.opening import Opened, opened

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("icews", "gdelt", "polecat", "plover")

Reading = Callable[[Opened, OnError], "Iterator[pa.Table]"]


def import_events(
    format: str, sources: Iterable[str | Path | IO[bytes]], *, on_error: OnError | None = None
) -> Iterator[pa.Table]:
    """The events of some files, as tables for ``Store.add_events``; memory is flat in the files' length.

    ``format`` is one of ``FORMATS``. A source is a path, ``-`` for standard input, or a stream of bytes; gzip is
    unpacked. ``on_error`` is given each row and each file that cannot be read, and the rest goes on; without it
    ReadError is raised.
    """
    read: Reading = import_module(f"dragoman.exchange.{format}").read
    tell = on_error or _raise
    for source in sources:
        try:
            with opened(source) as given:
                yield from read(given, tell)
        except ReadError as error:
            tell(error)


def _raise(error: ReadError) -> None:
    raise error
