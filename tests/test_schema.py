"""The public contract: every event fits the Arrow schema, and its JSON the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from dragoman.pipeline import annotate
from dragoman.schema import event_json, event_json_schema, event_row, event_schema, event_table

REPORTS = Path(__file__).parents[1] / "examples" / "reports"


def test_rows_of_real_reports_fit_the_schema() -> None:
    annotations = [annotate(path) for path in sorted(REPORTS.glob("2019-0*.txt"))[:6]]
    table = event_table(annotations)
    assert table.schema.equals(event_schema())
    assert table.num_rows == sum(len(one.events) for one in annotations) > 0
    for one in annotations:
        for event in one.events:
            row = event_row(event, one.document)
            assert set(row) == set(event_schema().names)
            assert row["trigger"] in row["sentence"]


def test_an_events_json_has_the_fields_that_the_schema_names() -> None:
    schema = event_json_schema()
    [name] = [key for key in schema["$defs"] if key == "Event"]
    [event, *_] = annotate(sorted(REPORTS.glob("2019-08-22*.txt"))[0]).events
    assert set(json.loads(event_json(event))) == set(schema["$defs"][name]["properties"])


def test_an_empty_table_is_typed() -> None:
    assert event_table([]).schema.field("date").type == pa.date32()
