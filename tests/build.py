"""Builds annotated reports by hand, for tests of what comes after the coder."""

from __future__ import annotations

import datetime as dt
import hashlib

from dragoman.ontology import plover
from dragoman.records import (
    Actor,
    Annotation,
    CalendarEntry,
    CiteInfo,
    Document,
    Event,
    Quote,
    TextInfo,
)


class Report:
    """A report that grows sentence by sentence; ``annotation`` gives it as the coder would.

    >>> report = Report("Talks in Geneva", published="2019-07-05")
    >>> report.says("Japan cut exchanges with South Korea.", "SANCTION", "cut", "Japan", "South Korea", ...)
    """

    def __init__(
        self,
        title: str | None = None,
        published: str | None = None,
        publisher: str | None = "The Harbour Post",
    ) -> None:
        self.title = title
        self.published = dt.date.fromisoformat(published) if published else None
        self.publisher = publisher
        self.url: str | None = None
        self.text = ""
        self.events: list[dict[str, object]] = []
        self.quotes: list[dict[str, object]] = []
        self.entries: list[CalendarEntry] = []

    @property
    def id(self) -> str:
        key = f"{self.title}|{self.published}|{self.text}"
        return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()

    def write(self, sentence: str) -> int:
        """Add a sentence; the offset at which it begins."""
        start = len(self.text) + 1 if self.text else 0
        self.text = f"{self.text} {sentence}".lstrip()
        return start

    def entity(self, spec: str, start: int, sentence: str) -> Actor:
        """``words=CODE/SECTOR``, e.g. ``Tokyo=JPN/GOV``, with ``/Name/Office`` behind it for a person."""
        words, _, codes = spec.partition("=")
        code, sector, name, office = ([*codes.split("/"), None, None, None])[:4]
        at = start + max(sentence.find(words), 0)
        return Actor(
            entity_text=words,
            start=at,
            end=at + len(words),
            code=code,
            country=None if code in ("IGO", "UNO", "EUR", "NGO", "MNC") else code,
            sector=sector or None,
            name=name,
            office=office,
        )

    def says(
        self,
        sentence: str,
        event: str,
        trigger: str,
        actor: str,
        recipient: str = "",
        *,
        date: str | None = None,
        mode: str = "",
        auxiliary: str = "",
        precision: str = "day",
        source: str = "event",
        enddate: str | None = None,
        confidence: float = 0.9,
        again: bool = False,
    ) -> Report:
        """Add a sentence with one event; actors and recipients are ``entity`` specs joined by ``;``.

        ``again`` puts the event into a sentence that is there already.
        """
        start = self.text.index(sentence) if again else self.write(sentence)
        at = start + sentence.index(trigger)
        kind = plover().types[event]
        self.events.append(
            {
                "date": dt.date.fromisoformat(date) if date else None,
                "enddate": dt.date.fromisoformat(enddate) if enddate else None,
                "date_precision": precision if date else None,
                "date_source": source if date else None,
                "event": event,
                "mode": tuple(mode.split()),
                "auxiliary": tuple(auxiliary.split()),
                "quad_code": kind.quad_code,
                "event_scale": kind.score,
                "actor": tuple(self.entity(one, start, sentence) for one in actor.split(";") if one),
                "recipient": tuple(self.entity(one, start, sentence) for one in recipient.split(";") if one),
                "text_info": TextInfo(
                    sequence=len(self.events),
                    start=start,
                    end=start + len(sentence),
                    trigger=(at, at + len(trigger)),
                ),
                "confidence": confidence,
                "coder": "by hand",
            }
        )
        return self

    def quotes_(self, sentence: str, words: str, speaker: str, *, kind: str = "direct") -> Report:
        """Add a sentence with a quote in it."""
        start = self.write(sentence) if sentence not in self.text else self.text.index(sentence)
        at = start + sentence.index(words)
        self.quotes.append(
            {
                "text": words,
                "start": at,
                "end": at + len(words),
                "kind": kind,
                "speaker": self.entity(speaker, start, sentence) if speaker else None,
            }
        )
        return self

    def expects(
        self, sentence: str, words: str, date: str, what: str, certainty: str = "scheduled"
    ) -> Report:
        """Add a sentence that names a date ahead."""
        start = self.write(sentence) if sentence not in self.text else self.text.index(sentence)
        at = start + sentence.index(words)
        self.entries.append(
            CalendarEntry(
                date=dt.date.fromisoformat(date),
                text=words,
                start=at,
                end=at + len(words),
                what=what,
                certainty=certainty,
            )
        )
        return self

    @property
    def annotation(self) -> Annotation:
        document = Document(
            id=self.id,
            text=self.text,
            title=self.title,
            published=self.published,
            publisher=self.publisher,
            url=self.url,
        )
        cite = CiteInfo(
            document=self.id, title=self.title, url=self.url, publication=self.publisher, date=self.published
        )
        return Annotation(
            document=document,
            events=tuple(
                Event(id=f"{self.id}-{number}", cite_info=cite, **fields)  # type: ignore[arg-type]
                for number, fields in enumerate(self.events)
            ),
            quotes=tuple(Quote(**fields) for fields in self.quotes),  # type: ignore[arg-type]
            calendar=tuple(self.entries),
        )
