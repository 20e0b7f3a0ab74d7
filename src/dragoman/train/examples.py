"""From marked passages to what the network learns: pieces, their labels, arcs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from dragoman.coder.labels import Labels
from dragoman.corpus import MarkedEvent, MarkedPassage

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MAX_PIECES = 256
KINDS = {"a": "actor", "p": "place"}


class Example(Struct, frozen=True, kw_only=True):
    """One passage as arrays over its n pieces.

    ``ids`` (n,), ``tags`` (n,) and ``triggers`` (n,) are class indices; ``sectors`` (n,) is -1 outside actor
    mentions. ``events`` holds for each trigger its pieces and the indices that are on in auxiliaries,
    modes and contexts, and under ``choices`` the modes that its type has; ``arcs`` holds (pieces of the
    trigger, pieces of the argument, role); ``parts`` holds for each actor mention its pieces, the types of the
    acts that it does and the types of those that are done to it.
    """

    ids: NDArray[np.int64]
    tags: NDArray[np.int64]
    triggers: NDArray[np.int64]
    sectors: NDArray[np.int64]
    events: tuple[tuple[tuple[int, ...], dict[str, tuple[int, ...]]], ...]
    arcs: tuple[tuple[tuple[int, ...], tuple[int, ...], int], ...]
    parts: tuple[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...]
    mentions: tuple[tuple[int, ...], ...]
    passage: MarkedPassage


def load_tokenizer(path: Path) -> Tokenizer:
    """The encoder's tokenizer, without the padding and truncation that its file may ask for."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def make_examples(passages: Iterable[MarkedPassage], tokenizer: Tokenizer, labels: Labels) -> list[Example]:
    """Turn every passage into an example. Marks past the longest input (256 pieces) are left out."""
    return [_example(passage, tokenizer, labels) for passage in passages]


def _example(passage: MarkedPassage, tokenizer: Tokenizer, labels: Labels) -> Example:
    encoding = tokenizer.encode(passage.text)
    offsets: Sequence[tuple[int, int]] = encoding.offsets
    count = len(offsets)

    def pieces(start: int, end: int) -> tuple[int, ...]:
        return tuple(i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a)

    tags = np.zeros(count, dtype=np.int64)
    sectors = np.full(count, -1, dtype=np.int64)
    spans: dict[str, tuple[int, ...]] = {}
    for mention in passage.mentions:
        spans[mention.label] = pieces(mention.start, mention.end)
        if mention.kind not in KINDS or not spans[mention.label]:
            continue
        first, *rest = spans[mention.label]
        tags[first] = labels.tags.index(f"B-{KINDS[mention.kind]}")
        tags[rest] = labels.tags.index(f"I-{KINDS[mention.kind]}")
        if mention.kind == "a":
            sectors[list(spans[mention.label])] = (
                labels.sectors.index(mention.sector) if mention.sector else 0
            )
    triggers = np.zeros(count, dtype=np.int64)
    events = []
    arcs = []
    for event in passage.events:
        trigger = pieces(event.start, event.end)
        if not trigger:
            continue
        triggers[list(trigger)] = labels.triggers.index(event.type)
        events.append((trigger, _codes(event, labels)))
        for role, names in zip(
            labels.roles, (event.actors, event.recipients, event.places, event.times), strict=True
        ):
            arcs += [(trigger, spans[name], labels.roles.index(role)) for name in names if spans[name]]
    parts = tuple(
        (
            spans[mention.label],
            _types((e for e in passage.events if mention.label in e.actors), labels.acting),
            _types((e for e in passage.events if mention.label in e.recipients), labels.concerned),
        )
        for mention in passage.mentions
        if mention.kind == "a" and spans[mention.label]
    )
    return Example(
        ids=np.array(encoding.ids, dtype=np.int64),
        tags=tags,
        triggers=triggers,
        sectors=sectors,
        events=tuple(events),
        arcs=tuple(arcs),
        parts=parts,
        mentions=tuple(span for span in spans.values() if span),
        passage=passage,
    )


def _types(events: Iterable[MarkedEvent], names: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({names.index(event.type) for event in events}))


def _codes(event: MarkedEvent, labels: Labels) -> dict[str, tuple[int, ...]]:
    return {
        "auxiliaries": tuple(labels.auxiliaries.index(name) for name in event.auxiliaries),
        "modes": tuple(labels.modes.index(f"{event.type} {mode}") for mode in event.modes),
        "choices": tuple(i for i, name in enumerate(labels.modes) if name.split(" ", 1)[0] == event.type),
        "contexts": tuple(labels.contexts.index(name) for name in event.contexts),
    }
