"""How plainly a sentence says that two countries have part in an event, so that what is doubtful gives way."""

from __future__ import annotations

import re
from functools import cache

from dragoman.briefs.evidence import Evidence
from dragoman.records import Actor, Event
from dragoman.relations.countries import is_named, words_for
from dragoman.schema import side

IN_SENTENCE = 0.7
"""What an event weighs when a side is named in its sentence, though not by the words for who acted."""
UNNAMED = 0.3
"""The same when a side is not named at all: whose it is was inferred, and such inferences are often wrong. So much also
weighs what is told by a heading alone, and by no whole sentence."""
ASIDE = 0.6
"""The same for what both sides did to somebody, be it one of themselves."""
CROWDED = {1: 1.0, 2: 1.0, 3: 0.85}
"""What an event of so many sides weighs; of more, as what is only named in the sentence."""
_ENDS = re.compile(r"[.!?…][\"'’”)\]]*(?:\s*\([^)]*\)\.?)?$")
_BEHIND = 40


class Plainness:
    """Weighs the events of two sides, from 0 to 1, by what their sentences say."""

    def __init__(self, a: str, b: str, evidence: Evidence) -> None:
        self.a, self.b = a, b
        self.evidence = evidence

    def __call__(self, event: Event) -> float:
        entities = (*event.actor, *event.recipient)
        sides = {side(one) for one in entities} - {None}
        acting, others = ({side(one) for one in role} for role in (event.actor, event.recipient))
        plain = CROWDED.get(len(sides), IN_SENTENCE)
        if others and ({self.a, self.b} <= acting or not {self.a, self.b} & others):
            plain *= ASIDE
        sentence = self.evidence.sentence(event)
        if not sentence:
            return plain
        if not _ENDS.search(sentence):
            plain *= UNNAMED
        for code, other in ((self.a, self.b), (self.b, self.a)):
            own = [one for one in entities if side(one) == code]
            if own:
                plain *= max(self._named(event, one, code, other, sentence) for one in own)
        return plain

    def _named(self, event: Event, actor: Actor, code: str, other: str, sentence: str) -> float:
        """How plainly an entity is of the side ``code``, and not of the other."""
        if _names(code).search(actor.entity_text) or (actor.name and not is_named(code, actor.name)):
            return 1.0
        behind = self.evidence.behind(event, actor.end, _BEHIND)
        if _names(other).search(actor.entity_text) or _place(other).match(behind):
            return UNNAMED
        return IN_SENTENCE if _names(code).search(sentence) else UNNAMED


@cache
def _names(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words_for(code))})(?!\w)")


@cache
def _place(code: str) -> re.Pattern[str]:
    """Words behind an entity that say where it is: "police in Seoul"."""
    return re.compile(rf"\s+(?:in|of|at|from)\s+(?:the\s+)?{_names(code).pattern}")
