"""Other countries in the same sentence: so that a type is learned from the act, not from who is known for it."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache

from msgspec.structs import replace

from dragoman.actors.tables import territory_forms
from dragoman.corpus import MarkedEvent, MarkedMention, MarkedPassage

# Forms that can stand for each other in any sentence. Plurals of peoples keep to plurals.
SWAPPED = ("name", "adjective", "capital")


@cache
def _forms() -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, str]]]:
    """What each written form stands for, and for each country one written form of each kind."""
    stands: dict[str, tuple[str, str]] = {}
    writes: dict[str, dict[str, str]] = defaultdict(dict)
    for form in territory_forms():
        entry = form.entry
        if entry.form not in SWAPPED or not entry.code or not entry.usual or not form.written[0].isupper():
            continue
        if len(form.written) < 4:
            continue
        stands[form.written] = (entry.code, entry.form)
        writes[entry.code].setdefault(entry.form, form.written)
    return stands, {code: forms for code, forms in writes.items() if all(kind in forms for kind in SWAPPED)}


@cache
def _finder() -> re.Pattern[str]:
    stands, _ = _forms()
    names = sorted(stands, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")


def swap_countries(passage: MarkedPassage, chooser: random.Random) -> MarkedPassage:
    """The same passage with every country changed for another, the same one for the same one throughout.

    Names, adjectives and capitals inside marked mentions change; spans and codes follow. A passage without
    any comes back as it is.
    """
    stands, writes = _forms()
    exchange: dict[str, str] = {}
    pieces: list[tuple[int, int, str]] = []
    for mention in passage.mentions:
        for match in _finder().finditer(passage.text, mention.start, mention.end):
            code, kind = stands[match[0]]
            if code not in exchange:
                exchange[code] = chooser.choice([other for other in writes if other not in exchange.values()])
            pieces.append((match.start(), match.end(), writes[exchange[code]][kind]))
    if not pieces:
        return passage
    pieces.sort()
    text: list[str] = []
    # Where the text has grown or shrunk: an offset moves by all changes that end at or before it.
    moves: list[tuple[int, int]] = []
    position = shift = 0
    for start, end, word in pieces:
        text += [passage.text[position:start], word]
        position = end
        shift += len(word) - (end - start)
        moves.append((end, shift))
    text.append(passage.text[position:])

    def moved(offset: int) -> int:
        return offset + next((by for end, by in reversed(moves) if end <= offset), 0)

    def of_mention(mention: MarkedMention) -> MarkedMention:
        code = exchange.get(mention.code or "", mention.code)
        return replace(mention, start=moved(mention.start), end=moved(mention.end), code=code)

    def of_event(event: MarkedEvent) -> MarkedEvent:
        return replace(event, start=moved(event.start), end=moved(event.end))

    return replace(
        passage,
        text="".join(text),
        mentions=tuple(map(of_mention, passage.mentions)),
        events=tuple(map(of_event, passage.events)),
    )
