"""Texts in which a reader has marked whom each pronoun and description stands for.

    # published: 2025-08-23
    Tokyo summit puts shuttle visits back on track

    South Korean President Lee Jae Myung met Japanese Prime Minister Shigeru Ishiba, two months after
    [they = KOR GOV Lee Jae Myung + JPN GOV Shigeru Ishiba] first met.

The first line gives the day of publication, the next the title, and what follows the text. A mark holds the words
and, behind ``=``, the code, the sector (``-`` for none) and the name of each actor meant, where it has one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dragoman.errors import InputError

_MARK = re.compile(r"\[([^\[\]=]+) = ([^\[\]]+)\]")
_HEADER = re.compile(r"# published: (\d{4}-\d\d-\d\d)\n(.+)\n\n")


class Reference(Struct, frozen=True, kw_only=True):
    """An actor that words stand for: code, sector and the name of a person or an organisation."""

    code: str | None
    sector: str | None
    name: str | None


class Mark(Struct, frozen=True, kw_only=True):
    """The span of a reference in the text, and the actors it stands for."""

    start: int
    end: int
    actors: tuple[Reference, ...]


class MarkedText(Struct, frozen=True, kw_only=True):
    """A text without its marks, and those."""

    file: str
    title: str
    published: dt.date
    text: str
    marks: tuple[Mark, ...]


def read_references(data: Path) -> Iterator[MarkedText]:
    """The marked texts of a file or a folder. Raises InputError for one that cannot be read."""
    for file in sorted(data.glob("*.txt")) if data.is_dir() else [data]:
        yield _read(file)


def _read(file: Path) -> MarkedText:
    content = file.read_text(encoding="utf-8")
    header = _HEADER.match(content)
    if not header:
        raise InputError(
            "a marked text begins with its day, its title and an empty line",
            source=str(file),
            place="line 1",
            cure="begin with '# published: 2019-07-01'",
        )
    text, marks, at = "", [], header.end()
    for mark in _MARK.finditer(content, header.end()):
        text += content[at : mark.start()]
        actors = tuple(_actor(words.split(), file, content, mark.start()) for words in mark[2].split(" + "))
        marks.append(Mark(start=len(text), end=len(text) + len(mark[1]), actors=actors))
        text += mark[1]
        at = mark.end()
    return MarkedText(
        file=file.name,
        title=header[2],
        published=dt.date.fromisoformat(header[1]),
        text=text + content[at:],
        marks=tuple(marks),
    )


def _actor(words: list[str], file: Path, content: str, at: int) -> Reference:
    if len(words) < 2:
        raise InputError(
            f"an actor needs a code and a sector: {' '.join(words)!r}",
            source=str(file),
            place=f"line {content.count(chr(10), 0, at) + 1}",
            cure="write it as KOR GOV, with - for what is unknown",
        )
    code, sector, *name = words
    return Reference(
        code=None if code in ("-", "---") else code,
        sector=None if sector in ("-", "---") else sector,
        name=" ".join(name) or None,
    )
