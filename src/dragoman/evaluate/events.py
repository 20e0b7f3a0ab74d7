"""Acts found against acts marked, passage by passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dragoman.coder.decoder import Act, Decoder, Span
from dragoman.coder.encoder import Calibration, Encoder, Reading
from dragoman.corpus import MarkedEvent, MarkedPassage
from dragoman.evaluate.measures import Score, f1_interval, score

# Stands for no act in the table of confusions.
NO_ACT = "-"


class EventReport(Struct, frozen=True, kw_only=True):
    """Figures of one coder on marked passages.

    ``trigger``: the words overlap and the type is right; ``interval`` is its 95 % interval over passages.
    ``actor`` and ``recipient``: the type is right and the spans overlap. ``auxiliary``, ``mode`` and ``context``
    are micro-averaged over acts whose trigger is right. ``mode_accuracy`` is the share of those acts with a mode
    whose modes are all right. ``confusions`` counts pairs of the marked and the found type of the same words, "-"
    where there is none. ``false_alarms`` counts the acts found per 100 passages in which none is marked.
    """

    passages: int
    trigger: Score
    interval: tuple[float, float]
    actor: Score
    recipient: Score
    auxiliary: Score
    mode: Score
    mode_accuracy: float
    context: Score
    types: dict[str, Score]
    modes: dict[str, Score]
    contexts: dict[str, Score]
    auxiliaries: dict[str, Score]
    confusions: dict[tuple[str, str], int]
    false_alarms: float


class Mistake(Struct, frozen=True, kw_only=True):
    """An act of a passage that was missed (``found`` is null), made up (``marked`` is null) or taken for another."""

    text: str
    trigger: str
    marked: str | None
    found: str | None
    confidence: float | None
    source: str
    line: int


def measure(
    encoder: Encoder,
    passages: Sequence[MarkedPassage],
    calibration: Calibration | None = None,
    readings: Sequence[Reading] | None = None,
) -> EventReport:
    """The coder's figures on marked passages; the marked times are the times on offer.

    ``readings`` of the passages may be handed in when the same ones are decoded again and again.
    """
    return report_events(passages, found_acts(encoder, passages, calibration, readings))


def found_acts(
    encoder: Encoder,
    passages: Sequence[MarkedPassage],
    calibration: Calibration | None = None,
    readings: Sequence[Reading] | None = None,
) -> list[list[Act]]:
    """The acts that the network finds in each marked passage; the marked times are the times on offer."""
    decoder = Decoder(encoder.labels, calibration or encoder.card.calibration)
    found: list[list[Act]] = []
    for passage, reading in zip(passages, readings or encoder.read([p.text for p in passages]), strict=True):
        times = [(m.start, m.end) for m in passage.mentions if m.kind == "t"]
        found.append(decoder.decode(reading, times=times)[1])
    return found


def marked_acts(passage: MarkedPassage) -> list[Act]:
    """The marks of a passage as if a coder had found them: a second reader in the coder's place."""
    spans = {m.label: Span(start=m.start, end=m.end, kind="actor", score=1) for m in passage.mentions}
    return [
        Act(
            start=event.start,
            end=event.end,
            type=event.type,
            modes=event.modes,
            auxiliaries=event.auxiliaries,
            contexts=event.contexts,
            actors=tuple(spans[label] for label in event.actors),
            recipients=tuple(spans[label] for label in event.recipients),
            places=(),
            times=(),
            confidence=1,
        )
        for event in passage.events
    ]


def report_events(passages: Sequence[MarkedPassage], found: Sequence[Sequence[Act]]) -> EventReport:
    """Compare the acts found in each passage with those marked."""
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    confusions: Counter[tuple[str, str]] = Counter()
    exact_modes, with_modes = 0, 0
    triggers: list[Score] = []
    for passage, acts in zip(passages, found, strict=True):
        spans = {mention.label: (mention.start, mention.end) for mention in passage.mentions}
        for act in acts:
            predicted.update((f"type {act.type}", "trigger"))
        for event in passage.events:
            wanted.update((f"type {event.type}", "trigger"))
        pairs = pair(acts, passage.events)
        triggers.append(score(len(pairs), len(acts), len(passage.events)))
        confusions.update((event.type, event.type) for _, event in pairs)
        confusions.update(
            (mistake.marked or NO_ACT, mistake.found or NO_ACT) for mistake in mistakes(passage, acts)
        )
        for act, event in pairs:
            right.update((f"type {event.type}", "trigger"))
            for kind, got, want in (
                ("auxiliary", act.auxiliaries, event.auxiliaries),
                ("mode", act.modes, event.modes),
                ("context", act.contexts, event.contexts),
            ):
                for names, counter in ((got, predicted), (want, wanted), (set(got) & set(want), right)):
                    counter.update(f"{kind} {name}" for name in names)
                    counter[kind] += len(names)
            if event.modes:
                with_modes += 1
                exact_modes += set(act.modes) == set(event.modes)
        for role in ("actor", "recipient"):
            _arguments(role, acts, passage.events, spans, right, predicted, wanted)

    def one(name: str) -> Score:
        return score(right[name], predicted[name], wanted[name])

    def under(kind: str) -> dict[str, Score]:
        names = sorted(name for name in wanted.keys() | predicted.keys() if name.startswith(f"{kind} "))
        return {name.split(" ", 1)[1]: one(name) for name in names}

    empty = [acts for passage, acts in zip(passages, found, strict=True) if not passage.events]
    return EventReport(
        passages=len(passages),
        trigger=one("trigger"),
        interval=f1_interval(triggers),
        actor=one("actor"),
        recipient=one("recipient"),
        auxiliary=one("auxiliary"),
        mode=one("mode"),
        mode_accuracy=exact_modes / max(1, with_modes),
        context=one("context"),
        types=under("type"),
        modes=under("mode"),
        contexts=under("context"),
        auxiliaries=under("auxiliary"),
        confusions=dict(confusions),
        false_alarms=100 * sum(map(len, empty)) / max(1, len(empty)),
    )


def pair(acts: Sequence[Act], events: Sequence[MarkedEvent]) -> list[tuple[Act, MarkedEvent]]:
    """Each marked event with the first unused act of its type whose trigger overlaps."""
    pairs: list[tuple[Act, MarkedEvent]] = []
    free = list(acts)
    for event in events:
        for act in free:
            if act.type == event.type and act.start < event.end and act.end > event.start:
                pairs.append((act, event))
                free.remove(act)
                break
    return pairs


def mistakes(passage: MarkedPassage, acts: Sequence[Act]) -> Iterator[Mistake]:
    """What a coder got wrong in a passage, act by act."""

    def mistake(event: MarkedEvent | None, act: Act | None) -> Mistake:
        words = event or act
        assert words
        return Mistake(
            text=passage.text,
            trigger=passage.text[words.start : words.end],
            marked=event.type if event else None,
            found=act.type if act else None,
            confidence=act.confidence if act else None,
            source=passage.source,
            line=passage.line,
        )

    done = pair(acts, passage.events)
    free = [act for act in acts if not any(act is known for known, _ in done)]
    for event in passage.events:
        if any(event is known for _, known in done):
            continue
        other = next((act for act in free if act.start < event.end and act.end > event.start), None)
        if other:
            free.remove(other)
        yield mistake(event, other)
    for act in free:
        yield mistake(None, act)


def _arguments(
    role: str,
    acts: Sequence[Act],
    events: Sequence[MarkedEvent],
    spans: dict[str, tuple[int, int]],
    right: Counter[str],
    predicted: Counter[str],
    wanted: Counter[str],
) -> None:
    def of_act(act: Act) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in (act.actors if role == "actor" else act.recipients)]

    def of_event(event: MarkedEvent) -> list[tuple[int, int]]:
        return [spans[label] for label in (event.actors if role == "actor" else event.recipients)]

    predicted[role] += sum(len(of_act(act)) for act in acts)
    wanted[role] += sum(len(of_event(event)) for event in events)
    for act, event in pair(acts, events):
        free = of_act(act)
        for start, end in of_event(event):
            hit = next((span for span in free if span[0] < end and span[1] > start), None)
            if hit:
                right[role] += 1
                free.remove(hit)
