"""Tables of text read in blocks: a file of any length passes through flat memory, odd rows are set aside."""

from __future__ import annotations

import codecs
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
NO_TEXT = "is no text in UTF-8"
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


def read_tabbed(
    given: Opened, names: Sequence[str], on_error: OnError, *, header: bool, null: str = ""
) -> Iterator[Block]:
    """A table with tabs and no quotation marks as blocks of columns of these names.

    A row of another width, or that is no UTF-8, goes to ``on_error`` as ReadError. ``null`` is what an empty cell
    holds besides nothing.
    """
    found: list[bytes] = []
    lines: list[int] = []
    for number, line in _numbered(given, on_error):
        if not line or (header and number == 1):
            continue
        if line.count(b"\t") != len(names) - 1:
            on_error(_narrow(given, number, line.count(b"\t") + 1, len(names)))
            continue
        found.append(line)
        lines.append(number)
        if len(found) == BLOCK:
            yield _tabbed(given, names, found, lines, on_error, null)
            found, lines = [], []
    if found:
        yield _tabbed(given, names, found, lines, on_error, null)


def _tabbed(
    given: Opened, names: Sequence[str], found: list[bytes], lines: list[int], on_error: OnError, null: str
) -> Block:
    import pyarrow as pa
    from pyarrow import csv

    data = b"\n".join(found)
    if not _is_text(data):
        sound = [(line, number) for line, number in zip(found, lines, strict=True) if _is_text(line)]
        for number in sorted(set(lines) - {number for _, number in sound}):
            on_error(_odd(given, number, NO_TEXT))
        data, lines = b"\n".join(line for line, _ in sound), [number for _, number in sound]
    if not lines:
        return Block(
            given.name, {name: pa.array([], pa.string()) for name in names}, pa.array([], pa.int64())
        )
    table = csv.read_csv(
        # within a cell a return ends no row
        pa.BufferReader(data.replace(b"\r", b" ") + b"\n"),
        csv.ReadOptions(column_names=list(names), block_size=len(data) + 2, use_threads=False),
        csv.ParseOptions(delimiter="\t", quote_char=False),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=["", null], strings_can_be_null=True
        ),
    )
    columns = {name: table.column(name).combine_chunks() for name in names}
    return Block(given.name, columns, pa.array(lines, pa.int64()))


def read_quoted(
    given: Opened, names: Sequence[str], on_error: OnError, *, separator: str = ","
) -> Iterator[Block]:
    """The same for a table with a header whose cells may stand in quotation marks, where rows take longer."""
    found: list[list[str]] = []
    lines: list[int] = []
    for number, row in _quoted(given, on_error, separator):
        if len(row) != len(names):
            on_error(_narrow(given, number, len(row), len(names)))
            continue
        found.append(row)
        lines.append(number)
        if len(found) == BLOCK:
            yield _block(given, names, found, lines)
            found, lines = [], []
    if found:
        yield _block(given, names, found, lines)


def _block(given: Opened, names: Sequence[str], found: list[list[str]], lines: list[int]) -> Block:
    import pyarrow as pa

    columns = {
        name: pa.array([cell or None for cell in cells], pa.string())
        for name, cells in zip(names, zip(*found, strict=True), strict=True)
    }
    return Block(given.name, columns, pa.array(lines, pa.int64()))


def _quoted(given: Opened, on_error: OnError, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row behind the header, with the number of the row's last line."""
    last = 0

    def lines() -> Iterator[str]:
        nonlocal last
        for number, line in decoded(given, on_error):
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
        if row and last > 1:
            yield last, row


def decoded(given: Opened, on_error: OnError) -> Iterator[tuple[int, str]]:
    """The lines of a stream as text, numbered from 1; one that is no UTF-8 goes to ``on_error``."""
    for number, line in _numbered(given, on_error):
        if _is_text(line):
            yield number, line.decode()
        else:
            on_error(_odd(given, number, NO_TEXT))


def _numbered(given: Opened, on_error: OnError) -> Iterator[tuple[int, bytes]]:
    """The lines of a stream without their ends, numbered from 1."""
    number = 0
    while True:
        try:
            line = given.stream.readline(LINE)
        except (EOFError, OSError) as fault:
            # what was read before the break is sound
            on_error(damaged(fault, given.name, f"line {number + 1}"))
            return
        if not line:
            return
        number += 1
        if len(line) == LINE:
            raise _odd(given, number, "has no end: this is no table of events")
        yield number, (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).rstrip(b"\r\n")


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _narrow(given: Opened, number: int, found: int, expected: int) -> ReadError:
    reason = f"{found} columns where {expected} are expected"
    cure = "the row may be cut short, or hold a separator within a cell"
    return ReadError(reason, source=given.name, place=f"line {number}", cure=cure)


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
