"""Where quotation marks open and close."""

from __future__ import annotations

import re
from typing import NamedTuple

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_MARKS = re.compile(r"[“”\"„«»]|(?<![\w’'])‘(?=\S)|(?<=\S)’(?!\w)|``|''")

# A mark that is never closed takes no more than its paragraph, and no quotation is longer than this.
_LONGEST = 5000


class Marked(NamedTuple):
    """The words between marks: ``start`` and ``end`` inside them; ``open_at`` and ``close_at`` with them.

    ``goes_on``: the same quotation opens again in the next paragraph.
    """

    start: int
    end: int
    open_at: int
    close_at: int
    goes_on: bool = False


def find_marked(text: str) -> list[Marked]:
    """The stretches between quotation marks, curly, straight or angled, in order; none inside another."""
    found: list[Marked] = []
    at = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        found.extend(_in_paragraph(text, at, stop, text[gap.end() : gap.end() + 1] if gap else ""))
        at = gap.end() if gap else stop
    return found


def _in_paragraph(text: str, start: int, stop: int, next_opens: str) -> list[Marked]:
    found: list[Marked] = []
    opened: re.Match[str] | None = None
    for mark in _MARKS.finditer(text, start, stop):
        sign = mark[0]
        if opened is None:
            if _opens(text, mark, start):
                opened = mark
        elif sign in _CLOSERS.get(opened[0], ()) and not (sign == '"' and _opens_only(text, mark)):
            if mark.start() > opened.end():
                found.append(_marked(text, opened, mark.start(), mark.end()))
            opened = None
    if (
        opened is not None
        and stop - opened.end() <= _LONGEST
        and next_opens in ("“", '"', "‘")
        and next_opens
    ):
        found.append(_marked(text, opened, stop, stop, goes_on=True))
    return found


_CLOSERS = {
    "“": ("”", '"', "“"),
    '"': ('"', "”"),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    "‘": ("’",),
    "``": ("''",),
}


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    sign = mark[0]
    if sign == '"':
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end() : mark.end() + 1]
        return bool(after) and not after.isspace() and (before.isspace() or before in "([—–-‘'/“")
    return sign in ("“", "„", "«", "‘", "``")


def _opens_only(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark can but open: a blank before it and a word behind it."""
    after = text[mark.end() : mark.end() + 1]
    return text[mark.start() - 1].isspace() and after.isalnum()


def _marked(text: str, opened: re.Match[str], end: int, close_at: int, *, goes_on: bool = False) -> Marked:
    start = opened.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(start, end, opened.start(), close_at, goes_on)
