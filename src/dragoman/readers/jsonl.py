"""One JSON object a line, each a document with named fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import IO

import msgspec

from dragoman.errors import ReadError
from dragoman.readers.dates import read_date
from dragoman.readers.identity import document_id
from dragoman.readers.limits import DOCUMENT_BYTES, damaged
from dragoman.records import Document

_FIELDS = 'a record is one object with a text, e.g. {"text": "…", "title": "…", "published": "2025-06-23"}'
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|\s*,\s+(?:and\s+)?|\s+and\s+")
_BREAKS = re.compile(r"\s*[\r\n]\s*")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Person(msgspec.Struct):
    name: str


class _Record(msgspec.Struct):
    """A record's fields as they may be named; all others are passed over."""

    text: str | None = None
    body: str | None = None
    content: str | None = None
    html: str | None = None
    title: str | None = None
    date: str | None = None
    published: str | None = None
    authors: list[str | _Person] | str | None = None
    author: list[str | _Person] | str | None = None
    creator: list[str | _Person] | str | None = None
    url: str | None = None
    publication: str | None = None
    publisher: str | None = None


class JsonlReader:
    """Reads many documents from lines of JSON. Their text is taken as it is, a line of it a paragraph."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def read(self, stream: IO[bytes], source: str) -> Iterator[Document]:
        """Give an iterator that raises ReadError at a broken line and goes on with the next when asked again.

        Memory stays flat in the number of lines. Blank lines are passed over; a stream with no record at all
        raises ReadError.
        """
        return _Records(stream, source)


class _Records:
    def __init__(self, stream: IO[bytes], source: str) -> None:
        self._stream = stream
        self._source = source
        self._decode = msgspec.json.Decoder(_Record).decode
        self._line = 0
        self._seen = 0
        self._ended = False

    def __iter__(self) -> Iterator[Document]:
        return self

    def __next__(self) -> Document:
        while True:
            line = self._next_line()
            if self._line == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            line = line.strip()
            if line:
                self._seen += 1
                return self._document(line)

    def _next_line(self) -> bytes:
        if self._ended:
            raise StopIteration
        try:
            line = self._stream.readline(DOCUMENT_BYTES)
        except (EOFError, OSError) as fault:
            self._ended = True
            raise damaged(fault, self._source, f"line {self._line + 1}") from fault
        if not line:
            self._ended = True
            if not self._seen:
                raise ReadError("holds no text", source=self._source, cure=_FIELDS)
            raise StopIteration
        self._line += 1
        if len(line) == DOCUMENT_BYTES and not line.endswith(b"\n"):
            while (rest := self._stream.readline(DOCUMENT_BYTES)) and not rest.endswith(b"\n"):
                pass
            self._seen += 1
            raise self._error(f"is longer than {DOCUMENT_BYTES // 1024 // 1024} MB", "split it")
        return line

    def _error(self, reason: str, cure: str) -> ReadError:
        return ReadError(reason, source=self._source, place=f"line {self._line}", cure=cure)

    def _document(self, line: bytes) -> Document:
        try:
            record = self._decode(line)
        except msgspec.ValidationError as fault:
            raise self._error(f"a field has the wrong type: {fault}", _FIELDS) from fault
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise self._error(f"is no JSON object in UTF-8: {fault}", _FIELDS) from fault
        text = record.text or record.body or record.content
        if not text or text.isspace():
            if record.html:
                return self._from_html(record)
            raise self._error("has no text", _FIELDS)
        paragraphs = _paragraphs(text)
        if not paragraphs:
            raise self._error("has no text", _FIELDS)
        published, notes = self._date(record)
        title = " ".join(record.title.split()) or None if record.title else None
        return Document(
            id=document_id(title, published, paragraphs),
            text=paragraphs,
            title=title,
            published=published,
            authors=_names(record),
            publisher=record.publication or record.publisher or None,
            url=record.url or None,
            source=self._source,
            notes=notes,
        )

    def _date(self, record: _Record) -> tuple[dt.date | None, tuple[str, ...]]:
        told = record.published or record.date
        if not told:
            return None, ()
        published = read_date(told)
        if published is None:
            return None, (f"the date {told[:60]!r} was not understood: ISO (2025-06-23) is the safe form",)
        return published, ()

    def _from_html(self, record: _Record) -> Document:
        from dragoman.readers.html import read_page

        try:
            page = read_page(record.html or "", self._source)
        except ReadError as fault:
            raise self._error(fault.reason, fault.cure or _FIELDS) from fault
        published, notes = self._date(record)
        published = published or page.published
        title = record.title or page.title
        return msgspec.structs.replace(
            page,
            id=document_id(title, published, page.text),
            title=title,
            published=published,
            authors=_names(record) or page.authors,
            publisher=record.publication or record.publisher or page.publisher,
            url=record.url or page.url,
            source=self._source,
            notes=page.notes + notes,
        )


def _paragraphs(text: str) -> str:
    """Make every line break one between paragraphs, and drop what no text holds."""
    text = text.strip()
    if "\n" in text or "\r" in text:
        text = _BREAKS.sub("\n\n", text)
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
        if not text.isascii():
            text = _SURROGATES.sub("\ufffd", text)
    return text


def _names(record: _Record) -> tuple[str, ...]:
    named = record.authors or record.author or record.creator
    if not named:
        return ()
    if isinstance(named, str):
        return tuple(name for name in _BETWEEN_NAMES.split(named.strip()) if name)
    names = (one if isinstance(one, str) else one.name for one in named)
    return tuple(name.strip() for name in names if name.strip())


reader = JsonlReader()
