"""One training run, from corpus files to a model folder with its figures."""

from __future__ import annotations

import platform
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from dragoman.coder.coder import NeuralCoder
from dragoman.coder.encoder import Calibration, Encoder, ModelCard, Reading
from dragoman.coder.labels import labels_of
from dragoman.corpus import MarkedPassage
from dragoman.errors import CorpusError
from dragoman.evaluate.baseline import baseline
from dragoman.evaluate.coded import CodedReport, measure_coded
from dragoman.evaluate.events import EventReport, found_acts, measure, pair
from dragoman.ontology import load_ontology, plover

# Thresholds whose figures lie this close do as well as each other.
EQUAL = 0.004
# Confidence is fitted on no fewer acts than these, and with this pull towards the chance as it stands.
LEAST_ACTS, PENALTY = 30, 1.0
THRESHOLDS = [round(0.2 + 0.05 * i, 2) for i in range(13)]


def run(
    passages: Sequence[MarkedPassage],
    folder: Path,
    ontology: Path | None = None,
    *,
    development: Sequence[str],
    test: Sequence[str],
    epochs: int | None = None,
    seed: int | None = None,
    start: Path | None = None,
    report: Callable[[str], None] = print,
) -> dict[str, object]:
    """Train on every hand but those of ``development``, which calibrate, and of ``test``, which measure.

    A hand is the writer named in a passage's header, so no writer stands in two parts; each hand of the test
    part is measured by itself. ``ontology`` is a file of the shape of plover.toml; ``start`` the folder of a
    model to begin from. Returns the origin that is written into ``model.json``. Raises CorpusError when a part
    has no passage.
    """
    from dragoman.train.augment import swap_countries
    from dragoman.train.examples import Example, load_tokenizer, make_examples
    from dragoman.train.export import export, starting_tokenizer
    from dragoman.train.trainer import Recipe, train

    held = {"development": tuple(development), **{hand: (hand,) for hand in test}}
    parts = {"train": [p for p in passages if p.hand not in {*development, *test}]}
    parts |= {part: [p for p in passages if p.hand in hands] for part, hands in held.items()}
    for part, members in parts.items():
        if not members:
            raise CorpusError(
                f"no passage for the {part} part", source="corpus", cure="name hands that wrote some"
            )
    book = load_ontology(ontology) if ontology else plover()
    labels = labels_of(book)
    recipe = msgspec.structs.replace(
        Recipe(), **{key: value for key, value in (("epochs", epochs), ("seed", seed)) if value is not None}
    )
    begun = Encoder(start).hash if start else "all-MiniLM-L6-v2"
    tokenizer = load_tokenizer(starting_tokenizer())

    def examples(epoch: int) -> list[Example]:
        chooser = random.Random(recipe.seed + epoch)
        varied = [
            swap_countries(p, chooser) if chooser.random() < recipe.swapped else p for p in parts["train"]
        ]
        return make_examples(varied, tokenizer, labels)

    sizes = ", ".join(f"{part} {len(members)}" for part, members in parts.items())
    report(f"passages: {sizes}")
    network = train(examples, labels, recipe, report, start)
    card = ModelCard(labels=labels, calibration=Calibration(), ontology=f"{book.name} {book.version}")
    export(network, card, folder, ontology)
    origin = {"recipe": msgspec.to_builtins(recipe), "start": begun}
    return write_up(folder, parts, origin, report)


def write_up(
    folder: Path,
    parts: Mapping[str, Sequence[MarkedPassage]],
    origin: Mapping[str, object],
    report: Callable[[str], None] = print,
) -> dict[str, object]:
    """Calibrate a trained model on its development part, measure it on all that it did not see, write its card.

    ``parts`` are train, development, and each test part by name. Returns the whole origin that the card then has.
    """
    encoder = Encoder(folder)
    calibration = calibrate(encoder, parts["development"], report)
    encoder.card = msgspec.structs.replace(encoder.card, calibration=calibration)
    write_card(encoder.card, folder)
    held = [part for part in parts if part != "train"]
    figures = {
        part: summary(measure(encoder, parts[part]))
        | summary_of_line(measure_coded(parts[part], NeuralCoder(encoder)))
        for part in held
    }
    whole: dict[str, object] = {
        **origin,
        "passages": {part: len(members) for part, members in parts.items()},
        "hands": {part: sorted({p.hand for p in members}) for part, members in parts.items()},
        "figures": figures,
        "baseline": {part: summary(baseline(parts["train"], parts[part])) for part in held},
        "weights": encoder.hash,
        "python": platform.python_version(),
    }
    write_card(msgspec.structs.replace(encoder.card, origin=whole), folder)
    for part, values in figures.items():
        report(f"{part}: " + ", ".join(f"{name} {value:.3f}" for name, value in values.items()))
    return whole


def write_card(card: ModelCard, folder: Path) -> None:
    """Write ``model.json`` beside the weights."""
    (folder / "model.json").write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def summary(figures: EventReport) -> dict[str, float]:
    """The figures that stand in the model card."""
    return {
        "trigger_f1": round(figures.trigger.f1, 4),
        "trigger_precision": round(figures.trigger.precision, 4),
        "trigger_recall": round(figures.trigger.recall, 4),
        "actor_f1": round(figures.actor.f1, 4),
        "recipient_f1": round(figures.recipient.f1, 4),
        "auxiliary_f1": round(figures.auxiliary.f1, 4),
        "mode_accuracy": round(figures.mode_accuracy, 4),
        "context_f1": round(figures.context.f1, 4),
        "acts_per_100_passages_without": round(figures.false_alarms, 2),
    }


def summary_of_line(figures: CodedReport) -> dict[str, float]:
    """What the model card says of the whole line, from bare text to events."""
    return {
        "event_f1": round(figures.event.f1, 4),
        "event_f1_low": round(figures.interval[0], 4),
        "event_f1_high": round(figures.interval[1], 4),
        "actor_code_f1": round(figures.actor.f1, 4),
        "recipient_code_f1": round(figures.recipient.f1, 4),
        "calibration_error": round(figures.calibration_error, 4),
    }


def calibrate(
    encoder: Encoder, passages: Sequence[MarkedPassage], report: Callable[[str], None] = print
) -> Calibration:
    """Fit the triggers' temperature by likelihood, then each threshold by its F1, one after the other."""
    readings = encoder.read([passage.text for passage in passages])
    best = Calibration(temperature=_temperature(encoder, passages, readings))

    def figure(calibration: Calibration, head: str) -> float:
        figures = measure(encoder, passages, calibration, readings)
        return {
            "trigger": figures.trigger.f1,
            "type": figures.trigger.f1,
            "arc": figures.actor.f1 + figures.recipient.f1,
            "auxiliaries": figures.auxiliary.f1,
            "modes": figures.mode.f1,
            "contexts": figures.context.f1,
        }[head]

    for head in ("trigger", "type", "arc", "auxiliaries", "modes", "contexts"):
        trials = [msgspec.structs.replace(best, **{head: threshold}) for threshold in THRESHOLDS]
        values = [figure(trial, head) for trial in trials]
        # Where several do as well, the strictest for acts: a user minds one made up more than one missed.
        least = max(values) - (EQUAL if head in ("trigger", "type") else 0)
        best = [trial for trial, value in zip(trials, values, strict=True) if value >= least][-1]
    scale, shift = _confidence(encoder, passages, readings, best)
    best = msgspec.structs.replace(best, scale=scale, shift=shift)
    report(f"calibration: {msgspec.to_builtins(best)}")
    return best


def _confidence(
    encoder: Encoder,
    passages: Sequence[MarkedPassage],
    readings: Sequence[Reading],
    calibration: Calibration,
) -> tuple[float, float]:
    """The scale and shift of the log-odds under which the acts found are right as often as they say (Platt 1999)."""
    odds: list[float] = []
    truth: list[bool] = []
    for passage, acts in zip(passages, found_acts(encoder, passages, calibration, readings), strict=True):
        right = [act for act, _ in pair(acts, passage.events)]
        chances = np.clip([act.confidence for act in acts], 1e-4, 1 - 1e-4)
        odds += np.log(chances / (1 - chances)).tolist()
        truth += [any(act is one for one in right) for act in acts]
    if len(truth) < LEAST_ACTS:
        return 1.0, 0.0
    # Logistic regression by Newton's method, drawn to what needs no correction as if by a few more acts.
    design, right_so = np.stack([np.array(odds), np.ones(len(odds))], 1), np.array(truth)
    plain = np.array([1.0, 0.0])
    weights = plain
    for _ in range(20):
        chances = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (right_so - chances) - PENALTY * (weights - plain)
        curve = (design * (chances * (1 - chances))[:, None]).T @ design + PENALTY * np.eye(2)
        weights = weights + np.clip(np.linalg.solve(curve, slope), -1, 1)
    scale, shift = weights
    return (round(float(scale), 4), round(float(shift), 4)) if scale > 0 else (1.0, 0.0)


def _temperature(encoder: Encoder, passages: Sequence[MarkedPassage], readings: Sequence[Reading]) -> float:
    """The temperature under which the marked types of the pieces are likeliest (Guo et al. 2017)."""
    columns = encoder.labels.slices["triggers"]
    logits: list[np.ndarray] = []
    truth: list[int] = []
    for passage, reading in zip(passages, readings, strict=True):
        for (start, end), row in zip(reading.offsets, reading.tokens[:, columns], strict=True):
            if end <= start:
                continue
            event = next((e for e in passage.events if start < e.end and end > e.start), None)
            logits.append(row)
            truth.append(encoder.labels.triggers.index(event.type) if event else 0)
    table, right = np.array(logits), np.array(truth)

    def loss(temperature: float) -> float:
        scaled = table / temperature
        top = scaled.max(-1)
        return float(
            (
                np.log(np.exp(scaled - top[:, None]).sum(-1)) + top - scaled[np.arange(len(right)), right]
            ).mean()
        )

    return min((round(0.5 + 0.1 * i, 1) for i in range(36)), key=loss)
