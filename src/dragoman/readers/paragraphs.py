"""Paragraphs from lines: which line ends end a paragraph, and which only the line.

A text may hold one paragraph a line, or lines wrapped at a width, with or without blank lines between the
paragraphs. What decides is whether a break was forced: where the next line's first word would still have
fitted, the writer ended the line, not the width. How strictly a text keeps to its width is measured on the
breaks that are certain: before a small letter, after a word that ends nothing ("the"), and in a line that
begins a second sentence and does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from dragoman.readers.captions import split_credit
from dragoman.readers.furniture import is_copyright, is_footer, is_furniture
from dragoman.readers.hyphens import Hyphens
from dragoman.readers.lines import Line, mend
from dragoman.readers.stops import holds_stop

# A line longer than this was not wrapped at a width.
WIDEST = 160
_CLOSERS = "\"'”’)]»"
_STOPS = (".", "!", "?", "…", ":", "。")
_BULLET = re.compile(r"(?:[•●▪◦‣*·–-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_HANGING = re.compile(
    r"(?:\b(?:a|about|after|an|and|around|as|at|before|between|by|for|from|her|his|in|into|is|its|of|on|or|over|"
    r"since|than|that|the|their|to|under|until|was|which|who|with)|,)$",
    re.I,
)
_AROUND = 10
_FEW = 8
# Widths vary within a page, so a line without a sentence's end stops a paragraph only with this much room
# left, and only where what stands before it is as short as a heading or title.
_LOOSE = 10
_WIDE_OPEN = 0.4
_SHORT_LINES = 3
_FILLED = 40
_SHORT_WORDS = 25


class Gap(IntEnum):
    """What lies between two lines of text: nothing, blank lines, or furniture that was taken out."""

    NONE = 0
    BLANK = 1
    REMOVED = 2


class Block(Struct):
    """A paragraph as it lies on the page: its words, its first line's number, what stood before it.

    ``heading`` is ``None`` where only the words can tell whether it is one.
    """

    text: str
    first: int
    lines: int = 1
    gap: Gap = Gap.BLANK
    heading: bool | None = None


class _Row(NamedTuple):
    text: str
    number: int
    gap: Gap
    indent: int
    region: int


def ends_sentence(text: str) -> bool:
    """Whether a line or paragraph ends with a sentence's last mark, brackets and quotes aside."""
    tail = text[-6:].rstrip(_CLOSERS)
    return tail.endswith(_STOPS)


def hangs(text: str) -> bool:
    """Whether a line ends with a word after which no sentence, title or heading ends ("on", "the")."""
    return bool(_HANGING.search(text[-20:]))


def goes_on(text: str, following: str) -> bool:
    """Whether a paragraph broken off by something between goes on in another."""
    return bool(following) and following[0].islower() and not ends_sentence(text) and len(text) >= 30


def _breaks_off(rows: Sequence[_Row]) -> bool:
    """Whether lines of one paragraph hold the end of a sentence, and the last is open: then it must go on."""
    text = rows[-1].text
    if ends_sentence(text) or not any(holds_stop(row.text) for row in rows):
        return False
    return not (
        is_furniture(text) or is_footer(text) or is_copyright(text) or split_credit(text)[1] is not None
    )


class _Layout(NamedTuple):
    wrapped: bool
    widths: list[int]
    ragged: int
    indents: bool


def to_blocks(lines: Sequence[Line], removed: set[int], breaks: set[int]) -> list[Block]:
    """Join lines to paragraphs.

    ``removed`` are the numbers of lines of furniture; ``breaks`` those before which a paragraph always
    begins.
    """
    rows = _rows(lines, removed)
    if not rows:
        return []
    if _is_double_spaced(rows):
        rows = [
            row._replace(gap=Gap.NONE) if row.gap is Gap.BLANK and _blanks(lines, row.number) == 1 else row
            for row in rows
        ]
    layout = _measure(rows)
    hyphens = Hyphens([row.text for row in rows])
    blocks: list[Block] = []
    pieces: list[_Row] = []
    for place, row in enumerate(rows):
        if pieces and (row.number in breaks or not _joins(pieces, row, place, layout)):
            blocks.append(_block(pieces, hyphens))
            pieces = []
        pieces.append(row)
    blocks.append(_block(pieces, hyphens))
    return blocks


def _block(pieces: list[_Row], hyphens: Hyphens) -> Block:
    words = pieces[0].text
    if len(pieces) > 1:
        # Joined from the left, each time over a tail only, so a paragraph of many lines stays linear.
        done: list[str] = []
        for row in pieces[1:]:
            joined = hyphens.join(words, row.text)
            cut = max(0, len(joined) - len(row.text))
            done.append(joined[:cut])
            words = joined[cut:]
        words = "".join([*done, words])
    return Block(mend(words), pieces[0].number, len(pieces), pieces[0].gap)


def _rows(lines: Sequence[Line], removed: set[int]) -> list[_Row]:
    rows: list[_Row] = []
    gap, region = Gap.BLANK, 0
    for number, line in enumerate(lines):
        if number in removed:
            gap = Gap.REMOVED
            region += 1
        elif not line.text:
            gap = max(gap, Gap.BLANK)
        else:
            if line.page and rows:
                gap = Gap.REMOVED
            rows.append(_Row(line.text, number, gap, line.indent, region))
            gap = Gap.NONE
    return rows


def _blanks(lines: Sequence[Line], number: int) -> int:
    count = 0
    while number - count - 1 >= 0 and not lines[number - count - 1].text:
        count += 1
    return count


def _is_double_spaced(rows: list[_Row]) -> bool:
    """Whether every wrapped line has a blank line after it, as some copies from pages have."""
    pairs = [(one, two) for one, two in pairwise(rows) if two.gap is Gap.BLANK]
    if len(pairs) < 4 or len(pairs) < 0.85 * (len(rows) - 1):
        return False
    certain = sum(1 for one, two in pairs if two.text[0].islower() and not ends_sentence(one.text))
    return certain > 0.3 * len(pairs)


def _measure(rows: list[_Row]) -> _Layout:
    lengths = [len(row.text) if len(row.text) <= WIDEST else 0 for row in rows]
    widest = max(lengths)
    widths = _local_widths(rows, lengths, widest)
    adjacent = certain = 0
    slacks: list[int] = []
    for place in range(1, len(rows)):
        one, two = rows[place - 1], rows[place]
        if two.gap is not Gap.NONE:
            continue
        adjacent += 1
        if 0.4 * widths[place - 1] <= len(one.text) <= WIDEST and _must_go_on(rows, place, widths[place - 1]):
            certain += 1
            slacks.append(_slack(one, two, widths[place - 1]))
    slacks.sort()
    ragged = max(-1, slacks[int(0.9 * (len(slacks) - 1))]) if slacks else -1
    base = min(row.indent for row in rows)
    indented = sum(row.indent > base for row in rows)
    return _Layout(
        certain >= 1 and certain >= 0.15 * adjacent,
        widths,
        ragged,
        0 < indented < 0.5 * len(rows),
    )


def _must_go_on(rows: list[_Row], place: int, width: int) -> bool:
    """Whether the break before a row is certain to be the width's."""
    one, two = rows[place - 1], rows[place]
    if ends_sentence(one.text):
        return False
    if two.text[0].islower():
        return True
    if _BULLET.match(two.text[:12]) or is_furniture(two.text):
        return False
    return hangs(one.text) or _breaks_off([one]) or _fills_width(rows, place, width)


def _fills_width(rows: list[_Row], place: int, width: int) -> bool:
    """Whether two open lines that the width ended stand above the sentence's end, as no two headings do."""
    three = rows[place - 1 : place + 2]
    if len(three) < 3 or three[2].gap is not Gap.NONE or not ends_sentence(three[2].text):
        return False
    return all(
        _FILLED <= len(one.text) <= WIDEST and not ends_sentence(one.text) and _slack(one, two, width) < 0
        for one, two in pairwise(three)
    )


def _local_widths(rows: list[_Row], lengths: list[int], widest: int) -> list[int]:
    """The width that holds around each row: the longest line near it in its column."""
    spans: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        spans.setdefault(row.region, []).append(place)
    widths = [widest] * len(rows)
    for places in spans.values():
        if len(places) < _FEW:
            continue
        first, last = places[0], places[-1]
        for start in range(first, last + 1, _AROUND):
            width = max(lengths[max(first, start - _AROUND) : min(last, start + 2 * _AROUND) + 1])
            for place in range(start, min(start + _AROUND, last + 1)):
                widths[place] = width or widest
    return widths


def _slack(one: _Row, two: _Row, width: int) -> int:
    """How many columns were left at a line's end after the next line's first word; negative when forced."""
    word = two.text[:WIDEST].split(" ", 1)[0]
    return width - (len(one.text) + 1 + len(word))


def _joins(pieces: Sequence[_Row], two: _Row, place: int, layout: _Layout) -> bool:
    """Whether a row goes on with the paragraph that the pieces before it began."""
    one = pieces[-1]
    small = two.text[0].islower()
    ended = ends_sentence(one.text)
    if (
        one.text.endswith("-")
        and not one.text.endswith((" -", "--"))
        and (small or len(one.text) > 30)
        and two.gap is not Gap.BLANK
    ):
        return two.text[0].isalnum()
    if two.gap is Gap.BLANK:
        return (
            goes_on(one.text, two.text) and layout.wrapped and len(one.text) >= 0.6 * layout.widths[place - 1]
        )
    slack = _slack(one, two, layout.widths[place - 1])
    if two.gap is Gap.REMOVED:
        return not ended and (
            goes_on(one.text, two.text) or (layout.wrapped and slack < 0 and len(one.text) <= WIDEST)
        )
    if _BULLET.match(two.text[:12]):
        return False
    if (small and not ended) or hangs(one.text):
        return layout.wrapped or len(one.text) >= _FILLED
    if len(one.text) <= WIDEST and _breaks_off(pieces[-_SHORT_LINES:]) and not is_furniture(two.text):
        return True
    if not layout.wrapped or len(one.text) > WIDEST:
        return False
    if layout.indents and two.indent > one.indent:
        return False
    if ended:
        return slack <= layout.ragged // 2 if layout.ragged > 0 else slack < 0
    if layout.ragged > 0:
        return slack <= max(layout.ragged, _WIDE_OPEN * layout.widths[place - 1])
    if slack >= _WIDE_OPEN * layout.widths[place - 1]:
        return False
    short = len(pieces) <= _SHORT_LINES and sum(len(row.text.split()) for row in pieces) <= _SHORT_WORDS
    return slack < _LOOSE or not short
