"""What cannot be read is set aside with file, cause and cure; the rest is done, and the exit code says so."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dragoman.cli import main

GOOD = b"Japan condemned North Korea over a missile test.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_bytes(GOOD)


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "paper.txt": b"%PDF-1.7\n" + bytes(200),
    "empty.html": b"<html><head><title>x</title></head><body><script>1</script></body></html>",
    "broken.gz": gzip.compress(GOOD)[:20],
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_set_aside_and_the_good_one_is_coded(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    assert main(["code", name, "good.txt", "--published", "2017-09-15"]) == 3
    told = capsys.readouterr()
    assert name in told.err
    assert "set aside" in told.err
    assert [json.loads(line)["event"] for line in told.out.splitlines()]
    assert main(["code", name, "--published", "2017-09-15"]) == 1


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", "nowhere.txt", "good.txt", "--published", "2017-09-15"]) == 3
    assert "nowhere.txt" in capsys.readouterr().err


def test_an_old_encoding_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "Türkei: Präsident Macron criticised the Côte d’Ivoire’s government over the détente with São Tomé.\n"
    )
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    assert main(["read", "old.txt"]) == 0
    assert "Côte" in json.loads(capsys.readouterr().out)["text"]


def test_a_broken_line_of_jsonl_is_named_by_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        json.dumps({"text": GOOD.decode(), "date": "2017-09-15"}),
        '{"text": "broken',
        json.dumps({"title": "no text here"}),
        json.dumps({"text": 5}),
        json.dumps({"text": GOOD.decode(), "title": "last", "date": "2017-09-16"}),
    ]
    (tmp_path / "items.jsonl").write_text("\n".join(rows) + "\n")
    assert main(["read", "items.jsonl"]) == 3
    told = capsys.readouterr()
    assert [json.loads(line)["published"] for line in told.out.splitlines()] == ["2017-09-15", "2017-09-16"]
    assert all(f"line {number}" in told.err for number in (2, 3, 4))


def test_two_dates_in_conflict_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "A title of some length for a report\n\nBy Jane Doe\nPublished: 2019-07-04\n\nTOKYO (AP) — Japan met South Korea on Monday.\n"
    (tmp_path / "two.txt").write_text(text)
    assert main(["read", "two.txt", "--published", "2019-08-01"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["published"] == "2019-07-04"
    assert "2019-08-01" in told.err


def test_fifty_megabytes_in_one_line_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "long.txt").write_bytes(b"word and more of it " * 2_500_000)
    assert main(["read", "long.txt", "good.txt"]) in (0, 3)
    assert "good.txt" in capsys.readouterr().err


def test_a_store_is_not_harmed_by_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "good.txt", "--store", "kept", "--published", "2017-09-15"]) == 0
    before = sorted(path.name for path in (tmp_path / "kept").rglob("*"))
    (tmp_path / "binary.txt").write_bytes(BAD["binary.txt"])
    assert main(["add", "binary.txt", "--store", "kept"]) == 1
    assert sorted(path.name for path in (tmp_path / "kept").rglob("*")) == before
    capsys.readouterr()
    assert main(["events", "JPN", "--store", "kept"]) == 0
    assert capsys.readouterr().out
