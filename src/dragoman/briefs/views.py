"""How it looks from one capital: what that side did and said, and the voices heard from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import Happening, foremost, happenings, newest_first
from dragoman.briefs.evidence import Evidence, one_line
from dragoman.briefs.wording import capitalised, day, entity, lead, phrases
from dragoman.records import Event, Quote
from dragoman.relations.countries import capital, country_name
from dragoman.relations.dyads import direction, is_measured
from dragoman.relations.topic import Topic
from dragoman.schema import side

DEEDS = 6
TOGETHER = 2
"""What both sides did together stands in both views, so it gets less room."""
UNREAL = 3
VOICES = 3
FEWEST_WORDS = 4
"""Fewer quoted words are a name in inverted commas, not somebody's view."""


class Voice(Struct, frozen=True):
    """Words of somebody on one side, and where they stand; ``places`` are (document, start, end)."""

    quote: Quote
    published: dt.date | None
    places: tuple[tuple[str, int, int], ...]


def view(
    key: str, a: str, b: str, events: Sequence[Event], evidence: Evidence, asof: dt.date | None
) -> Section:
    """The section on how things look from ``a``'s capital; ``events`` are the dyad's, history left out."""
    own = happenings(event for event in events if direction(event, a, b) != "backward")
    real = [one for one in own if is_measured(one.event)]
    directed, mutual = (
        [one for one in real if direction(one.event, a, b) == way] for way in ("forward", "mutual")
    )
    chosen = [*foremost(directed, asof, DEEDS), *foremost(mutual, asof, TOGETHER)]
    unreal = foremost([one for one in own if not is_measured(one.event)], asof, UNREAL)
    groups = []
    shown: set[str | None] = set()
    for heading, found in (("Done and said", newest_first(chosen)), ("Denied, or only possible", unreal)):
        told = tuple(_told(one, a, evidence, shown) for one in found)
        if told:
            groups.append(Group(heading=heading, statements=told))
    groups += _voices(a, Topic([b], events), evidence, shown)
    return Section(
        key=key, heading=f"How it looks from {capital(a) or country_name(a)}", groups=tuple(groups)
    )


def _told(happening: Happening, a: str, evidence: Evidence, shown: set[str | None]) -> Statement:
    """A happening: our lead, and the sentence of the report unless it stands above already."""
    sentence = evidence.sentence(happening.event)
    fresh = sentence not in shown
    shown.add(sentence)
    return Statement(
        text=lead(happening.event, first=a, home=a),
        source=sentence if fresh else None,
        references=tuple(dict.fromkeys(evidence.event(event) for event in happening.events)),
    )


def _voices(a: str, topic: Topic, evidence: Evidence, shown: set[str | None]) -> list[Group]:
    """The voices of one side on the other, by whose they are; what is told above is not told again."""
    heard = _heard(a, topic, evidence)
    groups = []
    for heading, sectors in phrases()["voices"].items():
        statements: list[Statement] = []
        for voice in heard:
            speaker = voice.quote.speaker
            if speaker is None or (speaker.sector or "GOV") not in sectors or len(statements) == VOICES:
                continue
            statement = _spoken(voice, evidence, shown)
            if statement is not None:
                statements.append(statement)
                shown.add(statement.source)
        if statements:
            groups.append(Group(heading=heading, statements=tuple(statements)))
    return groups


def _spoken(voice: Voice, evidence: Evidence, shown: set[str | None]) -> Statement | None:
    """A voice: whole words stand alone, a part of a sentence with the sentence; ``None`` when told already."""
    document, start, end = voice.places[0]
    sentence = evidence.words(document, evidence.around(document, start, end))
    if sentence in shown or voice.quote.speaker is None:
        return None
    when = f", reported on {day(voice.published)}" if voice.published else ""
    direct = voice.quote.kind == "direct"
    return Statement(
        text=f"{capitalised(entity(voice.quote.speaker, plain=True))}{when}{'' if direct else ':'}",
        source=one_line(voice.quote.text).rstrip(",") if direct else sentence,
        spoken=direct,
        references=tuple(dict.fromkeys(evidence.span(*place) for place in voice.places)),
    )


def _heard(a: str, topic: Topic, evidence: Evidence) -> list[Voice]:
    """What speakers of side ``a`` said on the topic: newest first, the same words of several reports once."""
    places: dict[str, list[tuple[dt.date | None, Quote, tuple[str, int, int]]]] = {}
    for annotation in evidence.annotations.values():
        document = annotation.document
        for quote in annotation.quotes:
            speaker = quote.speaker
            if speaker is None or side(speaker) != a or quote.kind not in ("direct", "partial"):
                continue
            if len(quote.text.split()) < FEWEST_WORDS:
                continue
            if not topic.is_near(document, quote.start, quote.end):
                continue
            key = " ".join(re.findall(r"\w+", quote.text.casefold()))
            places.setdefault(key, []).append(
                (document.published, quote, (document.id, quote.start, quote.end))
            )
    voices = [
        Voice(found[0][1], found[0][0], tuple(place for _, _, place in found)) for found in places.values()
    ]
    return sorted(
        voices,
        key=lambda voice: (-(voice.published or dt.date.min).toordinal(), *voice.places[0]),
    )
