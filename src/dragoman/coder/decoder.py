"""From the network's logits to found acts: spans, their codes, and who stands in which role.

This stage knows one passage and no actor tables: it says which words act on which. ``assembly`` makes
events of it, with the document's actors, dates, amounts and quotes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dragoman.coder.encoder import Calibration, Reading
from dragoman.coder.labels import MENTIONS, NONE, Labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The codebook (2.3): cooperation that lies in the future is willingness, and a retreat yet to come is a concession.
FUTURE_AS = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}


# The least chance of an arc to the only one who may have done an act or suffered it.
SOMEBODY = 0.1


class Span(Struct, frozen=True, kw_only=True):
    """Words of a passage that name an actor or place; ``sector`` is the network's view of an actor's sector."""

    start: int
    end: int
    kind: str
    score: float
    sector: str | None = None


class Act(Struct, frozen=True, kw_only=True):
    """One trigger with its codes and its arguments, spans of the passage; ``confidence`` is calibrated."""

    start: int
    end: int
    type: str
    modes: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    places: tuple[Span, ...]
    times: tuple[tuple[int, int], ...]
    confidence: float


class Decoder:
    """Decodes readings. ``names`` and ``times`` offer spans found by other means as arguments too."""

    def __init__(self, labels: Labels, calibration: Calibration) -> None:
        self.labels = labels
        self.calibration = calibration
        self._slices = labels.slices
        self._modes = {
            kind: [
                (i, name.split(" ", 1)[1])
                for i, name in enumerate(labels.modes)
                if name.split(" ", 1)[0] == kind
            ]
            for kind in labels.triggers
        }

    def decode(
        self,
        reading: Reading,
        *,
        names: Sequence[tuple[int, int]] = (),
        times: Sequence[tuple[int, int]] = (),
    ) -> tuple[list[Span], list[Act]]:
        """The mentions and acts of one passage, in text order; offsets count in the passage's text."""
        spans = [_whole(span, names) for span in self._mentions(reading)]
        taken = [(span.start, span.end) for span in spans]
        for start, end in names:
            if not any(start < b and end > a for a, b in taken):
                spans.append(Span(start=start, end=end, kind="actor", score=0.5))
        spans.sort(key=lambda span: span.start)
        triggers = self._triggers(reading)
        if not triggers:
            return spans, []
        where = [_pieces(reading.offsets, span.start, span.end) for span in spans]
        when = [_pieces(reading.offsets, start, end) for start, end in times]
        acts = [
            self._act(reading, pieces, kind, score, spans, where, times, when)
            for pieces, kind, score in triggers
        ]
        return spans, acts

    def _mentions(self, reading: Reading) -> list[Span]:
        """Runs of B and I tags, widened to whole words."""
        tags = reading.tokens[:, self._slices["tags"]]
        best = tags.argmax(-1)
        if not best.any():
            return []
        scores = _softmax(tags).max(-1)
        sectors = _softmax(reading.tokens[:, self._slices["sectors"]])
        spans: list[Span] = []
        position, size = 0, len(best)
        while position < size:
            tag = int(best[position])
            if tag == 0 or reading.words[position] is None:
                position += 1
                continue
            kind = (tag - 1) // 2
            end = position + 1
            # A word's later pieces always belong to it. A B of the same kind goes on as an I does: two mentions with
            # nothing between them hardly occur, one cut in two does.
            while (
                end < size
                and reading.words[end] is not None
                and (
                    reading.words[end] == reading.words[end - 1] or best[end] in (2 * kind + 1, 2 * kind + 2)
                )
            ):
                end += 1
            while position > 0 and reading.words[position - 1] == reading.words[position]:
                position -= 1
            sector = self.labels.sectors[int(sectors[position:end].mean(0).argmax())] if kind == 0 else NONE
            spans.append(
                Span(
                    start=reading.offsets[position][0],
                    end=reading.offsets[end - 1][1],
                    kind=MENTIONS[kind],
                    score=float(scores[position:end].mean()),
                    sector=None if sector == NONE else sector,
                )
            )
            position = end
        return spans

    def _triggers(self, reading: Reading) -> list[tuple[list[int], str, float]]:
        """Runs of words whose chance of being a trigger passes the threshold, with their likeliest type."""
        logits = reading.tokens[:, self._slices["triggers"]] / self.calibration.temperature
        chances = _softmax(logits)
        hot = np.flatnonzero(1 - chances[:, 0] >= self.calibration.trigger)
        groups: list[list[int]] = []
        for piece in hot.tolist():
            word = reading.words[piece]
            if word is None:
                continue
            last = groups[-1] if groups else None
            same = last is not None and chances[piece, 1:].argmax() == chances[last[-1], 1:].argmax()
            if last and (reading.words[last[-1]] == word or (last[-1] == piece - 1 and same)):
                last.append(piece)
            else:
                groups.append([piece])
        found: list[tuple[list[int], str, float]] = []
        for group in groups:
            pieces = _whole_words(reading.words, group)
            mean = chances[group].mean(0)
            kind = int(mean[1:].argmax()) + 1
            if mean[kind] >= self.calibration.type:
                found.append((pieces, self.labels.triggers[kind], self._confidence(float(mean[kind]))))
        return found

    def _confidence(self, chance: float) -> float:
        """How often an act whose type has this chance was right on the development part (Platt 1999)."""
        odds = math.log(max(chance, 1e-6) / max(1 - chance, 1e-6))
        fitted = self.calibration.scale * odds + self.calibration.shift
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, fitted))))

    def _act(
        self,
        reading: Reading,
        trigger: list[int],
        kind: str,
        confidence: float,
        spans: Sequence[Span],
        where: Sequence[list[int]],
        times: Sequence[tuple[int, int]],
        when: Sequence[list[int]],
    ) -> Act:
        tokens = reading.tokens[trigger].mean(0)
        auxiliaries = self._on(tokens, "auxiliaries", self.labels.auxiliaries, self.calibration.auxiliaries)
        if "future" in auxiliaries and FUTURE_AS.get(kind) in self.labels.triggers:
            kind = FUTURE_AS[kind]
            auxiliaries = tuple(name for name in auxiliaries if name != "future")
        arcs = sigmoid(reading.arcs[trigger].mean(0))
        roles: dict[str, list[Span]] = {"actor": [], "recipient": [], "place": []}
        likeliest: tuple[float, str, Span] | None = None
        for span, pieces in zip(spans, where, strict=True):
            if not pieces:
                continue
            chance = arcs[pieces].mean(0)
            options = [
                r
                for r, role in enumerate(self.labels.roles)
                if (role == "place") == (span.kind == "place") and role != "time"
            ]
            best = max(options, key=lambda r: float(chance[r]))
            role = self.labels.roles[best]
            if chance[best] >= self.calibration.arc:
                roles[role].append(span)
            elif role != "place" and (not likeliest or chance[best] > likeliest[0]):
                likeliest = (float(chance[best]), role, span)
        # An act is somebody's: where nobody passes the threshold, the likeliest does if at all likely.
        if likeliest and not roles["actor"] and not roles["recipient"] and likeliest[0] >= SOMEBODY:
            roles[likeliest[1]].append(likeliest[2])
        time_role = self.labels.roles.index("time")
        moments = [
            time
            for time, pieces in zip(times, when, strict=True)
            if pieces and arcs[pieces].mean(0)[time_role] >= self.calibration.arc
        ]
        return Act(
            start=reading.offsets[trigger[0]][0],
            end=reading.offsets[trigger[-1]][1],
            type=kind,
            modes=self._modes_of(tokens, kind),
            auxiliaries=auxiliaries,
            contexts=self._on(tokens, "contexts", self.labels.contexts, self.calibration.contexts),
            actors=tuple(roles["actor"]),
            recipients=tuple(roles["recipient"]),
            places=tuple(roles["place"]),
            times=tuple(moments),
            confidence=round(confidence, 4),
        )

    def _on(
        self, tokens: NDArray[np.float32], head: str, names: Sequence[str], threshold: float
    ) -> tuple[str, ...]:
        chances = sigmoid(tokens[self._slices[head]])
        return tuple(name for name, chance in zip(names, chances, strict=True) if chance >= threshold)

    def _modes_of(self, tokens: NDArray[np.float32], kind: str) -> tuple[str, ...]:
        chances = sigmoid(tokens[self._slices["modes"]])
        return tuple(name for i, name in self._modes.get(kind, []) if chances[i] >= self.calibration.modes)


def _whole(span: Span, names: Sequence[tuple[int, int]]) -> Span:
    """A mention that is part of a name ("Seven" of "Group of Seven") as the whole of it."""
    for start, end in names:
        if start <= span.start and span.end <= end and (start, end) != (span.start, span.end):
            return replace(span, start=start, end=end)
    return span


def _pieces(offsets: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a]


def _whole_words(words: Sequence[int | None], pieces: list[int]) -> list[int]:
    first, last = pieces[0], pieces[-1]
    while first > 0 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last]:
        last += 1
    return list(range(first, last + 1))


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    chances: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return chances


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The chances that logits stand for."""
    return (1 / (1 + np.exp(-logits))).astype(np.float32)
