"""What speakers of one side said about another: quotes, each told once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from msgspec import Struct

from dragoman.records import Annotation, Quote
from dragoman.relations.topic import Topic
from dragoman.schema import side

FEWEST_WORDS = 4
"""Fewer quoted words are a name in inverted commas, not somebody's view."""


class Voice(Struct, frozen=True):
    """Words of somebody on one side, and where they stand; ``places`` are (document, start, end)."""

    quote: Quote
    published: dt.date | None
    places: tuple[tuple[str, int, int], ...]


def voices(annotations: Iterable[Annotation], a: str, topic: Topic) -> list[Voice]:
    """What speakers of side ``a`` said on the topic: newest first, the same words of several reports once."""
    places: dict[str, list[tuple[dt.date | None, Quote, tuple[str, int, int]]]] = {}
    for annotation in annotations:
        document = annotation.document
        for quote in annotation.quotes:
            speaker = quote.speaker
            if speaker is None or side(speaker) != a or quote.kind not in ("direct", "partial"):
                continue
            if len(quote.text.split()) < FEWEST_WORDS:
                continue
            if not topic.is_near(document, quote.start, quote.end):
                continue
            key = " ".join(re.findall(r"\w+", quote.text.casefold()))
            places.setdefault(key, []).append(
                (document.published, quote, (document.id, quote.start, quote.end))
            )
    found = [Voice(told[0][1], told[0][0], tuple(place for _, _, place in told)) for told in places.values()]
    return sorted(found, key=lambda voice: (-(voice.published or dt.date.min).toordinal(), *voice.places[0]))
