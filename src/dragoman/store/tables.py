"""The tables as a store keeps them: those of the public schema, and JSON that only the store itself reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.schema import document_schema, event_schema

if TYPE_CHECKING:
    import pyarrow as pa

JSON = {"documents": ("record", "quotes", "calendar"), "events": ("record",)}
"""Columns of JSON. An imported event may have no record: null where its columns tell it whole."""
_FILLED: dict[str, Any] = {
    **dict.fromkeys(("mode", "context", "auxiliary"), ()),
    **dict.fromkeys(("sequence", "start", "end"), 0),
    "confidence": 1.0,
    "weight": 1,
}
"""What imported events have in a column that their source does not give; other columns are null."""


def store_schema(table: str) -> pa.Schema:
    """The schema of ``documents`` or ``events`` with its columns of JSON."""
    import pyarrow as pa

    schema = document_schema() if table == "documents" else event_schema()
    for name in JSON[table]:
        schema = schema.append(pa.field(name, pa.string()))
    return schema


def selected(names: Iterable[str]) -> str:
    """Columns of events as SQL selects them; parts from before there were weights have a weight of 1."""
    return ", ".join('coalesce(weight, 1) AS "weight"' if name == "weight" else f'"{name}"' for name in names)


def conformed(table: pa.Table) -> pa.Table:
    """Imported events with every column of the store, those that they lack filled as a record would be."""
    import pyarrow as pa

    def column(field: pa.Field) -> pa.ChunkedArray | pa.Array:
        if field.name in table.column_names:
            return table.column(field.name).cast(field.type)
        if field.name in _FILLED:
            return pa.repeat(pa.scalar(_FILLED[field.name], field.type), table.num_rows)
        return pa.nulls(table.num_rows, field.type)

    schema = store_schema("events")
    return pa.table([column(field) for field in schema], schema=schema)


def first_of_each(rows: pa.Table) -> pa.Table:
    """The rows without those whose id an earlier one has."""
    import numpy as np
    import pyarrow.compute as pc

    ids = rows.column("id")
    if pc.count_distinct(ids).as_py() == rows.num_rows:
        return rows
    codes = ids.combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return rows.take(np.sort(np.unique(codes, return_index=True)[1]))
