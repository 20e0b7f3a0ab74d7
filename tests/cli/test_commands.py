"""The commands as a user runs them: what they print, where they write, how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman.actors import use_actors
from dragoman.cli import main

REPORT = """\
Seoul condemns Tokyo's decision on export controls

By Dragoman Wire
Published: 2019-07-04

SEOUL (Dragoman Wire) — South Korea condemned Japan on Thursday over curbs on exports of chip materials.

South Korean Foreign Minister Kang Kyung-wha demanded that Japan withdraw the measure.
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_code_prints_events_with_actor_recipient_date_and_evidence(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["code", str(report)]) == 0
    events = printed(capsys)
    [accusation] = [event for event in events if event["event"] == "ACCUSE"]
    assert [actor["country"] for actor in accusation["actor"]] == ["KOR"]  # type: ignore[attr-defined]
    assert [actor["country"] for actor in accusation["recipient"]] == ["JPN"]  # type: ignore[attr-defined]
    assert accusation["date"] == "2019-07-04"
    assert accusation["quad_code"] == 3


def test_the_same_text_gives_the_same_ids(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["code", str(report)])
    first = [event["id"] for event in printed(capsys)]
    main(["code", str(report)])
    assert [event["id"] for event in printed(capsys)] == first
    assert len(set(first)) == len(first)


def test_annotate_prints_one_object_whose_offsets_count_in_its_text(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(report)]) == 0
    [found] = printed(capsys)
    assert set(found) == {"document", "mentions", "events", "quotes", "times", "calendar"}
    text = found["document"]["text"]  # type: ignore[index]
    for event in found["events"]:  # type: ignore[attr-defined]
        for entity in (*event["actor"], *event["recipient"]):
            assert text[entity["start"] : entity["end"]] == entity["entity_text"]
        start, end = event["text_info"]["trigger"]
        assert event["text_info"]["start"] <= start < end <= event["text_info"]["end"]


def test_read_prints_the_cleaned_document(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report)]) == 0
    [document] = printed(capsys)
    assert document["title"] == "Seoul condemns Tokyo's decision on export controls"
    assert document["published"] == "2019-07-04"
    assert "Published" not in str(document["text"])


def test_a_file_is_written_in_the_format_of_its_suffix(report: Path, tmp_path: Path) -> None:
    for suffix in ("jsonl", "csv", "parquet"):
        assert main(["code", str(report), "-o", str(tmp_path / f"events.{suffix}")]) == 0
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    with (tmp_path / "events.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    import pyarrow.parquet as pq

    assert len(lines) == len(rows) == pq.read_table(tmp_path / "events.parquet").num_rows > 0
    assert rows[0]["sentence"].startswith("South Korea")
    assert rows[0]["event"] == json.loads(lines[0])["event"]


def test_an_unknown_suffix_is_refused_and_nothing_written(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["code", str(report), "-o", str(tmp_path / "events.xyz")]) == 2
    assert "use one of .jsonl" in capsys.readouterr().err
    assert not (tmp_path / "events.xyz").exists()


def test_add_events_pair_and_brief_go_together(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(report), "--store", "kept"]) == 0
    assert "1 documents added" in capsys.readouterr().err
    assert main(["add", str(report), "--store", "kept"]) == 0
    assert "0 documents added, 1 there already, 0 events" in capsys.readouterr().err
    assert main(["events", "Japan", "KOR", "--store", "kept"]) == 0
    events = printed(capsys)
    assert events
    assert main(["events", "JPN", "FRA", "--store", "kept"]) == 0
    assert printed(capsys) == []
    assert main(["pair", "JPN", "KOR", "--store", "kept"]) == 0
    assert len(printed(capsys)) == 1
    assert main(["brief", "JPN", "KOR", "--store", "kept", "-o", "look.md", "-o", "look.html"]) == 0
    assert "How it looks from Seoul" in (tmp_path / "look.md").read_text()
    assert "<html" in (tmp_path / "look.html").read_text()


def test_a_text_without_a_date_says_so_and_takes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text("Japan condemned North Korea on Tuesday over a missile test.\n")
    assert main(["code", "note.txt"]) == 0
    told = capsys.readouterr()
    assert "no date of publication" in told.err
    assert json.loads(told.out.splitlines()[0])["date"] is None
    assert main(["code", "note.txt", "--published", "2025-06-19"]) == 0
    assert printed(capsys)[0]["date"] == "2025-06-17"


@pytest.mark.parametrize(
    ("tokens", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["explain", "COERCE"], 0),
        (["explain", "nonsense"], 1),
        (["actor", "Russian troops"], 0),
        (["actor", "xyzzy"], 1),
        (["config"], 0),
        (["code"], 2),
        (["code", "a.txt", "--nonsense"], 2),
        (["cod"], 2),
        (["events", "JPN", "KOR", "--store", "nowhere"], 1),
        (["events", "--type", "FOO"], 2),
        (["events", "--from", "2020-01-01", "--to", "2019-01-01"], 2),
        (["code", "a.txt", "--min-confidence", "7"], 2),
        (["code", "a.txt", "-o", "a.xls"], 2),
        (["code", "-x"], 2),
        (["brief", "nonsense", "JPN"], 2),
        (["evaluate", "relations", "missing.tsv"], 1),
    ],
)
def test_exit_codes(
    tokens: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(tokens) == code
    told = capsys.readouterr()
    assert bool(told.out) == (code == 0) or tokens[0] == "actor" or tokens[0] == "evaluate"
    assert not code or told.err or tokens[0] == "actor"


def test_a_lone_hyphen_is_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stdin:
        buffer = io.BytesIO(REPORT.encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert main(["read", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["published"] == "2019-07-04"


def test_a_folder_gives_its_files_and_an_empty_one_is_told_of(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept" / "deeper").mkdir(parents=True)
    assert main(["read", "kept"]) == 1
    assert "holds no file that a reader knows" in capsys.readouterr().err
    report.rename(tmp_path / "kept" / "deeper" / "report.txt")
    assert main(["read", "kept"]) == 0
    assert main(["annotate", "kept"]) == 0


def test_pair_as_csv_is_one_flat_row(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(report), "--store", "kept"])
    capsys.readouterr()
    assert main(["pair", "JPN", "KOR", "--store", "kept", "--format", "csv"]) == 0
    [row] = csv.DictReader(capsys.readouterr().out.splitlines())
    assert row["b_to_a_events"] != "0"
    assert not any("{" in cell for cell in row.values())


def test_actors_of_ones_own_are_known_by_flag_and_by_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("name,country,sector\nGrand Hive,SVN,AGR\n", encoding="utf-8")
    try:
        assert main(["actor", "the Grand Hive", "--actors", str(mine)]) == 0
        assert printed(capsys)[0]["sector"] == "AGR"
        use_actors(None)
        monkeypatch.setenv("DRAGOMAN_ACTORS", str(mine))
        assert main(["actor", "the Grand Hive"]) == 0
        assert main(["actor", "the Grand Hive", "--actors", str(tmp_path / "none.csv")]) == 1
        assert "none.csv: No such file" in capsys.readouterr().err
    finally:
        use_actors(None)
