"""What a brief is made of: sections of statements, each with references to the sentences it rests on."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from dragoman.relations.dyads import Year

Piece = tuple[str, bool]
"""A stretch of a sentence, and whether it is marked as the words that tell the event."""


class Reference(Struct, frozen=True, kw_only=True):
    """One sentence of one report. ``pieces`` put together are that sentence, its trigger words marked.

    ``start`` and ``end`` are its offsets in the document's body, or in the text of the caption of that index; both are
    ``None`` for an imported event whose document is not at hand.
    """

    number: int
    document: str
    pieces: tuple[Piece, ...]
    start: int | None = None
    end: int | None = None
    caption: int | None = None
    title: str | None = None
    publication: str | None = None
    date: dt.date | None = None
    url: str | None = None

    @property
    def sentence(self) -> str:
        """The sentence without its marks."""
        return "".join(text for text, _ in self.pieces)


class Statement(Struct, frozen=True, kw_only=True):
    """One thing a brief says.

    ``text`` is the brief's own sentence. ``source`` is a sentence of a report, or with ``spoken`` the words of
    the speaker that ``text`` names, both given unchanged. ``references`` are numbers of references;
    ``counted`` is the number of events a figure rests on, all of them listed in ``Brief.rows``.
    """

    text: str
    source: str | None = None
    spoken: bool = False
    references: tuple[int, ...] = ()
    counted: int | None = None


class Group(Struct, frozen=True, kw_only=True):
    """Statements under one heading of a section; the heading may be missing."""

    statements: tuple[Statement, ...]
    heading: str | None = None


class Section(Struct, frozen=True, kw_only=True):
    """A section of a brief. ``key``: stands, lately, line, view_a, view_b, issues, thirds, coming or rests."""

    key: str
    heading: str
    groups: tuple[Group, ...] = ()


class Turn(Struct, frozen=True, kw_only=True):
    """A turning point, named in ``statement`` by its events. ``lasting`` tells a new level from a burst."""

    date: dt.date
    enddate: dt.date | None
    better: bool
    lasting: bool
    statement: Statement


class Row(Struct, frozen=True, kw_only=True):
    """One event in the list of all events. ``counted`` is False for what did not, or not yet, happen."""

    when: str
    who: str
    what: str
    whom: str
    remarks: tuple[str, ...]
    scale: float
    counted: bool
    reference: int


class Brief(Struct, frozen=True, kw_only=True):
    """How two countries get along, as of a date.

    ``years`` and ``turns`` feed the chart; ``cited`` lists the references that statements use, ``references`` all,
    with those that only the list of events uses at the end.
    """

    a: str
    b: str
    names: tuple[str, str]
    asof: dt.date | None
    start: dt.date | None
    end: dt.date | None
    documents: int
    sections: tuple[Section, ...]
    years: tuple[Year, ...]
    turns: tuple[Turn, ...] = ()
    rows: tuple[Row, ...]
    references: tuple[Reference, ...]

    def __repr__(self) -> str:
        return f"<Brief {self.a}-{self.b} as of {self.asof}: {len(self.cited)} references>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the page, in a frame in which nothing runs."""
        from html import escape

        from dragoman.briefs.html import render_html

        page = escape(render_html(self), quote=True)
        return f'<iframe sandbox srcdoc="{page}" width="100%" height="640" title="{escape(self.title)}"></iframe>'

    @property
    def title(self) -> str:
        """The two countries' names."""
        return f"{self.names[0]} and {self.names[1]}"

    @property
    def cited(self) -> frozenset[int]:
        """The numbers of the references that statements use."""
        return frozenset(
            number
            for section in self.sections
            for group in section.groups
            for statement in group.statements
            for number in statement.references
        )
