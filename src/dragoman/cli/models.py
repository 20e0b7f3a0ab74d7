"""evaluate and train: measure the coder, or make one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from cyclopts import Parameter

from dragoman.cli.output import replacing
from dragoman.errors import DragomanError
from dragoman.settings import settings

if TYPE_CHECKING:
    from dragoman.coder.encoder import Encoder
    from dragoman.evaluate.measures import Score


def evaluate(
    task: Annotated[
        Literal["relations", "events"], Parameter(help="relations: a TSV; events: marked passages.")
    ],
    data: Annotated[Path, Parameter(help="The file to measure on.")],
    /,
    *,
    predictions: Annotated[
        Path | None, Parameter(help="Write one JSON line per row with what was predicted.")
    ] = None,
) -> int:
    """Measure the coder: figures to stdout.

    relations: columns sentence, source, target, gold_root. events: a file in the corpus markup.
    """
    from dragoman.coder.encoder import Encoder, shipped_encoder

    model = str(settings()["model"].value)
    encoder = Encoder(Path(model)) if model else shipped_encoder()
    print(f"model {encoder.hash}")
    if task == "relations":
        return _relations(data, encoder, predictions)
    if predictions:
        raise DragomanError("--predictions belongs to evaluate relations")
    return _events(data, encoder)


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


def _events(data: Path, encoder: Encoder) -> int:
    from dragoman.corpus import read_corpus
    from dragoman.evaluate.events import measure

    report = measure(encoder, list(read_corpus([data])))
    print(f"passages {report.passages}")
    for name in ("trigger", "actor", "recipient", "auxiliary", "mode", "context"):
        print(_line(name, getattr(report, name)))
    print(
        f"mode accuracy {report.mode_accuracy:.3f}\nacts per 100 passages without any {report.false_alarms:.1f}"
    )
    for kind in ("types", "auxiliaries", "modes", "contexts"):
        print(f"\n{kind}")
        for name, figures in getattr(report, kind).items():
            print(_line(name, figures))
    return 0


def _line(name: str, figures: Score) -> str:
    shares = f"F1 {figures.f1:.3f}  precision {figures.precision:.3f}  recall {figures.recall:.3f}"
    return f"{name:24} {shares}  marked {figures.wanted}"


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
    epochs: Annotated[int | None, Parameter(help="Passes over the corpus.")] = None,
    seed: Annotated[int | None, Parameter(help="The seed of everything random.")] = None,
) -> int:
    """Train a coder on a corpus: needs the train extra (pip install 'dragoman[train]').

    Marks kept apart belong to the hands real-train, real-development and real-test, by month.
    """
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
            book,
            development=development,
            test=test,
            epochs=epochs,
            seed=seed,
            report=lambda line: print(line, file=sys.stderr),
        )
    except ModuleNotFoundError as error:
        raise DragomanError(f"training needs {error.name}: pip install 'dragoman[train]'") from error
    return 0
