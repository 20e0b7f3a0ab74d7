"""Readers: from files, streams and standard input to documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from msgspec.structs import replace

from dragoman.errors import ReadError
from dragoman.readers.english import is_foreign
from dragoman.readers.identity import document_id
from dragoman.readers.opening import Opened, opened
from dragoman.readers.registry import Reader, reader_for, readers
from dragoman.readers.sniffing import sniff
from dragoman.records import Document

__all__ = ["Reader", "document_id", "read", "readers"]

_UNDATED = "no date of publication: relative dates stay unresolved"
_FOREIGN = "reads like another language than English: only English is coded"


def read(
    source: str | Path | IO[bytes],
    *,
    published: dt.date | None = None,
    name: str | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Document]:
    """Read documents from a path, from ``-`` (standard input) or from a stream of bytes, one by one.

    The suffix chooses the reader (text, HTML, JSONL, each also as ``.gz``, and what other packages add); a
    name without a known suffix, and a text that turns out to be HTML, are told by their content. ``name``
    stands for the source in messages and in ``Document.source``.

    ``published`` dates a text that has no date of its own; where it has another, the text's is kept and a
    note says so. ``on_error`` is given what cannot be read, and the rest goes on; without it, ReadError is
    raised.
    """
    try:
        with opened(source, name) as given:
            documents = _choose(given).read(given.stream, given.name)
            while True:
                try:
                    document = next(documents)
                except StopIteration:
                    return
                except ReadError as error:
                    if on_error is None:
                        raise
                    on_error(error)
                    continue
                yield _noted(_dated(document, published))
    except ReadError as error:
        if on_error is None:
            raise
        on_error(error)


def _choose(given: Opened) -> Reader:
    reader = reader_for(given.suffix) if given.suffix else None
    sniffed = sniff(given.head)
    if reader is None:
        return readers()[sniffed]
    # A page saved under a text's name is still a page.
    return readers()["html"] if sniffed == "html" and reader is readers()["text"] else reader


def _noted(document: Document) -> Document:
    """Say so where the text is in a language that is not coded."""
    if is_foreign(document.text):
        return replace(document, notes=(*document.notes, _FOREIGN))
    return document


def _dated(document: Document, published: dt.date | None) -> Document:
    """Fill in the caller's date, or say what is amiss with the dates."""
    own = document.published
    if own is None and published is None:
        return replace(document, notes=(*document.notes, _UNDATED))
    if own is None:
        identity = document_id(document.title, published, document.text)
        return replace(document, id=identity, published=published)
    if published is not None and own != published:
        told = f"dates in conflict: the text says {own}, the caller {published}; the text's was taken"
        return replace(document, notes=(*document.notes, told))
    return document
