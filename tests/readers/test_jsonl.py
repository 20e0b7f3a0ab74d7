"""One JSON object a line."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import ReadError
from dragoman.readers import read
from dragoman.readers.conformance import check_reader
from dragoman.readers.jsonl import reader


def see(*rows: object) -> list:  # type: ignore[type-arg]
    data = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    return list(read(io.BytesIO(data.encode()), name="news.jsonl"))


def test_fields() -> None:
    (seen,) = see(
        {
            "id": 17,
            "text": "The envoys met.\nThey agreed to meet again.",
            "title": "Envoys meet",
            "date": "Sat, 22 May 2021 12:00:47 +0000",
            "authors": ["Jane Doe", {"name": "John Roe"}],
            "url": "https://example.com/a",
            "publication": "Example News",
        }
    )
    assert seen.text == "The envoys met.\n\nThey agreed to meet again."
    assert (seen.title, seen.published) == ("Envoys meet", dt.date(2021, 5, 22))
    assert seen.authors == ("Jane Doe", "John Roe")
    assert (seen.url, seen.publisher) == ("https://example.com/a", "Example News")


def test_other_names_of_fields() -> None:
    one, two = see(
        {
            "body": "One.",
            "published": "2021-05-22T10:00:00Z",
            "creator": "Jane Doe and John Roe",
            "publisher": "X",
        },
        {"content": "Two.", "author": "Jane Doe"},
    )
    assert (one.text, one.published, one.authors, one.publisher) == (
        "One.",
        dt.date(2021, 5, 22),
        ("Jane Doe", "John Roe"),
        "X",
    )
    assert (two.text, two.authors) == ("Two.", ("Jane Doe",))


def test_text_is_taken_as_it_is() -> None:
    (seen,) = see({"text": "LIMA (AP) — The envoys met.\nAdvertisement\nBy Monday they had gone."})
    assert seen.text == "LIMA (AP) — The envoys met.\n\nAdvertisement\n\nBy Monday they had gone."


def test_a_date_that_is_not_understood_is_noted() -> None:
    (seen,) = see({"text": "The envoys met.", "date": "some day in spring"})
    assert seen.published is None
    assert "some day in spring" in seen.notes[0]


BROKEN = [
    '{"text": "One."}',
    '{"text": ',
    "",
    '{"text": 5}',
    '{"title": "none"}',
    "[1, 2]",
    '{"text": "  "}',
    '{"text": "Two.", "authors": 3}',
    '{"text": "Three."}',
]


def test_broken_lines_are_set_aside_by_number_and_the_rest_goes_on() -> None:
    set_aside: list[ReadError] = []
    data = "\n".join(BROKEN).encode()
    seen = list(read(io.BytesIO(data), name="news.jsonl", on_error=set_aside.append))
    assert [document.text for document in seen] == ["One.", "Three."]
    assert [error.place for error in set_aside] == [f"line {line}" for line in (2, 4, 5, 6, 7, 8)]
    assert all(error.source == "news.jsonl" and error.cure for error in set_aside)


def test_a_line_in_another_encoding_is_set_aside() -> None:
    set_aside: list[ReadError] = []
    data = b'{"text": "One."}\n{"text": "caf\xe9"}\n{"text": "Two."}\n'
    assert len(list(read(io.BytesIO(data), name="news.jsonl", on_error=set_aside.append))) == 2
    assert set_aside[0].place == "line 2"


def test_a_stream_that_breaks_off_gives_what_came_before() -> None:
    set_aside: list[ReadError] = []
    rows = "".join(json.dumps({"text": f"Report {number}."}) + "\n" for number in range(5000))
    packed = gzip.compress(rows.encode())
    seen = list(read(io.BytesIO(packed[: len(packed) // 2]), name="news.jsonl.gz", on_error=set_aside.append))
    assert len(seen) > 100
    assert "to its end" in set_aside[-1].reason


def test_gzip_by_suffix(tmp_path: Path) -> None:
    path = tmp_path / "news.ndjson.gz"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n'))
    assert [document.text for document in read(path)] == ["One."]


class Endless(io.RawIOBase):
    """A stream of records that never holds more than one in memory."""

    def __init__(self, rows: int) -> None:
        self._rows: Iterator[bytes] = (b'{"text": "Report %d."}\n' % number for number in range(rows))
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._rest = self._rest or next(self._rows, b"")
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def test_many_records_stream_fast() -> None:
    import tracemalloc

    started = time.monotonic()
    assert (
        sum(1 for _ in read(io.BytesIO(b'{"text": "The envoys met in Lima."}\n' * 40_000), name="news.jsonl"))
        == 40_000
    )
    # The aim is 20,000 a second; a loaded machine gets some grace.
    assert time.monotonic() - started < 6
    tracemalloc.start()
    assert sum(1 for _ in read(Endless(20_000), name="news.jsonl")) == 20_000  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2**20


def test_conformance() -> None:
    check_reader(
        reader, b'{"text": "One.", "title": "T", "date": "2021-05-22"}\n{"text": "Two\\n\\n\\nlines"}\n'
    )
