"""The readers: those that come with Dragoman and those that other packages add.

A package adds one under the entry-point group ``dragoman.readers``: an object with ``suffixes`` and
``read``. The built-in readers are registered in the same way; the table below stands in for them where the
package runs from its source without being installed.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import IO, Protocol, cast, runtime_checkable

from dragoman.records import Document

GROUP = "dragoman.readers"
BUILT_IN = {
    "text": "dragoman.readers.text:reader",
    "html": "dragoman.readers.html:reader",
    "jsonl": "dragoman.readers.jsonl:reader",
}


@runtime_checkable
class Reader(Protocol):
    """What turns bytes into documents.

    ``suffixes`` are the ends of the file names it reads, in small letters with their dot, without ``.gz``.
    ``read`` takes a stream of unpacked bytes and its name for messages, and gives documents one by one.
    It raises ReadError where nothing can be read. An iterator that can go on after a broken record raises
    the error from ``next`` and gives the following record at the call after.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def read(self, stream: IO[bytes], source: str) -> Iterator[Document]: ...


@cache
def readers() -> dict[str, Reader]:
    """Give every reader by name. One that another package adds replaces a built-in one of its name."""
    found: dict[str, Reader] = {name: _built_in(value) for name, value in BUILT_IN.items()}
    for point in entry_points(group=GROUP):
        if BUILT_IN.get(point.name) == point.value:
            continue
        try:
            loaded = point.load()
        except Exception as fault:
            # One package that fails to import must not keep the others' files from being read.
            warnings.warn(f"the reader {point.name} ({point.value}) cannot be loaded: {fault}", stacklevel=2)
            continue
        if isinstance(loaded, Reader):
            found[point.name] = loaded
        else:
            warnings.warn(f"the reader {point.name} ({point.value}) lacks suffixes or read", stacklevel=2)
    return found


def reader_for(suffix: str) -> Reader | None:
    """Give the reader for a suffix; one that another package adds goes before a built-in one."""
    for reader in reversed(readers().values()):
        if suffix in reader.suffixes:
            return reader
    return None


def _built_in(value: str) -> Reader:
    module, _, name = value.partition(":")
    return cast(Reader, getattr(import_module(module), name))
