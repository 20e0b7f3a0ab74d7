"""One name resolved on its own, or within a context."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from msgspec.structs import replace

from dragoman.actors.dossier import Dossier
from dragoman.actors.lexicon import lexicon
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ended_states

# What the code of a state is worth after its end, when a successor may be meant.
HISTORY = 0.8


@lru_cache(maxsize=256)
def dossier_of(context: str, date: dt.date | None) -> Dossier:
    return Dossier(context, day=date)


def resolve_actor(
    text: str, *, context: str | None = None, date: dt.date | None = None, acting: bool = True
) -> Resolution:
    """Who a name or phrase stands for, and why.

    ``context`` is text around it (a sentence, an article): persons it introduces are known, and the state it
    speaks of is a weak hint for roles without one. ``date`` is the day it was written: a
    state that had ended by then is history, with less confidence. ``acting`` tells that it
    acts or is acted upon, so that a bare state is its government (GOV); without it a state is only itself. Whatever
    remains unknown is ``None``.
    """
    words = " ".join(text.split())
    dossier = dossier_of(context or "", date)
    start = dossier.text.find(words)
    found = dossier.resolve(words, start if start >= 0 else len(dossier.text), acting=acting)
    return in_its_time(words, found, date) if date is not None else found


def in_its_time(text: str, found: Resolution, date: dt.date) -> Resolution:
    """A resolution with a word on a state that had ended by the day of writing."""
    for match in lexicon().find(text):
        name = text[match.start : match.end]
        until = ended_states().get(name)
        if until is not None and date.year > until:
            why = f"{found.why[:-1]}; “{name}” ended in {until}, so this looks back."
            return replace(found, confidence=round(found.confidence * HISTORY, 2), why=why)
    return found
