"""From found acts to events: the document's actors, dates, amounts, places and quotes come together here."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from dragoman.actors import TERRITORY, Dossier, lexicon
from dragoman.coder.attaching import quotes_of, share, within
from dragoman.coder.coder import Found
from dragoman.coder.dating import date_of
from dragoman.coder.decoder import Act, Span
from dragoman.coder.entities import alike, entity, itself, local, same
from dragoman.coder.joining import lent, told_once
from dragoman.coder.placing import place_at
from dragoman.coder.siting import site
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

# Words by which a speaker speaks of himself.
SELF = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours"})
# Numbers and what measures them are nobody: "At least", "58".
NOBODY = re.compile(
    r"\b(?:at|least|most|more|less|than|about|nearly|over|up to|some|around)\b|[\d\W_]", re.IGNORECASE
)
NOTE = re.compile(r"[.!?][\"”’']?((?:\s*\((?:[A-Z][^()]{1,60})\),?)+)\s*$")


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
        self.cite = CiteInfo(
            document=document.id,
            title=document.title,
            url=document.url,
            publication=document.publisher or document.agency,
            date=document.published,
        )

    @cached_property
    def dossier(self) -> Dossier:
        """What the document lets us know about its actors; not read where nobody acts or speaks."""
        return Dossier(
            self.document.text,
            also=[
                text
                for text in (self.document.title, *(caption.text for caption in self.document.captions))
                if text
            ],
            home=_country(self.document.dateline),
            day=self.document.published,
            quotes=self.body.quotes,
        )

    def quotes(self, found: Sequence[Found]) -> tuple[Quote, ...]:
        """The body's quotes with their speakers and whom they are about resolved."""
        quotes: list[Quote] = []
        named = [
            (one.passage.start + span.start, one.passage.start + span.end, span.sector)
            for one in found
            if one.passage.caption is None
            for span in one.spans
            if span.kind == "actor"
        ]
        sentences = [
            (start, end)
            for one in found
            if one.passage.caption is None
            for _, start, end in one.passage.sentences
        ]
        for quote in self.body.quotes:
            speaker = None
            if quote.speaker_start is not None and quote.speaker_end is not None:
                speaker = self._actor(quote.speaker_start, quote.speaker_end, None, acting=True)
            around = [(start, end) for start, end in sentences if start < quote.end and quote.start < end]
            within = [(quote.start, quote.end), (around[0][0], around[-1][1])] if around else []
            quotes.append(
                Quote(
                    text=quote.text,
                    start=quote.start,
                    end=quote.end,
                    kind=quote.kind,
                    speaker=speaker,
                    about=next(
                        (about for span in within if (about := self._about(named, span, speaker))), ()
                    ),
                )
            )
        return tuple(quotes)

    def _about(
        self, named: Sequence[tuple[int, int, str | None]], span: tuple[int, int], speaker: Actor | None
    ) -> tuple[Actor, ...]:
        """The actors that a part of the text names, without a speaker and without those whom nothing resolves."""
        actors: list[Actor] = []
        for start, end, sector in named:
            if not (span[0] <= start and end <= span[1]) or self.document.text[start:end].lower() in SELF:
                continue
            if speaker and start < speaker.end and speaker.start < end:
                continue
            one = self._actor(start, end, sector)
            if (one.code or one.name) and not any(alike(one, other) for other in (speaker, *actors) if other):
                actors.append(one)
        return tuple(actors)

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
            amounts = share(within(findings.amounts, start, end), acts, passage.start)
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
        moment, source = date_of(
            act,
            findings.moments,
            (start, end),
            passage.start,
            siblings,
            self.document.published,
            quad_code=kind.quad_code,
        )
        people = {
            name: next((int(a.value) for a in amounts if a.kind == name), None)
            for name in ("dead", "injured", "arrested", "size")
        }
        trigger = (passage.start + act.start, passage.start + act.end)
        actors = self._actors(act.actors, passage, acting=True)
        recipients = tuple(
            one
            for one in self._actors(act.recipients, passage, acting=False)
            if not any(itself(one, actor) for actor in actors)
        )
        place = site(
            self._text(caption),
            (start, end),
            trigger,
            act.type,
            [(passage.start + span.start, passage.start + span.end) for span in act.places],
            [
                (passage.start + other.start, passage.start + other.end)
                for other in siblings
                if other is not act
            ],
            actors,
            recipients,
            self._countries,
            self._written if caption is None and not self.document.text[:start].strip() else None,
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
            quotes=quotes_of(quotes, actors, start, end) if caption is None else (),
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
            if not NOBODY.sub("", text).strip() or passage.start + self._note(passage) <= start:
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
    def _written(self) -> Place | None:
        """Where the report is dated from; it stands before the body, so its span is empty."""
        dateline = self.document.dateline
        if not dateline:
            return None
        # Datelines are set in capitals, which names of two letters are not.
        words = dateline.title() if dateline.isupper() else dateline
        place = place_at(words, 0, len(words.partition(",")[0]), self._countries)
        return replace(place, extracted_place=dateline, start=0, end=0) if place.country_code else None

    @cached_property
    def _countries(self) -> Counter[str]:
        """How often the document speaks of each country."""
        # A territory counts under its own code and under its state's: Greenland and Denmark.
        return Counter(
            code
            for match in self.dossier.matches
            for code in {match.entry.country, match.entry.code if match.entry.kind == TERRITORY else None}
            if code
        )


def _country(dateline: str | None) -> str | None:
    """The country of the place that a report is dated from."""
    known = lexicon().find(dateline.title()) if dateline else []
    return next((match.entry.country for match in known if match.entry.kind == TERRITORY), None)


def _identity(document: str, caption: int | None, sequence: int, trigger: tuple[int, int], kind: str) -> str:
    """The same document, sentence, trigger and type give the same id on every machine."""
    parts = f"{document}|{'' if caption is None else caption}|{sequence}|{trigger[0]}|{trigger[1]}|{kind}"
    return hashlib.blake2b(parts.encode(), digest_size=8).hexdigest()
