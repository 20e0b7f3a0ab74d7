"""What goes out in the formats of others comes in again as it was."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dragoman.exchange import export_events, import_events
from dragoman.schema import event_schema
from dragoman.store import Store, open_store
from tests.build import Report

RELATIONS = """date,source,relation,target,weight
2012-08-10,Lee Myung Bak,Make statement,Japan,5
2012-08-10,Japan,Criticize or denounce,Head of Government (South Korea),5
"""


def told() -> Report:
    report = Report("Curbs", published="2019-07-05")
    report.says(
        "Japan cut exports of “gases”\tto South Korea.", "SANCTION", "cut", "Japan=JPN/GOV", "South Korea=KOR/GOV",
        date="2019-07-04", mode="discontinue",
    )  # fmt: skip
    report.says("The leaders of Japan, South Korea and China met.", "CONSULT", "met",
                "Japan=JPN/GOV/Shinzo Abe/Prime Minister;South Korea=KOR;China=CHN")  # fmt: skip
    report.says("Two envoys accused Russia and Iran.", "ACCUSE", "accused", "envoys=JPN;envoys=KOR",
                "Russia=RUS;Iran=IRN", date="2019-07-05", auxiliary="historical")  # fmt: skip
    return report


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "store", create=True)
    made.add([told().annotation])
    made.add_events(import_events("icews", [io.BytesIO(RELATIONS.encode())]))
    return made


def exported(store: Store, format: str, **choice: Any) -> bytes:
    stream = io.BytesIO()
    count = export_events(store, format, stream, **choice)
    if format in ("plover", "polecat"):
        assert count == stream.getvalue().count(b"\n") - (format == "polecat")
    return stream.getvalue()


def test_plover_makes_the_same_store_again(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other", create=True)
    other.add_events(import_events("plover", [io.BytesIO(exported(store, "plover"))]))
    assert other.event_table(attention=True).equals(store.event_table(attention=True))
    assert [event.id for event in other.events()] == [event.id for event in store.events()]


def test_each_line_of_plover_carries_its_sentence_and_a_statement_has_no_type(store: Store) -> None:
    lines = [json.loads(line) for line in exported(store, "plover").splitlines()]
    assert len(lines) == 5
    by_date = {line["date"]: line for line in lines if line["coder"] == "by hand"}
    assert by_date["2019-07-04"]["text"] == "Japan cut exports of “gases”\tto South Korea."
    [statement] = [line for line in lines if line["event"] is None]
    assert (statement["cameo"], statement["weight"], statement["event_scale"]) == ("010", 5, None)


def test_a_document_added_after_its_events_came_from_others_does_not_double_them(
    store: Store, tmp_path: Path
) -> None:
    other = open_store(tmp_path / "other", create=True)
    other.add_events(import_events("plover", [io.BytesIO(exported(store, "plover"))]))
    assert other.add([told().annotation]).documents == 1
    assert other.summary().events == store.summary().events


def test_polecats_importer_takes_what_is_exported_for_it(store: Store, tmp_path: Path) -> None:
    text = exported(store, "polecat")
    header, *lines = text.decode().splitlines()
    assert {len(line.split("\t")) for line in (header, *lines)} == {40}
    other = open_store(tmp_path / "other", create=True)
    assert other.add_events(import_events("polecat", [io.BytesIO(text)])).events == 4

    def codes(one: Store) -> list[Any]:
        names = ["date", "event", "mode", "quad_code", "event_scale", "actor", "actor_sector", "recipient"]
        return sorted(map(str, one.event_table(columns=names).to_pylist()))

    assert codes(other) == codes(store)


def test_csv_and_parquet_have_every_column(store: Store, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode())))
    assert list(rows[0]) == event_schema().names
    [meeting] = [row for row in rows if row["actor"] == "JPN; KOR; CHN"]
    assert meeting["actor_name"] == "Shinzo Abe; ; "
    table = pq.read_table(io.BytesIO(exported(store, "parquet")))
    assert table.schema.equals(event_schema())
    assert table.num_rows == len(rows) == 5


def test_a_choice_of_dyad_dates_and_confidence(store: Store) -> None:
    assert len(exported(store, "plover", a="JPN", b="KOR").splitlines()) == 5
    assert len(exported(store, "plover", a="JPN", b="CHN").splitlines()) == 1
    assert len(exported(store, "plover", a="RUS").splitlines()) == 1
    assert len(exported(store, "plover", start=dt.date(2019, 1, 1)).splitlines()) == 2
    assert len(exported(store, "plover", confidence=0.95).splitlines()) == 2


@pytest.mark.parametrize("format", ["plover", "csv", "polecat"])
def test_dyadic_makes_one_actor_and_one_recipient_a_row(store: Store, format: str) -> None:
    text = exported(store, format, dyadic=True, a="CHN" if format != "csv" else None).decode()
    if format == "plover":
        sides = [
            (line["actor"][0]["code"], line["recipient"][0]["code"])
            for line in map(json.loads, text.splitlines())
        ]
    elif format == "polecat":
        rows = csv.DictReader(io.StringIO(text), delimiter="\t")
        sides = [(row["Actor Country"], row["Recipient Country"]) for row in rows]
    else:
        sides = [(row["actor"], row["recipient"]) for row in csv.DictReader(io.StringIO(text))]
    meeting = [("JPN", "KOR"), ("JPN", "CHN"), ("KOR", "JPN"), ("KOR", "CHN"), ("CHN", "JPN"), ("CHN", "KOR")]
    if format != "csv":
        assert sides == meeting
        return
    accusing = [("JPN", "RUS"), ("JPN", "IRN"), ("KOR", "RUS"), ("KOR", "IRN")]
    assert sorted(sides) == sorted([*meeting, *accusing, ("JPN", "KOR"), ("JPN", "KOR"), ("KOR", "JPN")])
    ids = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    assert len(set(ids)) == len(ids)


def test_an_empty_store_gives_headers_alone(tmp_path: Path) -> None:
    empty = open_store(tmp_path, create=True)
    assert exported(empty, "plover") == b""
    assert exported(empty, "polecat").count(b"\n") == 1
    assert exported(empty, "csv").decode().strip() == ",".join(event_schema().names)
    assert pq.read_table(io.BytesIO(exported(empty, "parquet"))).num_rows == 0
