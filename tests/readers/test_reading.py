"""What may be given to ``read``, and what is said of that which cannot be read."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.readers import read, registry
from dragoman.readers.identity import document_id
from dragoman.readers.registry import BUILT_IN, Reader, readers

TEXT = "The envoys met in a village near the border, and the minister said “no”.\n"


def errors(data: bytes, name: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        list(read(io.BytesIO(data), name=name))
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode(encoding))
    (seen,) = read(path)
    assert seen.text == TEXT.strip()
    assert seen.source == str(path)


def test_another_eight_bit_encoding() -> None:
    text = "Премьер-министр сказал, что переговоры продолжатся в Токио. Стороны встретятся снова в июне."
    (seen,) = read(io.BytesIO(text.encode("cp1251")), name="page.txt")
    assert seen.text == text
    assert "cp1251" in seen.notes[0]


def test_utf8_cut_in_the_middle_of_a_character() -> None:
    (seen,) = read(io.BytesIO("The minister said “no”".encode()[:-1]), name="page.txt")
    assert seen.text == "The minister said “no"
    assert "middle of a character" in seen.notes[0]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "holds no text"),
        (b" \n\t\r\n ", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        ("\ufeff  ".encode("utf-16-le"), "holds no text"),
        ("\u200b\u200b".encode(), "holds no text"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"text\x00with\x00zeros", "binary"),
        (bytes(range(1, 9)) * 9, "binary"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_holds_no_text_says_so(data: bytes, cause: str) -> None:
    error = errors(data, "odd.txt")
    assert cause in error.reason
    assert error.source == "odd.txt"
    assert error.cure
    assert "odd.txt" in str(error)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        list(read(tmp_path / "none.txt"))
    with pytest.raises(ReadError, match="is a folder"):
        list(read(tmp_path))


def test_on_error_takes_what_cannot_be_read(tmp_path: Path) -> None:
    set_aside: list[ReadError] = []
    assert list(read(tmp_path / "none.txt", on_error=set_aside.append)) == []
    assert list(read(io.BytesIO(b""), name="blank.txt", on_error=set_aside.append)) == []
    assert [error.source for error in set_aside] == [str(tmp_path / "none.txt"), "blank.txt"]


def test_nothing_is_opened_before_the_first_document_is_asked_for(tmp_path: Path) -> None:
    read(tmp_path / "none.txt")


def test_published_fills_in_and_changes_the_id() -> None:
    day = dt.date(2024, 5, 1)
    (seen,) = read(io.BytesIO(TEXT.encode()), name="page.txt", published=day)
    assert seen.published == day
    assert seen.id == document_id(None, day, seen.text)
    assert seen.notes == ()


def test_the_texts_own_date_wins_over_the_callers() -> None:
    page = f"Envoys meet\nJune 3, 2025\n\n{TEXT}"
    (seen,) = read(io.BytesIO(page.encode()), name="page.txt", published=dt.date(2024, 5, 1))
    assert seen.published == dt.date(2025, 6, 3)
    assert "2025-06-03" in seen.notes[0]
    assert "2024-05-01" in seen.notes[0]


def test_gzip_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "page.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    (seen,) = read(path)
    assert seen.text == TEXT.strip()


def test_gzip_that_breaks_off() -> None:
    assert "to its end" in errors(gzip.compress(TEXT.encode() * 50)[:-20], "page.txt.gz").reason
    assert "not gzip" in errors(b"plain", "page.txt.gz").reason


def test_gzip_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.readers.limits.DOCUMENT_BYTES", 2**20)
    monkeypatch.setattr("dragoman.readers.limits.read_bounded.__defaults__", (2**20,))
    assert "more than 1 MB" in errors(gzip.compress(b"a" * 2**22), "bomb.txt.gz").reason


def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b'{"text": "One."}\n{"text": "Two."}\n')

    monkeypatch.setattr(sys, "stdin", Input())
    seen = list(read("-"))
    assert [document.text for document in seen] == ["One.", "Two."]
    assert seen[0].source == "standard input"


def test_a_text_stream_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        list(read(io.StringIO("text"), name="page.txt"))  # type: ignore[arg-type]


def test_a_given_stream_stays_open() -> None:
    stream = io.BytesIO(TEXT.encode())
    list(read(stream, name="page.txt"))
    assert not stream.closed


def test_unknown_suffix_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "notes.2025"
    path.write_text(TEXT, encoding="utf-8")
    (seen,) = read(path)
    assert seen.text == TEXT.strip()


def test_a_line_of_many_megabytes_does_not_hang() -> None:
    started = time.monotonic()
    (seen,) = read(io.BytesIO(b"word and more, 's " * (20 * 2**20 // 18)), name="page.txt")
    assert len(seen.text) > 15 * 2**20
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("unit", ["(", "| ", "a-\n", "“a” ", "June 3, ", "© ", "By ", "1/1/", "- ", "A. "])
def test_no_pattern_runs_away(unit: str) -> None:
    started = time.monotonic()
    list(read(io.BytesIO((unit * 30_000).encode()), name="page.txt"))
    assert time.monotonic() - started < 10


def test_importing_the_readers_is_light() -> None:
    heavy = "'trafilatura', 'lxml', 'charset_normalizer', 'dateparser'"
    told = f"import sys, dragoman.readers; print([m for m in ({heavy}) if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_built_in_readers_are_registered_by_the_same_hook() -> None:
    assert set(BUILT_IN) <= set(readers())
    assert all(isinstance(reader, Reader) for reader in readers().values())


def test_a_reader_of_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shouted:
        suffixes = (".shout",)

        def read(self, stream: object, source: str) -> object:
            from dragoman.records import Document

            text = stream.read().decode().upper()  # type: ignore[attr-defined]
            yield Document(id=document_id(None, None, text), text=text, source=source)

    class Point:
        name, value = "shout", "other:reader"

        def load(self) -> object:
            return Shouted()

    class Broken(Point):
        name = "broken"

        def load(self) -> object:
            raise ImportError("no such library")

    monkeypatch.setattr(registry, "entry_points", lambda group: [Point(), Broken()])
    registry.readers.cache_clear()
    try:
        with pytest.warns(UserWarning, match="broken"):
            (seen,) = read(io.BytesIO(b"peace"), name="page.shout")
        assert seen.text == "PEACE"
    finally:
        registry.readers.cache_clear()
