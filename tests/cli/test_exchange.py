"""import and export on the command line: exit codes, messages, standard input."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.cli import main

SAMPLE = """date\tsource\trelation\ttarget
2014-01-01\tJapan\tCriticize or denounce\tChina
2014-01-02\tChina\tMake statement\tJapan
2014-01-03\tChina\tSing\tJapan
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "icews.tsv").write_text(SAMPLE)


def test_import_tells_what_was_set_aside_and_the_exit_code_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", "icews", "icews.tsv", "nowhere.tsv", "--store", "s"]) == 3
    told = capsys.readouterr().err
    assert "icews.tsv, line 4: relation is 'Sing'" in told
    assert "nowhere.tsv: no such file" in told
    assert "2 events added: s" in told
    assert main(["import", "icews", "icews.tsv", "--store", "s"]) == 3
    assert "0 events added, 2 there already: s" in capsys.readouterr().err


def test_import_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(SAMPLE.splitlines(keepends=True)[:3])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines.encode())))
    assert main(["import", "icews", "-", "--store", "s"]) == 0
    assert "2 events added" in capsys.readouterr().err


def test_a_format_that_is_not_known_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "acled", "icews.tsv", "--store", "s"]) == 2
    assert main(["import", "icews", "icews.tsv", "--mentions", "icews.tsv", "--store", "s"]) == 2
    assert "--mentions are GDELT's" in capsys.readouterr().err


def test_events_pair_and_brief_work_on_imported_events(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "icews", "icews.tsv", "--store", "s"])
    capsys.readouterr()
    assert main(["events", "JPN", "CHN", "--store", "s"]) == 0
    [event] = map(json.loads, capsys.readouterr().out.splitlines())
    assert event["event"] == "ACCUSE"
    assert main(["events", "JPN", "CHN", "--store", "s", "--format", "csv"]) == 0
    assert main(["pair", "JPN", "CHN", "--store", "s", "--format", "jsonl"]) == 0
    capsys.readouterr()
    assert main(["brief", "JPN", "CHN", "--store", "s"]) == 0
    told = capsys.readouterr().out
    assert "one event between Japan and China" in told
    assert f"Coded by ICEWS as {event['id']}, without its text." in told


def test_export_writes_to_stdout_or_a_file(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["import", "icews", "icews.tsv", "--store", "s"])
    capsysbinary.readouterr()
    assert main(["export", "plover", "--store", "s"]) == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == 2
    assert main(["export", "polecat", "Japan", "China", "--store", "s", "-o", "out.tsv", "--dyadic"]) == 0
    assert len(Path("out.tsv").read_text().splitlines()) == 2
    assert main(["export", "csv", "--store", "s", "--from", "2014-02-01", "--to", "2014-01-01"]) == 2
