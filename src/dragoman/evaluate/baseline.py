"""The coder to beat: a list of words with the type that each mostly stood for in the training part.

It finds an act at every word that was a trigger more often than not, takes the nearest known name before it
as the actor and the nearest behind it as the recipient. What a network learns beyond this is its worth.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dragoman.actors import ROLE, lexicon
from dragoman.coder.decoder import Act, Span
from dragoman.corpus import MarkedPassage
from dragoman.evaluate.events import EventReport, report_events
from dragoman.evaluate.measures import Score

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A word is a trigger when it was one in at least this share of the places where it stood.
SHARE = 0.5


class WordCoder:
    """The baseline, learned from marked passages."""

    def __init__(self, passages: Iterable[MarkedPassage]) -> None:
        places: Counter[str] = Counter()
        types: dict[str, Counter[str]] = defaultdict(Counter)
        for passage in passages:
            places.update(word.lower() for word in _WORD.findall(passage.text))
            for event in passage.events:
                types[passage.text[event.start : event.end].lower()][event.type] += 1
        self.types = {
            word: found.most_common(1)[0][0]
            for word, found in types.items()
            if found.total() >= SHARE * places[word] and places[word]
        }

    def find(self, text: str) -> list[Act]:
        """The acts of a text."""
        names = [(m.start, m.end) for m in lexicon().find(text) if m.entry.kind != ROLE]
        acts: list[Act] = []
        for word in _WORD.finditer(text):
            kind = self.types.get(word[0].lower())
            if kind is None:
                continue
            before = [name for name in names if name[1] <= word.start()][-1:]
            behind = [name for name in names if name[0] >= word.end()][:1]
            acts.append(
                Act(
                    start=word.start(),
                    end=word.end(),
                    type=kind,
                    modes=(),
                    auxiliaries=(),
                    contexts=(),
                    actors=tuple(Span(start=a, end=b, kind="actor", score=1) for a, b in before),
                    recipients=tuple(Span(start=a, end=b, kind="actor", score=1) for a, b in behind),
                    places=(),
                    times=(),
                    confidence=SHARE,
                )
            )
        return acts


def always(passages: Sequence[MarkedPassage], found: Sequence[Sequence[Act]]) -> Score:
    """The figures of the same acts, were each of the type that is marked most often."""
    most = Counter(event.type for passage in passages for event in passage.events).most_common(1)
    kind = most[0][0] if most else ""
    return report_events(passages, [[replace(act, type=kind) for act in acts] for acts in found]).trigger


def baseline(training: Iterable[MarkedPassage], passages: Sequence[MarkedPassage]) -> EventReport:
    """The figures of the baseline, learned from ``training``, on other passages."""
    coder = WordCoder(training)
    return report_events(passages, [coder.find(passage.text) for passage in passages])
