"""The whole line's events against marked passages: what a user gets, with the actors' codes and the confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dragoman.coder.coder import Coder
from dragoman.corpus import MarkedPassage
from dragoman.evaluate.measures import Score, calibration_error, f1_interval, score
from dragoman.pipeline import annotate_all, document
from dragoman.records import Actor, Event


class CodedReport(Struct, frozen=True, kw_only=True):
    """Figures of the whole line, each passage taken for a document of its day.

    ``event``: the trigger overlaps a marked one of the same type. ``actor`` and ``recipient``: codes (a country, or
    IGO and the like) of events of the right trigger and type against the marked codes, each code of an event once;
    what the marks leave open does not count. ``calibration_error`` compares confidence with ``event``.
    """

    passages: int
    event: Score
    interval: tuple[float, float]
    actor: Score
    recipient: Score
    calibration_error: float


def measure_coded(passages: Sequence[MarkedPassage], coder: Coder) -> CodedReport:
    """Code the passages from their bare text and compare."""
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    confidences: list[float] = []
    hits: list[bool] = []
    scores: list[Score] = []
    for passage, events in zip(passages, coded(passages, coder), strict=True):
        known = {mention.label: mention for mention in passage.mentions}
        free = list(events)
        found = 0
        for marked in passage.events:
            twin = next(
                (
                    event
                    for event in free
                    if event.event == marked.type
                    and event.text_info.trigger[0] < marked.end
                    and event.text_info.trigger[1] > marked.start
                ),
                None,
            )
            if twin:
                free.remove(twin)
                found += 1
                confidences.append(twin.confidence)
                hits.append(True)
            for role, labels in (("actor", marked.actors), ("recipient", marked.recipients)):
                want = {known[label].code for label in labels}
                got = _codes(getattr(twin, role)) if twin else set()
                if None not in want:
                    wanted[role] += len(want)
                    right[role] += len(want & got)
                    predicted[role] += len(got)
        for event in free:
            confidences.append(event.confidence)
            hits.append(False)
            for role in ("actor", "recipient"):
                predicted[role] += len(_codes(getattr(event, role)))
        scores.append(score(found, len(events), len(passage.events)))
    return CodedReport(
        passages=len(passages),
        event=score(
            *(sum(getattr(one, name) for one in scores) for name in ("right", "predicted", "wanted"))
        ),
        interval=f1_interval(scores),
        actor=score(right["actor"], predicted["actor"], wanted["actor"]),
        recipient=score(right["recipient"], predicted["recipient"], wanted["recipient"]),
        calibration_error=calibration_error(confidences, hits),
    )


def _codes(actors: Iterable[Actor]) -> set[str]:
    """What is known of some actors; one left open is missed, not wrong."""
    return {one.code for one in actors if one.code}


def coded(passages: Iterable[MarkedPassage], coder: Coder) -> Iterator[tuple[Event, ...]]:
    """The events of each passage, coded from its bare text."""
    texts = (document(passage.text, published=passage.published) for passage in passages)
    for annotation in annotate_all(texts, coder, mentions=False):
        yield annotation.events
