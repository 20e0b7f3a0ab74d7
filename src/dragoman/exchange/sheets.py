"""Tables of text read in blocks: a file of any length passes through flat memory, odd rows are set aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import ReadError
from dragoman.readers.limits import damaged
from dragoman.readers.opening import Opened

if TYPE_CHECKING:
    import pyarrow as pa

OnError = Callable[[ReadError], None]

BLOCK = 16_384
"""Rows that are worked on at once: columns long enough for Arrow, and a few tens of megabytes."""
LINE = 16 * 1024 * 1024
"""No row of an event is longer; what is has no line ends and is something else."""


class Block:
    """Some rows of a table as columns of strings, empty cells null, with the line that each row stands in."""

    def __init__(self, source: str, columns: dict[str, pa.Array], lines: pa.Array) -> None:
        self.source = source
        self.columns = columns
        self.lines = lines

    def __getitem__(self, name: str) -> pa.Array:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.lines)


def read_blocks(
    rows: Iterable[tuple[int, list[str]]],
    names: Sequence[str],
    source: str,
    on_error: OnError,
    *,
    null: str = "",
) -> Iterator[Block]:
    """Rows, each with its line, as blocks of columns of these names.

    A row of another width goes to ``on_error`` as ReadError. ``null`` is what an empty cell holds besides nothing.
    """
    width = len(names)
    found: list[list[str]] = []
    lines: list[int] = []
    for line, row in rows:
        if len(row) != width:
            cure = "the row may be cut short, or hold a separator within a cell"
            reason = f"{len(row)} columns where {width} are expected"
            on_error(ReadError(reason, source=source, place=f"line {line}", cure=cure))
            continue
        found.append(row)
        lines.append(line)
        if len(found) == BLOCK:
            yield _block(source, names, found, lines, null)
            found, lines = [], []
    if found:
        yield _block(source, names, found, lines, null)


def _block(source: str, names: Sequence[str], rows: list[list[str]], lines: list[int], null: str) -> Block:
    import pyarrow as pa
    import pyarrow.compute as pc

    def column(cells: Iterable[str]) -> pa.Array:
        trimmed = pc.utf8_trim_whitespace(pa.array(cells, pa.string()))
        empty = pc.equal(trimmed, "")
        if null:
            empty = pc.or_(empty, pc.equal(trimmed, null))
        return pc.if_else(empty, pa.scalar(None, pa.string()), trimmed)

    columns = {name: column(cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)}
    return Block(source, columns, pa.array(lines, pa.int64()))


def split_lines(
    given: Opened, on_error: OnError, *, separator: str = "\t"
) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line of a table without quotation marks, with the line's number; empty lines are left out."""
    for number, line in _decoded(given, on_error):
        if line:
            yield number, line.split(separator)


def split_quoted(
    given: Opened, on_error: OnError, *, separator: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """The same for a table whose cells may stand in quotation marks; the number is that of a row's last line."""
    last = 0

    def lines() -> Iterator[str]:
        nonlocal last
        for number, line in _decoded(given, on_error):
            last = number
            yield f"{line}\n"

    rows = csv.reader(lines(), delimiter=separator)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            on_error(_odd(given, last, f"is no row of a table: {fault}"))
            continue
        if row:
            yield last, row


def _decoded(given: Opened, on_error: OnError) -> Iterator[tuple[int, str]]:
    """The lines of a stream, numbered from 1; one that is no UTF-8 goes to ``on_error``."""
    number = 0
    stream = given.stream
    while True:
        try:
            line = stream.readline(LINE)
        except (EOFError, OSError) as fault:
            # what was read before the break is sound
            on_error(damaged(fault, given.name, f"line {number + 1}"))
            return
        if not line:
            return
        number += 1
        if len(line) == LINE:
            raise _odd(given, number, "has no end: this is no table of events")
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as fault:
            on_error(_odd(given, number, f"is not UTF-8: {fault.reason} at byte {fault.start}"))


def _odd(given: Opened, number: int, reason: str) -> ReadError:
    return ReadError(reason, source=given.name, place=f"line {number}", cure="correct or leave out that line")


def first_line(given: Opened) -> str:
    """The first line of a stream, which stays where it is; empty when there is none."""
    return io.BytesIO(given.head).readline().decode("utf-8-sig", errors="replace").rstrip("\r\n")


def finish(
    block: Block,
    columns: dict[str, Any],
    odd: Iterable[tuple[str, pa.Array, str]],
    on_error: OnError,
) -> pa.Table:
    """The columns of a block as a table of events, without its odd rows.

    ``odd`` holds (column of the file, which rows are odd, what was expected). Each odd row is told once.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = pa.table(columns)
    told = pa.array([False] * len(block))
    for name, marks, expected in odd:
        fresh = pc.and_(pc.fill_null(marks, False), pc.invert(told))
        if not pc.any(fresh).as_py():
            continue
        for line, value in zip(
            block.lines.filter(fresh).to_pylist(), block[name].filter(fresh).to_pylist(), strict=True
        ):
            reason = f"{name} is {'missing' if value is None else repr(value[:80])}"
            on_error(ReadError(reason, source=block.source, place=f"line {line}", cure=expected))
        told = pc.or_(told, fresh)
    return table.filter(pc.invert(told)) if pc.any(told).as_py() else table
