"""The test that every reader must pass, its own or another package's."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import msgspec

from dragoman.errors import ReadError
from dragoman.readers.identity import document_id
from dragoman.readers.registry import Reader
from dragoman.records import Document

_SOURCE = "sample"


def check_reader(reader: Reader, sample: bytes) -> list[Document]:
    """Hold a reader to what Dragoman expects of one; give the documents that it reads from ``sample``.

    ``sample`` is the content of one good file. Raises AssertionError with what is amiss::

        from dragoman.readers.conformance import check_reader

        def test_reader():
            check_reader(my_reader, open("sample.xyz", "rb").read())
    """
    _check_suffixes(reader)
    documents = _read(reader, sample)
    _hold(bool(documents), "the sample gave no document")
    for document in documents:
        _check_document(document)
    _hold(documents == _read(reader, sample), "reading twice gave two results: ids and texts must be stable")
    _check_empty(reader)
    _check_stream(reader, sample)
    return documents


def _hold(held: bool, otherwise: str) -> None:
    if not held:
        raise AssertionError(otherwise)


def _check_suffixes(reader: Reader) -> None:
    _hold(isinstance(reader, Reader), "a reader has the attribute suffixes and the method read")
    suffixes = reader.suffixes
    _hold(isinstance(suffixes, tuple) and bool(suffixes), "suffixes is a tuple with one suffix at least")
    for suffix in suffixes:
        sound = (
            isinstance(suffix, str)
            and suffix.startswith(".")
            and suffix == suffix.lower()
            and len(suffix) > 1
        )
        _hold(sound, f"a suffix is small letters after a dot, not {suffix!r}")
        _hold(not suffix.endswith(".gz"), f"{suffix!r}: gzip is unpacked before the reader sees the stream")


def _read(reader: Reader, sample: bytes) -> list[Document]:
    given = reader.read(io.BytesIO(sample), _SOURCE)
    _hold(isinstance(given, Iterator), "read gives an iterator, so that documents can stream")
    return list(given)


def _check_document(document: Document) -> None:
    _hold(isinstance(document, Document), f"read gives Documents, not {type(document).__name__}")
    named = f"document {document.id}"
    text = document.text
    _hold(bool(text) and text == text.strip(), f"{named}: its text is empty or has blanks around it")
    _hold(
        not set(text) & set("\r\x00\ufeff"),
        f"{named}: its text holds carriage returns, NULs or byte-order marks",
    )
    _hold("\n\n\n" not in text, f"{named}: its paragraphs are parted by more than one blank line")
    expected = document_id(document.title, document.published, text)
    _hold(document.id == expected, f"{named}: its id is not document_id(title, published, text), {expected}")
    published = document.published
    whole_day = published is None or (
        isinstance(published, dt.date) and not isinstance(published, dt.datetime)
    )
    _hold(whole_day, f"{named}: published is a datetime.date or None")
    _hold(document.title is None or bool(document.title.strip()), f"{named}: a missing title is None")
    _hold(not document.title or "\n" not in document.title, f"{named}: its title holds a line break")
    _hold(all(author.strip() for author in document.authors), f"{named}: an author has no name")
    _hold(document.source == _SOURCE, f"{named}: its source is not the name given")
    before = 0
    for section in document.sections:
        within = before <= section.start <= section.end <= len(text)
        _hold(
            within, f"{named}: the section {section.heading!r} lies outside the text or over another section"
        )
        before = section.end
    for caption in document.captions:
        _hold(bool(caption.text.strip()), f"{named}: a caption has no words")
    again = msgspec.json.decode(msgspec.json.encode(document), type=Document)
    _hold(again == document, f"{named}: it does not come back whole from JSON")


def _check_empty(reader: Reader) -> None:
    try:
        documents = list(reader.read(io.BytesIO(b""), _SOURCE))
    except ReadError as error:
        _hold(error.source == _SOURCE, "the error for an empty stream does not name its source")
        return
    raise AssertionError(f"an empty stream raises ReadError; it gave {len(documents)} documents")


def _check_stream(reader: Reader, sample: bytes) -> None:
    stream = io.BytesIO(sample)
    list(reader.read(stream, _SOURCE))
    _hold(not stream.closed, "the reader closed a stream that is not its own")
