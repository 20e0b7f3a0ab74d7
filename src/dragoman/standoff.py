"""Marks kept apart from their text: for real news, whose text is somebody else's.

A file of marks has one JSON object a line: the number of the item in the file of texts, counted from 0 (with a
paragraph's number behind a point where the item is one paragraph of a long text), a hash of its text, and what is
marked in it. Whoever has the texts joins them; the project ships the marks alone.

    python -m dragoman.standoff MARKED.txt TEXTS.jsonl.gz MARKS.jsonl

takes the marks out of a file in the corpus markup whose headers name an ``item`` each, and adds them to MARKS.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.corpus import MarkedEvent, MarkedMention, MarkedPassage, read_corpus
from dragoman.errors import CorpusError

# Of every five months one is for the test part and one for development, so that no day stands in two parts.
PARTS = ("test", "development", "train", "train", "train")


class Marks(Struct, frozen=True, kw_only=True):
    """What is marked in one item. Offsets count in the item's text, whose BLAKE2b hash (8 bytes, hex) is kept."""

    item: str
    hash: str
    published: dt.date
    hand: str
    mentions: tuple[MarkedMention, ...]
    events: tuple[MarkedEvent, ...]


def read_standoff(marks: Path, texts: Path) -> Iterator[MarkedPassage]:
    """Join marks with their texts. The hand of each passage is its part: real-train, real-development or real-test.

    Raises CorpusError when an item is missing or its text is another than the one that was marked.
    """
    wanted = _read_marks(marks)
    for number, text in _texts(texts, set(wanted)):
        mark = wanted.pop(number)
        if _hash(text) != mark.hash:
            raise CorpusError(
                f"the text of item {number} is not the one that was marked",
                source=str(texts),
                cure="take the edition of the texts that the data card names",
            )
        yield MarkedPassage(
            text=text,
            hand=f"real-{part_of(mark.published)}",
            register="real news",
            published=mark.published,
            mentions=mark.mentions,
            events=mark.events,
            source=str(marks),
            line=int(number.split(".")[0]) + 1,
        )
    if wanted:
        raise CorpusError(
            f"no item {next(iter(wanted))}", source=str(texts), cure="these texts end before it"
        )


def part_of(published: dt.date) -> str:
    """The part that a month belongs to."""
    return PARTS[(published.year * 12 + published.month) % len(PARTS)]


def take_marks(marked: Path, texts: Path) -> Iterator[Marks]:
    """The marks of a file in the corpus markup, each checked against the item that its header names."""
    lines = marked.read_text(encoding="utf-8").splitlines()
    passages = {_item(lines[passage.line - 1]): passage for passage in read_corpus([marked])}
    for number, text in _texts(texts, set(passages)):
        passage = passages[number]
        if passage.text != text.strip():
            raise CorpusError(
                f"the text of item {number} was changed in marking",
                source=str(marked),
                place=f"line {passage.line}",
            )
        assert passage.published
        yield Marks(
            item=number,
            hash=_hash(text.strip()),
            published=passage.published,
            hand=passage.hand,
            mentions=passage.mentions,
            events=passage.events,
        )


def _item(header: str) -> str:
    return header.split("item:")[1].split()[0]


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _read_marks(path: Path) -> dict[str, Marks]:
    found: dict[str, Marks] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            mark = msgspec.json.decode(line, type=Marks)
        except msgspec.DecodeError as error:
            raise CorpusError(str(error), source=str(path), place=f"line {number}") from error
        found[mark.item] = mark
    return found


def _texts(path: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The texts of the items wanted, in the order of the file."""
    paragraphs: dict[int, list[str]] = {}
    for item in wanted:
        paragraphs.setdefault(int(item.split(".")[0]), []).append(item)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as lines:
        for number, line in enumerate(lines):
            for item in paragraphs.get(number, ()):
                text = json.loads(line)["text"]
                yield item, (text.split("\n")[int(item.split(".")[1])] if "." in item else text).strip()


def main(arguments: list[str]) -> int:
    """Take the marks out of a marked file and add them to a file of marks, in order of item."""
    marked, texts, marks = map(Path, arguments)
    known = _read_marks(marks) if marks.exists() else {}
    known.update({mark.item: mark for mark in take_marks(marked, texts)})
    marks.write_bytes(b"".join(msgspec.json.encode(known[item]) + b"\n" for item in sorted(known, key=float)))
    print(f"{marks}: {len(known)} items")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
