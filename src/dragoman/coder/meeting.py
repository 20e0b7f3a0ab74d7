"""Who else takes part in a meeting that a noun tells: "his first encounter with Lee", "Ishiba's talks with Lee"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.coder.decoder import Act, Span

MEETINGS = frozenset({"CONSULT"})
_WITH = re.compile(r"(?:\s+[a-z][\w’'-]*){0,3}?\s+with\s+(?:(?:the|his|her|its|their)\s+)?")
_OWNER = re.compile(r"\b(his|her|their)\s+(?:[a-z][\w-]*\s+){0,2}$", re.I)
_OWNED = re.compile(r"['’]s?\s+(?:[a-z][\w-]*\s+){0,2}$")


def complete(text: str, act: Act, spans: Sequence[Span]) -> Act:
    """An act of meeting with those beside its noun whom the network left out, where it has fewer than two."""
    if act.type not in MEETINGS or len(act.actors) + len(act.recipients) > 1:
        return act
    known = [*act.actors, *act.recipients]
    found: list[Span] = []
    behind = _WITH.match(text, act.end)
    if behind:
        found += [
            span for span in spans if span.kind == "actor" and behind.end() <= span.start <= behind.end() + 4
        ][:1]
    before = text[max(0, act.start - 60) : act.start]
    pronoun = _OWNER.search(before)
    if pronoun:
        start = act.start - len(before) + pronoun.start(1)
        found.append(Span(start=start, end=start + len(pronoun[1]), kind="actor", score=0.5))
    else:
        found += [
            span
            for span in spans
            if span.kind == "actor" and span.end <= act.start and _OWNED.fullmatch(text[span.end : act.start])
        ][:1]
    new = [
        one for one in found if not any(one.start < other.end and other.start < one.end for other in known)
    ]
    return replace(act, actors=(*act.actors, *new)) if new else act
