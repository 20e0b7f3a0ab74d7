"""series, shifts, pair and events in each format, and the columns that an empty result still has."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dragoman.cli import main
from dragoman.relations.series import point_schema
from dragoman.relations.shifts import shift_schema
from dragoman.schema import event_schema
from dragoman.store import open_store
from tests.build import Report

JAPAN, KOREA = "Japan=JPN/GOV", "South Korea=KOR/GOV"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_STORE", "kept")
    report = Report("Curbs", published="2019-07-05")
    report.says("Japan curbed sales to South Korea.", "SANCTION", "curbed", JAPAN, KOREA, date="2019-07-04")
    report.says("South Korea condemned Japan.", "ACCUSE", "condemned", KOREA, JAPAN, date="2019-07-05")
    open_store(tmp_path / "kept", create=True).add([report.annotation])


def test_series_prints_a_line_a_period(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "Japan", "South Korea", "--by", "day"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["start"], line["events"], line["q4"]) for line in lines] == [
        ("2019-07-04", 1, 1),
        ("2019-07-05", 1, 0),
    ]


def test_series_as_a_table_marks_what_rests_on_few_events(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "JPN", "KOR", "--format", "table"]) == 0
    assert "100%*" in capsys.readouterr().out


def test_series_of_one_direction_and_sector(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "JPN", "KOR", "--direction", "backward", "--sector", "GOV"]) == 0
    [line] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (line["events"], line["q3"]) == (1, 1)


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("series", point_schema().names),
        ("shifts", shift_schema().names),
        ("events", event_schema().names),
    ],
)
def test_nothing_has_its_columns_in_every_format(
    command: str, columns: list[str], capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    assert main([command, "PER", "CHL", "--format", "csv"]) == 0
    assert next(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode()))) == columns
    assert main([command, "PER", "CHL", "-o", "nothing.parquet"]) == 0
    assert pq.read_table(tmp_path / "nothing.parquet").schema.names == columns
    assert main([command, "PER", "CHL", "--format", "parquet"]) == 0
    assert pq.read_table(io.BytesIO(capsysbinary.readouterr().out)).num_rows == 0
    assert main([command, "PER", "CHL", "--format", "jsonl"]) == 0
    assert capsysbinary.readouterr().out == b""


def test_pair_goes_to_parquet_as_one_row(tmp_path: Path) -> None:
    assert main(["pair", "JPN", "KOR", "-o", "pair.parquet"]) == 0
    [row] = pq.read_table(tmp_path / "pair.parquet").to_pylist()
    assert (row["a_to_b_events"], row["b_to_a_events"], row["all_conflict"]) == (1, 1, 1.0)


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (["series", "JPN", "KOR", "--context", "gardening"], "no context 'gardening'"),
        (["series", "JPN", "KOR", "--sector", "XXX"], "no sector 'XXX'"),
        (["shifts", "JPN", "KOR", "--from", "2020-01-01", "--to", "2019-01-01"], "comes after"),
    ],
)
def test_what_there_is_not_is_wrong_usage(
    tokens: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tokens) == 2
    assert said in capsys.readouterr().err
