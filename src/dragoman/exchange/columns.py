"""Columns of events made from columns of strings: dates, entities, what CAMEO codes mean.

A value is worked out once for each distinct string, never once a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from dragoman.ontology import plover
from dragoman.ontology.crosswalk import from_cameo

if TYPE_CHECKING:
    import pyarrow as pa

HOSTING = "043"
"""CAMEO's source of this code is the host of a visit; in PLOVER the visitor acts, so the two change places."""

BETWEEN = "; "
"""What stands between several values of a cell, in POLECAT's tables and in ours."""

T = TypeVar("T")


class Party(Struct, frozen=True):
    """Who an actor string, ``text``, stands for in PLOVER's codes; ``side`` as in ``schema.side``."""

    text: str | None = None
    side: str | None = None
    code: str | None = None
    sector: str | None = None
    name: str | None = None


NOBODY = Party()


def each(column: pa.Array, read: Callable[[str], T]) -> tuple[list[T], pa.Array]:
    """``read`` applied to each distinct string of a column: its results, and which of them each row has."""
    encoded = column.dictionary_encode()
    return [read(value) for value in encoded.dictionary.to_pylist()], encoded.indices


def mapped(column: pa.Array, read: Callable[[str], Any], type: pa.DataType) -> pa.Array:
    """A column of another type, each distinct string read once; what ``read`` gives ``None`` for is null."""
    import pyarrow as pa

    values, indices = each(column, read)
    return pa.array(values, type).take(indices)


def joined(separator: str, *columns: pa.Array) -> pa.Array:
    """Several columns as one, to be resolved together; null where the first is."""
    import pyarrow.compute as pc

    rest = [pc.fill_null(column, "") for column in columns[1:]]
    return pc.binary_join_element_wise(columns[0], *rest, separator)


def dates(column: pa.Array, form: str = "%Y-%m-%d", width: int = 10) -> pa.Array:
    """Days, from the first ``width`` characters; what is none is null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    day = pc.strptime(pc.utf8_slice_codeunits(column, 0, width), form, "s", error_is_null=True)
    return day.cast(pa.date32())


def numbers(column: pa.Array) -> pa.Array:
    """Numbers as floats; what is none is null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    sound = pc.match_substring_regex(column, r"^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$")
    return pc.if_else(sound, column, pa.scalar(None, pa.string())).cast(pa.float64())


def entity_columns(
    role: str, keys: pa.Array, resolve: Callable[[str], Sequence[Party]]
) -> dict[str, pa.Array]:
    """The columns of ``actor`` or ``recipient``, lists that run in parallel: ``resolve`` tells whom a key stands for.

    Where the key is null there is nobody.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    words = pa.list_(pa.string())
    found, indices = each(pc.fill_null(keys, ""), lambda key: resolve(key) if key else ())

    def column(read: Callable[[Party], str | None]) -> pa.Array:
        return pa.array([[read(party) for party in parties] for parties in found], words).take(indices)

    return {
        role: column(lambda party: party.side),
        f"{role}_code": column(lambda party: party.code),
        f"{role}_sector": column(lambda party: party.sector),
        f"{role}_text": column(lambda party: party.text),
        f"{role}_name": column(lambda party: party.name),
    }


class Meaning(Struct, frozen=True):
    """What a code is in PLOVER; ``known`` is False for no code of CAMEO, ``type`` ``None`` for words alone."""

    known: bool
    type: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    quad_code: int | None = None
    scale: float | None = None


@cache
def meaning(code: str) -> Meaning:
    """What a CAMEO code is in PLOVER, with the quad code and score of its type."""
    entry = from_cameo(code)
    if entry is None:
        return Meaning(known=False)
    if entry.type is None:
        return Meaning(known=True)
    kind = plover().types[entry.type]
    return Meaning(True, entry.type, entry.modes, entry.contexts, kind.quad_code, kind.score)


def cameo_columns(codes: pa.Array) -> tuple[dict[str, pa.Array], pa.Array]:
    """The columns that CAMEO codes decide, and which rows have no code that is known.

    Statements and appeals, which PLOVER has no type for, have null for type, quad code and score.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    found, indices = each(codes, meaning)
    words = pa.list_(pa.string())

    def column(values: Sequence[Any], type: pa.DataType) -> pa.Array:
        return pa.array(values, type).take(indices)

    known = pc.fill_null(column([one.known for one in found], pa.bool_()), False)
    return {
        "event": column([one.type for one in found], pa.string()),
        "mode": column([one.modes for one in found], words),
        "context": column([one.contexts for one in found], words),
        "quad_code": column([one.quad_code for one in found], pa.int8()),
        "event_scale": column([one.scale for one in found], pa.float64()),
        "cameo": codes,
    }, pc.invert(known)


def visitor_first(codes: pa.Array, source: pa.Array, target: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Source and target as actor and recipient: where the source plays host the target, who visits, comes first."""
    import pyarrow.compute as pc

    hosts = pc.fill_null(pc.equal(codes, HOSTING), False)
    return pc.if_else(hosts, target, source), pc.if_else(hosts, source, target)


def same(value: Any, rows: int, type: pa.DataType) -> pa.Array:
    """A column of one value."""
    import pyarrow as pa

    return pa.repeat(pa.scalar(value, type), rows)


def joined_lists(lists: pa.Array, nothing: str) -> pa.Array:
    """Lists of strings as strings, ``nothing`` for an unknown value; an empty list is null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    counts = pc.fill_null(pc.list_value_length(lists), 0)
    values = pc.replace_substring(pc.fill_null(lists.flatten(), nothing), ";", ",")
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(counts).cast(pa.int32())])
    strings = pc.binary_join(pa.ListArray.from_arrays(offsets, values), BETWEEN)
    return pc.if_else(pc.equal(counts, 0), pa.scalar(None, pa.string()), strings)
