"""Whether a place in a report speaks of a country: by its names, or by those of its people met in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.language.sentences import split_sentences
from dragoman.records import Document, Event
from dragoman.relations.countries import words_for
from dragoman.schema import side

LONGEST_NAME = 60
_PRONOUNS = frozenset({"She", "They", "His", "Her", "Him", "Their", "The", "Its", "Who"})


class Topic:
    """Some countries as a topic; ``events`` teach it what each report calls their people."""

    def __init__(self, codes: Sequence[str], events: Iterable[Event]) -> None:
        self._words = {word for code in codes for word in words_for(code)}
        self._names: dict[str, set[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._sentences: dict[str, list[tuple[int, int]]] = {}
        for event in events:
            names = self._names.setdefault(event.cite_info.document, set())
            for actor in (*event.actor, *event.recipient):
                if side(actor) not in codes:
                    continue
                # pronouns and common nouns ("it", "officials") say nothing of the country, names do
                if actor.name:
                    names |= {
                        name
                        for name in (actor.name, actor.entity_text)
                        if any(word[0].isupper() for word in name.split()) and 2 < len(name) <= LONGEST_NAME
                    } - _PRONOUNS

    def is_near(self, document: Document, start: int, end: int) -> bool:
        """Whether the sentence around some words of a report's body, or the one before, speaks of the topic."""
        if document.id not in self._sentences:
            self._sentences[document.id] = split_sentences(document.text)
        sentences = self._sentences[document.id]
        touched = [place for place, one in enumerate(sentences) if one[0] < end and start < one[1]]
        if touched:
            start, end = sentences[max(touched[0] - 1, 0)][0], sentences[touched[-1]][1]
        return self._pattern(document.id).search(document.text, start, end) is not None

    def _pattern(self, document: str) -> re.Pattern[str]:
        if document not in self._patterns:
            words = sorted(
                self._words | self._names.get(document, set()), key=lambda word: (-len(word), word)
            )
            joined = "|".join(re.escape(word) for word in words if word)
            self._patterns[document] = re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
        return self._patterns[document]
