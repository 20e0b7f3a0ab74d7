"""From found acts to events: the document's actors, dates, amounts, places and quotes come together here."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from dragoman.actors import TERRITORY, Dossier, lexicon
from dragoman.coder.coder import Found
from dragoman.coder.decoder import Act, Span
from dragoman.coder.entities import entity, itself, local, same
from dragoman.coder.joining import lent, told_once
from dragoman.coder.placing import place_at
from dragoman.language import FoundQuote
from dragoman.ontology import Ontology
from dragoman.records import (
    Actor,
    Amount,
    CiteInfo,
    Document,
    Event,
    Mention,
    Moment,
    Passage,
    Place,
    Quote,
    TextInfo,
)

# Which types carry which amounts: money moves in these, and people die, are hurt, held or gather in those.
MONEY = frozenset(
    {
        "AID",
        "AGREE",
        "COOPERATE",
        "SUPPORT",
        "CONCEDE",
        "REQUEST",
        "REJECT",
        "SANCTION",
        "THREATEN",
        "RETREAT",
    }
)
CASUALTIES = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
VERBAL_CONFLICT = 3
NOTE = re.compile(r"[.!?][\"”’']?((?:\s*\((?:[A-Z][^()]{1,60})\),?)+)\s*$")
ELSEWHEN = frozenset({"historical", "future", "hypothetical"})


Item = TypeVar("Item", Moment, Amount)


class Findings(Struct, frozen=True, kw_only=True):
    """What the language stage found in one text: a document's body, or one of its captions."""

    moments: Sequence[Moment]
    amounts: Sequence[Amount]
    quotes: Sequence[FoundQuote]


class Assembler:
    """Makes the events of one document. ``body`` and ``captions`` hold the findings of each of its texts."""

    def __init__(
        self,
        document: Document,
        body: Findings,
        captions: Sequence[Findings],
        *,
        ontology: Ontology,
        coder: str,
    ) -> None:
        self.document = document
        self.body = body
        self.captions = captions
        self.ontology = ontology
        self.coder = coder
        self.dossier = Dossier(
            document.text,
            also=[
                text for text in (document.title, *(caption.text for caption in document.captions)) if text
            ],
            home=_country(document.dateline),
            day=document.published,
            quotes=body.quotes,
        )
        self.cite = CiteInfo(
            document=document.id,
            title=document.title,
            url=document.url,
            publication=document.publisher or document.agency,
            date=document.published,
        )

    def quotes(self) -> tuple[Quote, ...]:
        """The body's quotes with their speakers resolved."""
        found: list[Quote] = []
        for quote in self.body.quotes:
            speaker = None
            if quote.speaker_start is not None and quote.speaker_end is not None:
                speaker = self._actor(quote.speaker_start, quote.speaker_end, None, acting=True)
            found.append(
                Quote(text=quote.text, start=quote.start, end=quote.end, kind=quote.kind, speaker=speaker)
            )
        return tuple(found)

    def mentions(self, found: Iterable[Found]) -> tuple[Mention, ...]:
        """Every actor and place that the coder saw, resolved."""
        mentions: list[Mention] = []
        for one in found:
            caption = one.passage.caption
            for span in one.spans:
                start, end = one.passage.start + span.start, one.passage.start + span.end
                mentions.append(
                    Mention(
                        text=self._text(caption)[start:end],
                        start=start,
                        end=end,
                        kind=span.kind,
                        score=round(span.score, 4),
                        actor=self._actor(start, end, span.sector, caption=caption)
                        if span.kind == "actor"
                        else None,
                        place=self._place(start, end, caption) if span.kind == "place" else None,
                        part="body" if caption is None else "caption",
                        caption=caption,
                    )
                )
        return tuple(mentions)

    def events(self, found: Iterable[Found], quotes: Sequence[Quote]) -> tuple[Event, ...]:
        """The document's events in text order, those told only by a caption last."""
        body: list[Event] = []
        captions: list[Event] = []
        for one in found:
            made = self._passage_events(one, quotes)
            (body if one.passage.caption is None else captions).extend(made)
        for event in captions:
            body = lent(body, event)
        return tuple(body)

    def _text(self, caption: int | None) -> str:
        return self.document.text if caption is None else self.document.captions[caption].text

    def _passage_events(self, found: Found, quotes: Sequence[Quote]) -> list[Event]:
        passage = found.passage
        findings = self.body if passage.caption is None else self.captions[passage.caption]
        starts = [start for _, start, _ in passage.sentences]
        events: list[Event] = []
        by_sentence: dict[int, list[Act]] = {}
        only = self._only_country(found) if found.acts else None
        for act in found.acts:
            if act.actors or act.recipients:
                index = max(0, bisect_right(starts, passage.start + act.start) - 1)
                by_sentence.setdefault(index, []).append(act)
        for index, acts in by_sentence.items():
            sequence, start, end = passage.sentences[index]
            amounts = _share(_within(findings.amounts, start, end), acts, passage.start)
            for act, own in zip(acts, amounts, strict=True):
                event = self._event(act, own, passage, (sequence, start, end), findings, acts, quotes, only)
                # An act of people whom neither the tables nor the text nor the network can place is no politics.
                if any(one.code or one.sector for one in (*event.actor, *event.recipient)):
                    events.append(event)
        return told_once(events)

    def _event(
        self,
        act: Act,
        amounts: Sequence[Amount],
        passage: Passage,
        sentence: tuple[int, int, int],
        findings: Findings,
        siblings: Sequence[Act],
        quotes: Sequence[Quote],
        only: str | None,
    ) -> Event:
        sequence, start, end = sentence
        caption = passage.caption
        kind = self.ontology.types[act.type]
        moment, source = self._moment(act, passage, findings, (start, end), siblings)
        people = {
            name: next((int(a.value) for a in amounts if a.kind == name), None)
            for name in ("dead", "injured", "arrested", "size")
        }
        trigger = (passage.start + act.start, passage.start + act.end)
        place = next(
            (self._place(passage.start + p.start, passage.start + p.end, caption) for p in act.places), None
        )
        actors = self._actors(act.actors, passage, acting=True)
        recipients = tuple(
            one
            for one in self._actors(act.recipients, passage, acting=False)
            if not any(itself(one, actor) for actor in actors)
        )
        actors, recipients = local(actors, place, only), local(recipients, place, only)
        return Event(
            id=_identity(self.document.id, caption, sequence, trigger, act.type),
            date=moment.date if moment else (self.document.published if source == "publication" else None),
            enddate=moment.enddate if moment and moment.enddate != moment.date else None,
            date_precision=moment.precision if moment else ("day" if source == "publication" else None),
            date_source=source,
            event=act.type,
            mode=act.modes,
            context=act.contexts,
            auxiliary=act.auxiliaries,
            quad_code=kind.quad_code,
            event_scale=kind.score,
            actor=actors,
            recipient=recipients,
            event_loc=place,
            amounts=tuple(a for a in amounts if a.kind == "money"),
            dead=people["dead"],
            injured=people["injured"],
            arrested=people["arrested"],
            size=people["size"],
            quotes=_quotes_of(quotes, actors, start, end) if caption is None else (),
            text_info=TextInfo(
                sequence=sequence,
                start=start,
                end=end,
                trigger=trigger,
                part="body" if caption is None else "caption",
                caption=caption,
            ),
            cite_info=self.cite,
            confidence=act.confidence,
            coder=self.coder,
        )

    def _moment(
        self,
        act: Act,
        passage: Passage,
        findings: Findings,
        sentence: tuple[int, int],
        siblings: Sequence[Act],
    ) -> tuple[Moment | None, str | None]:
        """The event's date: its own expression, else the only one of its sentence, else the publication's."""
        here = [m for m in _within(findings.moments, *sentence) if m.date and m.precision]
        own = {(passage.start + start, passage.start + end) for start, end in act.times}
        # A date of another sentence is the act's only where its own sentence has none.
        dated = [m for m in here or findings.moments if m.date and m.precision and (m.start, m.end) in own]
        if dated:
            # The finest of several belongs to the act itself: "on Tuesday, in the second year of the war".
            return min(
                dated, key=lambda m: (m.enddate or m.date or dt.date.max) - (m.date or dt.date.min)
            ), "event"
        claimed = {(passage.start + s, passage.start + e) for sibling in siblings for s, e in sibling.times}
        near = [m for m in here if (m.start, m.end) not in claimed]
        if len(near) == 1 and self._fits(act, near[0]):
            return near[0], "passage"
        published = self.document.published
        if not published or ELSEWHEN.intersection(act.auxiliaries):
            return None, None
        # A sentence whose dates all lie ahead tells of no act of the day of publication.
        if here and all(m.date and m.date > published for m in here):
            return None, None
        return None, "publication"

    def _fits(self, act: Act, moment: Moment) -> bool:
        """Whether a date of the same sentence can be the act's: its past or future must agree with the act's."""
        published = self.document.published
        if not published or not moment.date:
            return True
        if "future" in act.auxiliaries:
            return True
        if moment.precision == "year" and moment.date.year < published.year:
            # "Accused Delhi of breaking the 2003 ceasefire": the year of what words are about is not the words'.
            spoken = self.ontology.types[act.type].quad_code == VERBAL_CONFLICT
            return not spoken or "historical" in act.auxiliaries or moment.text.lower().startswith("in ")
        return moment.date <= published

    def _actors(self, spans: Sequence[Span], passage: Passage, *, acting: bool) -> tuple[Actor, ...]:
        """The entities of some spans; a plural reference ("both sides") gives each of those it stands for."""
        actors: list[Actor] = []
        findings = self.body if passage.caption is None else self.captions[passage.caption]
        money = [(a.start, a.end) for a in findings.amounts if a.kind == "money"]
        for span in spans:
            start, end = passage.start + span.start, passage.start + span.end
            # The "US" of "US$3bn" is a currency, not a state.
            if any(start < last and end > first for first, last in money):
                continue
            text = self._text(passage.caption)[start:end]
            # Numbers and the names of papers in a closing note are nobody.
            if not any(letter.isalpha() for letter in text) or passage.start + self._note(passage) <= start:
                continue
            for resolution in self.dossier.resolve_all(
                text, self._position(start, passage.caption), acting=acting
            ):
                actor = entity(text, start, end, resolution, span.sector)
                # Words without a capital that no table knows ("hydrogen fluoride") name no political actor.
                if not resolution.code and not resolution.sector and text[:1].islower():
                    continue
                twin = next((i for i, known in enumerate(actors) if same(known, actor)), None)
                if twin is None:
                    actors.append(actor)
                elif actor.name and not actors[twin].name:
                    actors[twin] = actor
        return tuple(actors)

    def _actor(
        self, start: int, end: int, sector: str | None, *, caption: int | None = None, acting: bool = False
    ) -> Actor:
        text = self._text(caption)[start:end]
        resolution = self.dossier.resolve(text, self._position(start, caption), acting=acting)
        return entity(text, start, end, resolution, sector)

    def _position(self, start: int, caption: int | None) -> int:
        """A caption is read after the whole body: everyone named there is known."""
        return start if caption is None else len(self.document.text) + start

    def _place(self, start: int, end: int, caption: int | None) -> Place:
        return place_at(self._text(caption), start, end, self._countries)

    @staticmethod
    def _note(passage: Passage) -> int:
        """Where the sources in brackets behind the last sentence begin: "(Reuters) (The Guardian)"."""
        note = NOTE.search(passage.text)
        return note.start(1) if note else len(passage.text)

    def _only_country(self, found: Found) -> str | None:
        """The country of a passage that names one alone, itself or by its places."""
        passage = found.passage
        body = passage.text[: self._note(passage)]
        countries = {
            match.entry.country for match in lexicon().find(body) if match.entry.kind == TERRITORY
        } | {
            self._place(passage.start + span.start, passage.start + span.end, passage.caption).country_code
            for span in found.spans
            if span.kind == "place"
        }
        countries.discard(None)
        return countries.pop() if len(countries) == 1 else None

    @cached_property
    def _countries(self) -> Counter[str]:
        """How often the document speaks of each country."""
        return Counter(match.entry.country for match in self.dossier.matches if match.entry.country)


def _country(dateline: str | None) -> str | None:
    """The country of the place that a report is dated from."""
    known = lexicon().find(dateline.title()) if dateline else []
    return next((match.entry.country for match in known if match.entry.kind == TERRITORY), None)


def _identity(document: str, caption: int | None, sequence: int, trigger: tuple[int, int], kind: str) -> str:
    """The same document, sentence, trigger and type give the same id on every machine."""
    parts = f"{document}|{'' if caption is None else caption}|{sequence}|{trigger[0]}|{trigger[1]}|{kind}"
    return hashlib.blake2b(parts.encode(), digest_size=8).hexdigest()


def _within(items: Sequence[Item], start: int, end: int) -> list[Item]:
    return [item for item in items if start <= item.start and item.end <= end]


def _share(amounts: Sequence[Amount], acts: Sequence[Act], offset: int) -> list[list[Amount]]:
    """Each amount of a sentence goes to the nearest act whose type can carry it."""
    shares: list[list[Amount]] = [[] for _ in acts]
    for amount in amounts:
        types = MONEY if amount.kind == "money" else CASUALTIES
        able = [i for i, act in enumerate(acts) if act.type in types]
        if able:
            nearest = min(able, key=lambda i: abs(offset + acts[i].start - amount.start))
            shares[nearest].append(amount)
    return shares


def _quotes_of(quotes: Sequence[Quote], actors: Sequence[Actor], start: int, end: int) -> tuple[Quote, ...]:
    """The quotes of the event's sentence that are its actors' words, or nobody else's."""
    names = {(actor.start, actor.end) for actor in actors} | {actor.name for actor in actors if actor.name}
    return tuple(
        quote
        for quote in quotes
        if quote.start < end
        and quote.end > start
        and (
            quote.speaker is None
            or quote.speaker.name in names
            or (quote.speaker.start, quote.speaker.end) in names
        )
    )
