"""The coder: passages in, what was found in each out. One encoder pass, then decoding.

A coder is a plug point: anything with a ``name``, an ``ontology`` and ``code(passages)`` can take this one's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from msgspec import Struct

from dragoman.actors import names_official, names_political_actor
from dragoman.coder.decoder import Act, Decoder, Span
from dragoman.coder.encoder import Encoder
from dragoman.coder.meeting import complete
from dragoman.ontology import Ontology
from dragoman.records import Passage

# Passages that are sorted by length together: enough for full batches, little enough to stream.
WINDOW = 256


class Found(Struct, frozen=True, kw_only=True):
    """What a coder finds in one passage; all offsets count in the passage's own text."""

    passage: Passage
    spans: tuple[Span, ...] = ()
    acts: tuple[Act, ...] = ()


class Coder(Protocol):
    """Reads passages and says what was done in them. Yields one Found for each passage, in order."""

    name: str
    ontology: Ontology

    def code(self, passages: Iterable[Passage]) -> Iterator[Found]: ...


class NeuralCoder:
    """The coder that ships: the encoder's logits, decoded."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = f"model {encoder.hash}"
        self.ontology = encoder.ontology
        self._decoder = Decoder(encoder.labels, encoder.card.calibration)

    def code(self, passages: Iterable[Passage]) -> Iterator[Found]:
        """Read passages in windows; those in which no political actor stands are not encoded at all."""
        stream = iter(passages)
        before: str | None = None
        while window := list(islice(stream, WINDOW)):
            wanted: list[bool] = []
            for passage in window:
                political = (names_official if passage.unpolitical else names_political_actor)(passage.text)
                # A passage of pronouns follows one that names its actors: it is read when its forerunner does.
                wanted.append(political or before == passage.document)
                before = passage.document if political else None
            readings = iter(
                self.encoder.read([p.text for p, want in zip(window, wanted, strict=True) if want])
            )
            for passage, want in zip(window, wanted, strict=True):
                if not want:
                    yield Found(passage=passage)
                    continue
                spans, acts = self._decoder.decode(next(readings), names=passage.names, times=passage.times)
                told = (complete(passage.text, act, spans) for act in acts)
                yield Found(passage=passage, spans=tuple(spans), acts=tuple(told))


def conforms(coder: Coder, passages: Iterable[Passage]) -> None:
    """Check that a coder keeps to the protocol on these passages; raises AssertionError where it does not."""
    given = list(passages)
    found = list(coder.code(given))
    assert coder.name, "a coder has a name, which stands in every event"
    assert [one.passage for one in found] == given, "one Found for each passage, in order"
    for one in found:
        size = len(one.passage.text)
        for span in [
            *one.spans,
            *(span for act in one.acts for span in (*act.actors, *act.recipients, *act.places)),
        ]:
            assert 0 <= span.start < span.end <= size, f"the span {span} leaves its passage"
        for act in one.acts:
            assert act.type in coder.ontology.types, f"the type of {act} is not in the ontology"
            assert 0 <= act.start < act.end <= size, f"the trigger of {act} leaves its passage"
            assert 0 <= act.confidence <= 1, f"the confidence of {act} is no chance"
