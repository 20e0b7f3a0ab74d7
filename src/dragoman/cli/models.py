"""evaluate and train: measure the coder, or make one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from cyclopts import Parameter

from dragoman.cli.output import replacing
from dragoman.errors import DragomanError, UsageError
from dragoman.settings import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.coder.encoder import Encoder
    from dragoman.corpus import MarkedPassage
    from dragoman.evaluate.measures import Score
    from dragoman.ontology import Ontology


def evaluate(
    task: Annotated[
        Literal["relations", "events", "alarms", "actors", "times", "places", "references"],
        Parameter(
            help="relations: a TSV; events: marked passages; alarms: texts without any event;"
            " actors, times, places, references: marked cases of a field."
        ),
    ],
    data: Annotated[
        Path,
        Parameter(help="The file or folder to measure on; for events also marks kept apart (.jsonl)."),
    ],
    /,
    *,
    texts: Annotated[
        Path | None, Parameter(help="events: the texts that marks kept apart belong to.")
    ] = None,
    hand: Annotated[
        list[str] | None,
        Parameter(
            help="events: only this hand's passages (real-test and the like for marks); may be repeated."
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        Parameter(
            help="events: a corpus; the list of words learned from its other hands is measured beside."
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        Parameter(help="Events and fields: write one JSON line for each one missed, made up or mistaken."),
    ] = None,
    predictions: Annotated[
        Path | None, Parameter(help="relations: write one JSON line per row with what was predicted.")
    ] = None,
) -> int:
    """Measure the coder: figures to stdout.

    relations: columns sentence, source, target, gold_root. events: files in the corpus markup.
    """
    from dragoman.coder.encoder import Encoder, shipped_encoder

    given = {"--texts": texts, "--hand": hand, "--baseline": baseline}
    foreign = [flag for flag, value in given.items() if value] if task != "events" else []
    if errors and task in ("relations", "alarms"):
        foreign.append("--errors")
    if predictions and task != "relations":
        foreign.append("--predictions")
    if foreign:
        raise UsageError(f"evaluate {task} takes no {', '.join(foreign)}")
    if task in ("actors", "times", "references"):
        return _fields(task, data, None, errors)
    model = str(settings()["model"].value)
    encoder = Encoder(Path(model)) if model else shipped_encoder()
    print(f"model {encoder.hash}")
    if task == "relations":
        return _relations(data, encoder, predictions)
    if task == "alarms":
        return _alarms(data, encoder)
    if task == "places":
        return _fields(task, data, encoder, errors)
    passages = _passages(data, texts, encoder.ontology)
    hands = sorted({passage.hand for passage in passages})
    if not hands:
        raise DragomanError(
            f"{data} holds no passage: name a file in the corpus markup or a folder of .txt files"
        )
    passages = [passage for passage in passages if not hand or passage.hand in hand]
    if not passages:
        raise UsageError(f"{data}: no passage of {', '.join(hand or ())}; there are {', '.join(hands)}")
    return _events(passages, encoder, baseline, errors)


def _passages(data: Path, texts: Path | None, ontology: Ontology) -> list[MarkedPassage]:
    from dragoman.corpus import read_corpus
    from dragoman.standoff import read_standoff

    if texts and data.suffix != ".jsonl":
        raise UsageError(f"--texts belongs to marks kept apart (.jsonl), and {data} is none")
    if data.suffix == ".jsonl":
        if not texts:
            raise DragomanError(f"{data} holds marks without their texts: name those with --texts FILE")
        return list(read_standoff(data, texts))
    return list(read_corpus(sorted(data.glob("*.txt")) if data.is_dir() else [data], ontology))


def _relations(data: Path, encoder: Encoder, predictions: Path | None) -> int:
    from dragoman.evaluate.relations import predict_relations, read_relations, report_relations

    relations = list(read_relations(data))
    predicted = predict_relations(relations, encoder)
    if predictions:
        with replacing(predictions) as stream:
            for relation, name in zip(relations, predicted, strict=True):
                row = {**msgspec.to_builtins(relation), "predicted": name}
                stream.write(msgspec.json.encode(row) + b"\n")
    report = report_relations(relations, predicted)
    print(f"rows {report.rows}\nmacro-F1 {report.macro_f1:.4f}\naccuracy {report.accuracy:.4f}")
    print(f"baseline (most frequent type) macro-F1 {report.baseline:.4f}")
    for name, figures in report.types.items():
        print(_line(name, figures))
    return 0


def _events(
    passages: Sequence[MarkedPassage], encoder: Encoder, corpus: Path | None, errors: Path | None
) -> int:
    from dragoman.coder.coder import NeuralCoder
    from dragoman.evaluate.baseline import always, baseline
    from dragoman.evaluate.coded import measure_coded
    from dragoman.evaluate.events import found_acts, mistakes, report_events

    acts = found_acts(encoder, passages)
    report = report_events(passages, acts)
    print(f"passages {report.passages}")
    print(_line("trigger with type", report.trigger, report.interval))
    for name in ("actor", "recipient", "auxiliary", "mode", "context"):
        print(_line(name, getattr(report, name)))
    print(f"mode accuracy {report.mode_accuracy:.3f}")
    print(f"acts per 100 passages without any {report.false_alarms:.1f}")
    line = measure_coded(passages, NeuralCoder(encoder))
    print("\nthe whole line, from bare text")
    print(_line("event", line.event, line.interval))
    print(_line("actor's code", line.actor))
    print(_line("recipient's code", line.recipient))
    print(f"expected calibration error {line.calibration_error:.3f}")
    print("\nbaselines")
    print(_line("the most frequent type", always(passages, acts)))
    if corpus:
        own = {passage.hand for passage in passages}
        others = [passage for passage in _passages(corpus, None, encoder.ontology) if passage.hand not in own]
        print(_line("a list of words", baseline(others, passages).trigger))
    for kind in ("types", "auxiliaries", "modes", "contexts"):
        print(f"\n{kind}")
        for name, figures in getattr(report, kind).items():
            print(_line(name, figures))
    print("\nmarked -> found (- is none)")
    for (marked, found), count in sorted(report.confusions.items(), key=lambda item: -item[1]):
        print(f"{marked:10} -> {found:10} {count}")
    if errors:
        with replacing(errors) as stream:
            for passage, found_here in zip(passages, acts, strict=True):
                for mistake in mistakes(passage, found_here):
                    stream.write(msgspec.json.encode(mistake) + b"\n")
    return 0


def _alarms(data: Path, encoder: Encoder) -> int:
    from dragoman.coder.coder import NeuralCoder
    from dragoman.evaluate.alarms import measure_alarms
    from dragoman.pipeline import documents

    files = sorted(path for path in data.rglob("*") if path.is_file()) if data.is_dir() else [data]
    report = measure_alarms(documents(files), NeuralCoder(encoder))
    print(f"documents {report.documents}\nsentences {report.sentences}\nevents {len(report.events)}")
    print(f"events per 100 sentences {report.rate:.2f}")
    for event in report.events:
        who = " + ".join(actor.entity_text for actor in event.actor) or "-"
        whom = " + ".join(actor.entity_text for actor in event.recipient) or "-"
        print(f"{event.event:10} {event.confidence:.2f}  {who} > {whom}  {event.cite_info.title or ''}")
    return 0


def _fields(task: str, data: Path, encoder: Encoder | None, errors: Path | None) -> int:
    from dragoman.coder.coder import NeuralCoder
    from dragoman.evaluate import fields

    if not data.exists():
        raise DragomanError(f"{data}: there is no such file")
    measure = {
        "actors": fields.measure_actors,
        "times": fields.measure_times,
        "references": fields.measure_references,
    }
    report = fields.measure_places(data, NeuralCoder(encoder)) if encoder else measure[task](data)
    for figure in report.figures:
        beside = ""
        if figure.baseline is not None:
            beside = f"  baseline ({figure.means}) {figure.baseline / max(1, figure.cases):.3f}"
        print(f"{figure.name:24} {figure.share:.3f}  {figure.right} of {figure.cases}{beside}")
    if errors:
        with replacing(errors) as stream:
            for mistake in report.mistakes:
                stream.write(msgspec.json.encode(mistake) + b"\n")
    return 0


def _line(name: str, figures: Score, interval: tuple[float, float] | None = None) -> str:
    shares = f"F1 {figures.f1:.3f}  precision {figures.precision:.3f}  recall {figures.recall:.3f}"
    between = f"  95 % {interval[0]:.3f} to {interval[1]:.3f}" if interval else ""
    return f"{name:24} {shares}  marked {figures.wanted}{between}"


def train(
    corpus: Annotated[Path, Parameter(help="A file or a folder of files in the corpus markup.")],
    /,
    *,
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="The folder that the model is written to.")],
    development: Annotated[
        list[str], Parameter(help="A hand whose passages calibrate the model; may be repeated.")
    ],
    test: Annotated[list[str], Parameter(help="A hand whose passages measure it; may be repeated.")],
    real: Annotated[
        list[tuple[Path, Path]] | None,
        Parameter(help="Marks kept apart and the file of their texts: --real MARKS TEXTS; may be repeated."),
    ] = None,
    ontology: Annotated[Path | None, Parameter(help="A TOML file of the shape of plover.toml.")] = None,
    start: Annotated[
        Path | None,
        Parameter(help="The folder of a model to begin from, or 'shipped': a small corpus needs it."),
    ] = None,
    epochs: Annotated[int | None, Parameter(help="Passes over the corpus.")] = None,
    seed: Annotated[int | None, Parameter(help="The seed of everything random.")] = None,
) -> int:
    """Train a coder on a corpus: needs the train extra (pip install 'dragoman[train]').

    Marks kept apart belong to the hands real-train, real-development and real-test, by month.
    """
    from dragoman.coder.encoder import shipped_folder
    from dragoman.corpus import read_corpus
    from dragoman.ontology import load_ontology, plover
    from dragoman.standoff import read_standoff
    from dragoman.train.run import run

    book = load_ontology(ontology) if ontology else plover()
    files = sorted(corpus.glob("*.txt")) if corpus.is_dir() else [corpus]
    passages = list(read_corpus(files, book))
    for marks, texts in real or ():
        passages += read_standoff(marks, texts)
    try:
        run(
            passages,
            out,
            ontology,
            development=development,
            test=test,
            epochs=epochs,
            seed=seed,
            start=shipped_folder() if start == Path("shipped") else start,
            report=lambda line: print(line, file=sys.stderr),
        )
    except ModuleNotFoundError as error:
        raise DragomanError(f"training needs {error.name}: pip install 'dragoman[train]'") from error
    return 0
