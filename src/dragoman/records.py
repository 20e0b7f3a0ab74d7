"""The records that travel down the line, from a document to its events.

All are frozen. Offsets (``start``, ``end``) count characters of ``Document.text``, the cleaned body,
end-exclusive, unless a record says otherwise. Dates are ``datetime.date``; a field that the text does
not give is ``None`` or empty, never guessed.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


class Section(Struct, frozen=True, kw_only=True):
    """A part of a document's body under one heading; the span covers the text below the heading."""

    heading: str | None
    start: int
    end: int


class Caption(Struct, frozen=True, kw_only=True):
    """The words under a photograph, kept apart from the body; ``credit`` names the photographer or agency."""

    text: str
    credit: str | None = None


class Document(Struct, frozen=True, kw_only=True):
    """One news text, cleaned. ``text`` is the body that every offset counts in.

    ``id`` is the hexadecimal BLAKE2b hash (16 characters) of title, date of publication and text, so the
    same article has the same id on every machine. ``notes`` say what a reader should know, e.g. that no
    date of publication was found.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    publisher: str | None = None
    dateline: str | None = None
    sections: tuple[Section, ...] = ()
    captions: tuple[Caption, ...] = ()
    url: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()


class Passage(Struct, frozen=True, kw_only=True):
    """Consecutive sentences that the encoder reads at once.

    ``sentences`` holds (sequence, start, end) of each sentence in the document's text; ``text`` is that
    text from the first start to the last end. ``caption`` is the index of the caption that the passage is,
    whose offsets then count in that caption's text; ``None`` for the body. ``names`` and ``times`` are
    the spans, in the passage's own text, of names that the lexicon knows and of time expressions.
    ``unpolitical`` tells that the document is about sport or the like, where a country's name is a team's.
    """

    document: str
    text: str
    start: int
    sentences: tuple[tuple[int, int, int], ...]
    caption: int | None = None
    names: tuple[tuple[int, int], ...] = ()
    times: tuple[tuple[int, int], ...] = ()
    unpolitical: bool = False


class Actor(Struct, frozen=True, kw_only=True):
    """An entity as PLOVER writes it: the words of the text and the codes they resolve to.

    ``code`` is an ISO 3166 alpha-3 code or one of PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``country``
    the state that the entity belongs to; ``sector`` PLOVER's three letters (GOV, MIL, LEG ...). ``None``
    where the text does not tell.
    """

    entity_text: str
    start: int
    end: int
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    name: str | None = None
    office: str | None = None
    identifier_id: str | None = None


class Place(Struct, frozen=True, kw_only=True):
    """Where an event took place, in PLOVER's location fields.

    ``resolution``: 1 country, 2 province, 3 district, 4 city, 5 below city; ``None`` where the text does not tell.
    ``country_code`` is the ISO 3166 alpha-3 code of the territory, ``None`` on the high seas and where nothing tells
    it; ``lat`` and ``lon`` are degrees, of areas the middle of their towns; ``province`` is the first-order area that
    it lies in. The dateline stands before the body: a place taken from it has an empty span.
    """

    extracted_place: str
    start: int
    end: int
    resolved_place: str | None = None
    country_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    resolution: int | None = None
    geonameid: int | None = None
    province: str | None = None


class Mention(Struct, frozen=True, kw_only=True):
    """Words that name an actor or a place, with what they resolve to. ``part`` and ``caption`` as in TextInfo."""

    text: str
    start: int
    end: int
    kind: str
    score: float
    actor: Actor | None = None
    place: Place | None = None
    part: str = "body"
    caption: int | None = None


class Moment(Struct, frozen=True, kw_only=True):
    """A time expression: its words, its TIMEX3 ``value`` and ``type`` (DATE, TIME, DURATION, SET).

    ``date`` and ``enddate`` are the first and the last day it covers and ``precision`` its grain (day, week,
    month, season, year, decade, century); all three are ``None`` when the expression has no place on the
    calendar, as for durations, sets, or relative dates in a text without a date of publication.
    """

    text: str
    start: int
    end: int
    value: str
    type: str
    date: dt.date | None = None
    enddate: dt.date | None = None
    precision: str | None = None


class Amount(Struct, frozen=True, kw_only=True):
    """A quantity. ``kind``: money, dead, injured, arrested or size (people in a crowd); ``value`` in ``unit``.

    ``unit`` is an ISO 4217 code for money and ``people`` otherwise. ``approximate`` marks "about", "dozens".
    """

    kind: str
    value: float
    unit: str
    text: str
    start: int
    end: int
    approximate: bool = False


class Quote(Struct, frozen=True, kw_only=True):
    """Words given as somebody's own. ``kind``: direct, partial or indirect; ``text`` is without the marks.

    ``start`` and ``end`` cover the words inside the quotation marks. ``about`` are whom the words are about: the actors
    that they name, or where they name none, those that their sentence names; never the speaker.
    """

    text: str
    start: int
    end: int
    kind: str
    speaker: Actor | None = None
    about: tuple[Actor, ...] = ()


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """A date that a text looks at: scheduled, expected or recurring, with the sentence that names it.

    ``date`` is the first day it covers and ``precision`` its grain: day, week or month.
    """

    date: dt.date
    text: str
    start: int
    end: int
    what: str
    certainty: str
    precision: str = "day"


class TextInfo(Struct, frozen=True, kw_only=True):
    """Where an event stands: sentence number, its span, the trigger's span.

    ``part`` is ``body``, or ``caption`` for an event told only by a photo's caption; offsets of the latter
    count in the text of the caption with that ``caption`` index.
    """

    sequence: int
    start: int
    end: int
    trigger: tuple[int, int]
    part: str = "body"
    caption: int | None = None


class CiteInfo(Struct, frozen=True, kw_only=True):
    """The document that an event was read in."""

    document: str
    title: str | None = None
    url: str | None = None
    publication: str | None = None
    date: dt.date | None = None


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom, when, where: PLOVER 1.3's record, with its evidence.

    ``auxiliary`` holds any of historical, future, hypothetical, negated. ``quad_code``: 1 verbal and
    2 material cooperation, 3 verbal and 4 material conflict. ``event_scale`` is PLOVER's score, from -10 to
    +10. ``date_source`` says where ``date`` comes from: the event's own time expression, its ``passage``,
    a ``caption``, or the date of ``publication``; ``None`` where the event was imported and nobody says.

    Imported events may carry ``text``, the words they were coded from, where no document is at hand; ``cameo``,
    the code of their source; and ``weight``, the number of events that one stands for in a sample. Their
    ``confidence`` is 1 where the source gives none.
    """

    id: str
    date: dt.date | None
    enddate: dt.date | None
    date_precision: str | None
    date_source: str | None = None
    event: str
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    quad_code: int
    event_scale: float
    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    event_loc: Place | None = None
    amounts: tuple[Amount, ...] = ()
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    size: int | None = None
    quotes: tuple[Quote, ...] = ()
    text_info: TextInfo
    cite_info: CiteInfo
    confidence: float
    coder: str
    text: str | None = None
    cameo: str | None = None
    weight: int = 1


class Annotation(Struct, frozen=True, kw_only=True):
    """Everything found in one document, as ``dragoman annotate`` prints it."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[Moment, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
