"""How it looks from one capital: what that side did and said, and the voices heard from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import Happening, foremost, happenings, newest_first, told_once
from dragoman.briefs.evidence import Evidence, one_line
from dragoman.briefs.wording import (
    capitalised,
    count,
    day,
    entity,
    joined,
    lead,
    numeral,
    phrases,
    signed,
)
from dragoman.records import Event
from dragoman.relations.countries import capital, country_name
from dragoman.relations.dyads import direction, is_measured, measure
from dragoman.relations.topic import Topic
from dragoman.relations.views import by_group, group_of, group_of_sector
from dragoman.relations.voices import Voice, voices

DEEDS = 6
TOGETHER = 2
"""What both sides did together stands in both views, so it gets less room."""
UNREAL = 3
VOICES = 3
TOPICS = 3


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
    acting = _acting(
        [event for event in events if is_measured(event) and direction(event, a, b) == "forward"], a
    )
    if acting:
        groups.append(Group(statements=(acting,)))
    shown: set[str | None] = set()
    for heading, found in (("Done and said", newest_first(chosen)), ("Denied, or only possible", unreal)):
        told = told_once(_told(one, a, evidence, shown) for one in found)
        if told:
            groups.append(Group(heading=heading, statements=told))
    groups += _voices(a, Topic([b], events), evidence, shown)
    return Section(
        key=key, heading=f"How it looks from {capital(a) or country_name(a)}", groups=tuple(groups)
    )


def _acting(own: Sequence[Event], a: str) -> Statement | None:
    """Who acts on this side, how often, and on what; ``None`` where nobody did."""
    groups = by_group(own, a)
    if not groups:
        return None
    told: list[str] = []
    for part in groups:
        matters = [name for name in part.contexts if name not in phrases()["means"]["contexts"]][:TOPICS]
        if part.measure.few:
            matters = []
        topics = joined([str(phrases()["contexts"][name]) for name in matters])
        came = "" if told else "came "
        on = f" (above all on {topics})" if topics else ""
        told.append(f"{numeral(part.measure.events)} {came}from {phrases()['voices'][part.name]}{on}")
    total = measure(own)
    return Statement(
        text=f"Of {count(total.events, 'event')} in which this side acted alone, {joined(told)}."
        f" Their mean score is {signed(total.mean_scale or 0.0)}.",
        counted=total.events,
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
    heard = voices(evidence.annotations.values(), a, topic)
    groups = []
    for name in dict.fromkeys(group_of_sector().values()):
        statements: list[Statement] = []
        for voice in heard:
            speaker = voice.quote.speaker
            if speaker is None or group_of(speaker.sector) != name or len(statements) == VOICES:
                continue
            statement = _spoken(voice, evidence, shown)
            if statement is not None:
                statements.append(statement)
                shown.add(statement.source)
        if statements:
            groups.append(
                Group(heading=f"In the words of {phrases()['voices'][name]}", statements=tuple(statements))
            )
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
