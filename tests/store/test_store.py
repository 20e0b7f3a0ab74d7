"""A store takes reports in, finds the events of two countries again, and cannot be broken half way."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import StoreError
from dragoman.schema import event_schema
from dragoman.store import Added, Store, open_store
from dragoman.store import folder as folders
from dragoman.store import store as stores
from tests.build import Report


def export_curbs() -> Report:
    report = Report("Chip curbs", published="2019-07-05")
    report.says(
        "Japan cut exports of chip gases to South Korea on Thursday.",
        "SANCTION", "cut", "Japan=JPN/GOV", "South Korea=KOR/GOV", date="2019-07-04", mode="discontinue",
    )  # fmt: skip
    report.says("Seoul condemned the step.", "ACCUSE", "condemned", "Seoul=KOR/GOV", "Japan=JPN/GOV",
                date="2019-07-05", mode="disapprove", source="publication")  # fmt: skip
    return report


def handshake() -> Report:
    report = Report("A handshake", published="2025-06-18")
    report.says("The leaders of Japan, South Korea and China met in Busan.", "CONSULT", "met",
                "Japan=JPN/GOV;South Korea=KOR/GOV;China=CHN/GOV", date="2025-06-17")  # fmt: skip
    report.says(
        "China thanked the United Nations.", "SUPPORT", "thanked", "China=CHN/GOV", "United Nations=UNO"
    )
    return report


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "store", create=True)
    made.add([export_curbs().annotation, handshake().annotation])
    return made


def test_a_dyad_is_found_in_both_directions_and_among_the_actors(store: Store) -> None:
    assert [event.event for event in store.events("JPN", "KOR")] == ["SANCTION", "ACCUSE", "CONSULT"]
    assert store.events("JPN", "KOR") == store.events("kor", "jpn")
    assert [event.event for event in store.events("CHN", "JPN")] == ["CONSULT"]


def test_one_country_alone_gives_all_it_takes_part_in_and_undated_events_come_last(store: Store) -> None:
    assert [event.event for event in store.events("CHN")] == ["CONSULT", "SUPPORT"]
    assert store.events(None, "CHN") == store.events("CHN")


def test_an_entity_without_a_country_is_compared_by_its_code(store: Store) -> None:
    assert [event.event for event in store.events("CHN", "UNO")] == ["SUPPORT"]


def test_a_country_with_itself_means_acts_within_it(store: Store) -> None:
    assert store.events("JPN", "JPN") == []


def test_events_come_back_as_they_were_given(store: Store) -> None:
    given = [event for report in (export_curbs(), handshake()) for event in report.annotation.events]
    assert sorted(store.events(), key=lambda event: event.id) == sorted(given, key=lambda event: event.id)


def test_dates_types_modes_and_confidence_narrow_a_question(store: Store) -> None:
    assert [event.event for event in store.events(start=dt.date(2019, 7, 5))] == ["ACCUSE", "CONSULT"]
    assert [event.event for event in store.events(end=dt.date(2019, 7, 4))] == ["SANCTION"]
    assert [event.event for event in store.events(event=["ACCUSE", "SUPPORT"])] == ["ACCUSE", "SUPPORT"]
    assert [event.event for event in store.events(mode="disapprove")] == ["ACCUSE"]
    assert [event.event for event in store.events(quad_code=4)] == ["SANCTION"]
    assert store.events(confidence=0.95) == []
    assert len(store.events(document=handshake().id)) == 2


def test_the_table_has_the_sentence_and_the_trigger_and_the_schema_that_is_promised(store: Store) -> None:
    table = store.event_table("JPN", "KOR")
    assert table.schema.equals(event_schema(), check_metadata=True)
    first = table.slice(0, 1).to_pylist()[0]
    assert first["sentence"] == "Japan cut exports of chip gases to South Korea on Thursday."
    assert first["trigger"] == "cut"
    assert (first["actor"], first["recipient"], first["event_scale"]) == (["JPN"], ["KOR"], -5.2)
    assert first["published"] == dt.date(2019, 7, 5)


def test_an_empty_answer_is_an_empty_typed_table(store: Store, tmp_path: Path) -> None:
    empty = open_store(tmp_path / "empty", create=True)
    for table in (store.event_table("ISL", "NOR"), empty.event_table()):
        assert table.num_rows == 0
        assert table.schema.equals(event_schema(), check_metadata=True)
    assert empty.events() == []
    assert list(empty.documents()) == []
    assert empty.summary().last is None


def test_a_table_can_be_asked_for_some_columns_and_a_wrong_name_is_refused(store: Store) -> None:
    assert store.event_table(columns=["date", "actor"]).column_names == ["date", "actor"]
    with pytest.raises(StoreError, match="no column colour"):
        store.event_table(columns=["colour"])


def test_documents_come_back_with_quotes_and_calendar(tmp_path: Path) -> None:
    report = Report("A promise", published="2025-06-20")
    report.quotes_(
        '"We open a new chapter," said the minister of Japan.', "We open a new chapter,", "minister=JPN/GOV"
    )
    report.expects("The summit is due on 1 July.", "1 July", "2025-07-01", "summit")
    store = open_store(tmp_path, create=True)
    store.add([report.annotation])
    assert store.document(report.id) == report.annotation.document
    assert store.annotations([report.id]) == [report.annotation]
    with pytest.raises(StoreError, match="no document ffff"):
        store.document("ffff")


def test_documents_come_in_order_of_publication(store: Store) -> None:
    assert [document.title for document in store.documents()] == ["Chip curbs", "A handshake"]


def test_the_summary_counts_and_gives_the_span(store: Store) -> None:
    summary = store.summary()
    assert (summary.documents, summary.events) == (2, 4)
    assert (summary.first, summary.last) == (dt.date(2019, 7, 4), dt.date(2025, 6, 17))
    assert summary.last_published == dt.date(2025, 6, 18)


def test_the_same_document_twice_changes_nothing(store: Store) -> None:
    before = store.events()
    twice = [export_curbs().annotation, handshake().annotation, handshake().annotation]
    assert store.add(twice) == Added(documents=0, known=3, events=0)
    new = Report("A new one", published="2025-06-19")
    new.write("Nothing happened.")
    assert store.add([new.annotation, new.annotation]) == Added(documents=1, known=1, events=0)
    assert store.events() == before


def test_what_was_given_before_a_failure_is_kept(tmp_path: Path) -> None:
    def reports():  # type: ignore[no-untyped-def]
        yield export_curbs().annotation
        raise ValueError("the next report is broken")

    store = open_store(tmp_path, create=True)
    with pytest.raises(ValueError, match="broken"):
        store.add(reports())
    assert store.summary().documents == 1


def test_many_small_parts_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MANY", 4)
    store = open_store(tmp_path, create=True)
    for day in range(1, 8):
        report = Report(f"Day {day}", published=f"2025-06-0{day}")
        report.says("Japan met China.", "CONSULT", "met", "Japan=JPN", "China=CHN", date=f"2025-06-0{day}")
        store.add([report.annotation])
    assert [event.date.day for event in store.events() if event.date] == list(range(1, 8))
    assert len(list((tmp_path / "events").iterdir())) < 4
    folder = folders.Folder(tmp_path)
    folder.check(folder.manifest())


def test_parts_of_an_earlier_version_lack_columns_that_came_since(store: Store) -> None:
    late = {"url", "cameo", "weight", "lat", "lon", "actor_name", "recipient_name"}
    manifest = json.loads((store.path / "manifest.json").read_text())
    for part in manifest["parts"]:
        file = store.path / "events" / f"{part['name']}.parquet"
        rows = pq.ParquetFile(file).read()
        pq.write_table(rows.drop_columns(sorted(late)), file)
        part["sizes"][1] = file.stat().st_size
    (store.path / "manifest.json").write_text(json.dumps(manifest))
    old = open_store(store.path)
    assert len(old.events()) == 4
    assert old.event_table().column("weight").to_pylist() == [1, 1, 1, 1]
    old.add_events([pa.table({"id": ["x"], "document": ["x"], "event": ["AID"], "cameo": ["07"]})])
    assert old.event_table().column("cameo").to_pylist() == [None, None, None, None, "07"]
    assert sum(batch.num_rows for batch in old.event_batches()) == 5


def test_events_without_documents_are_made_of_their_columns(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    day = pa.array([dt.date(2014, 5, 1)] * 3, pa.date32())
    table = pa.table(
        {
            "id": ["a", "b", "a"], "document": ["r", "r", "r"], "date": day, "event": ["AID", None, "AID"],
            "quad_code": [2, None, 2], "event_scale": [7.4, None, 7.4], "actor": [["JPN"]] * 3,
            "actor_code": [["JPN"]] * 3, "actor_sector": [["GOV"]] * 3, "actor_text": [["Tokyo"]] * 3,
            "actor_name": [["Japan"]] * 3, "weight": [5, 1, 5], "coder": ["by hand"] * 3,
        }
    )  # fmt: skip
    assert store.add_events([table]) == Added(events=2, known=1)
    [event] = store.events("JPN")
    assert (event.event, event.weight, event.confidence, event.cite_info.document) == ("AID", 5, 1.0, "r")
    assert [(actor.entity_text, actor.country, actor.sector) for actor in event.actor] == [
        ("Tokyo", "JPN", "GOV")
    ]
    assert event.recipient == ()
    assert store.event_table("JPN").num_rows == 1
    assert store.event_table("JPN", attention=True).column("event").to_pylist() == ["AID", None]
    assert store.summary().documents == 0


def test_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dragoman add"):
        open_store(tmp_path / "nowhere")


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("chapter one")
    with pytest.raises(StoreError, match="holds other files"):
        open_store(tmp_path, create=True)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="not a Dragoman store"):
        open_store(tmp_path / "file", create=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{not json", "not the manifest"),
        ('{"format": "cookery book"}', "something else"),
        ('{"format": "dragoman store", "version": 99}', "later Dragoman"),
    ],
)
def test_a_manifest_that_is_not_ours_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=message):
        open_store(tmp_path)


def test_a_part_cut_short_or_missing_is_named_on_opening(store: Store) -> None:
    part = next((store.path / "events").iterdir())
    part.write_bytes(part.read_bytes()[:100])
    with pytest.raises(StoreError, match=rf"{part.name}.*damaged"):
        open_store(store.path)
    part.unlink()
    with pytest.raises(StoreError, match=rf"{part.name}.*missing"):
        open_store(store.path)


def test_a_part_with_wrong_bytes_is_named_when_it_is_read(store: Store) -> None:
    part = next((store.path / "events").iterdir())
    bytes_ = bytearray(part.read_bytes())
    bytes_[4 : len(bytes_) // 2] = b"\xff" * (len(bytes_) // 2 - 4)
    part.write_bytes(bytes_)
    with pytest.raises(StoreError, match=part.name):
        open_store(store.path).events()


def _write_slowly(path: Path, begun: str) -> None:
    def reports():  # type: ignore[no-untyped-def]
        for number in range(10_000):
            if number == 3:
                Path(begun).touch()
            if number > 3:
                time.sleep(0.05)
            report = Report(f"Report {number}", published="2025-01-01")
            report.says("Japan met China.", "CONSULT", "met", "Japan=JPN", "China=CHN", date="2025-01-01")
            yield report.annotation

    stores.BATCH = 2
    open_store(path).add(reports())


def test_a_second_writer_is_told_and_a_killed_one_leaves_a_valid_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store", create=True)
    begun = tmp_path / "begun"
    writer = multiprocessing.get_context("spawn").Process(target=_write_slowly, args=(store.path, str(begun)))
    writer.start()
    while not begun.exists():
        assert writer.is_alive()
        time.sleep(0.02)
    with pytest.raises(StoreError, match=f"process {writer.pid} is writing"):
        store.add([export_curbs().annotation])
    assert writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()

    (store.path / "events" / "999999-half.parquet").write_bytes(b"half a part")
    (store.path / "events" / ".tmp-999999-half.parquet").write_bytes(b"half")
    again = open_store(store.path)
    before = again.summary().documents
    assert before >= 2
    assert len(again.events()) == before
    assert again.add([export_curbs().annotation]).documents == 1
    named = {
        f"{part['name']}.parquet" for part in json.loads((store.path / "manifest.json").read_text())["parts"]
    }
    assert {file.name for file in (store.path / "events").iterdir()} == named


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.integers(1, 28)), max_size=12))
def test_a_dyad_is_what_its_definition_says(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, int]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("store"), create=True)
    for number, (actor, recipient, day) in enumerate(acts):
        report = Report(f"Report {number}", published="2025-02-01")
        report.says("One met another.", "CONSULT", "met", f"One={actor}", f"another={recipient}",
                    date=f"2025-01-{day:02d}")  # fmt: skip
        store.add([report.annotation])
    found = store.events("A", "B")
    assert len(found) == sum({actor, recipient} == {"A", "B"} for actor, recipient, _ in acts)
    assert [(event.date, event.id) for event in found] == sorted((event.date, event.id) for event in found)
