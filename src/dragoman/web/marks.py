"""A text cut into stretches that can be shown with what was found in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct


class Mark(Struct, frozen=True, kw_only=True):
    """Some characters of a text: ``kind`` is what they are, ``label`` says so, ``href`` is where they lead."""

    start: int
    end: int
    kind: str
    label: str = ""
    href: str | None = None


class Stretch(Struct, frozen=True, kw_only=True):
    """Characters under the same marks. ``ends`` are those that end with it: their labels are said behind it."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """The kinds of all its marks, as the classes of an element."""
        return " ".join(dict.fromkeys(f"m-{mark.kind}" for mark in self.marks))

    @property
    def href(self) -> str | None:
        """Where the innermost mark that leads somewhere leads."""
        return next((mark.href for mark in reversed(self.marks) if mark.href), None)


def cut(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Stretch]:
    """The characters from ``start`` to ``end`` as stretches; put together they are the text, unchanged.

    Marks may overlap; what lies outside the text is left out.
    """
    last = len(text) if end is None else min(end, len(text))
    inside = sorted(
        (mark for mark in marks if mark.start < mark.end and mark.start < last and mark.end > start),
        key=lambda mark: (mark.start, -mark.end),
    )
    edges = sorted(
        {start, last, *(min(max(edge, start), last) for mark in inside for edge in (mark.start, mark.end))}
    )
    stretches = []
    for first, after in pairwise(edges):
        over = tuple(mark for mark in inside if mark.start < after and mark.end > first)
        ends = tuple(mark for mark in reversed(over) if min(mark.end, last) == after)
        stretches.append(Stretch(text=text[first:after], marks=over, ends=ends))
    return stretches
