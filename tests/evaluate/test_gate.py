"""The quality gate: the model that ships reaches its floors, and no floor lies idle."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coder import load_coder
from dragoman.coder.encoder import shipped_encoder
from dragoman.corpus import read_corpus
from dragoman.evaluate.alarms import measure_alarms
from dragoman.evaluate.coded import measure_coded
from dragoman.evaluate.events import measure
from dragoman.evaluate.fields import (
    measure_actors,
    measure_places,
    measure_references,
    measure_times,
)
from dragoman.evaluate.gate import SLACK, failures, floors
from dragoman.pipeline import documents
from dragoman.train.run import summary, summary_of_line

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    """The shipped model's figures on the hands that it never saw and on texts without politics."""
    found: dict[str, dict[str, float]] = {}
    for hand in ("h06", "h13"):
        passages = list(read_corpus([ROOT / "training" / "corpus" / f"{hand}.txt"]))
        found[hand] = summary(measure(shipped_encoder(), passages)) | summary_of_line(
            measure_coded(passages, load_coder())
        )
    texts = sorted((ROOT / "tests" / "documents" / "everyday").glob("*.txt"))
    alarms = measure_alarms(documents(texts), load_coder())
    found["everyday"] = {"sentences_without_event": 1 - alarms.rate / 100}
    cases = ROOT / "tests" / "cases" / "held_out"
    for part, report in {
        "actors": measure_actors(cases / "actors.tsv"),
        "times": measure_times(cases / "times.tsv"),
        "places": measure_places(cases / "places.jsonl", load_coder()),
        "references": measure_references(cases / "references"),
    }.items():
        found[part] = {figure.name: figure.share for figure in report.figures}
    return found


def test_the_shipped_model_reaches_its_floors(figures: dict[str, dict[str, float]]) -> None:
    assert failures(figures) == []


def test_a_floor_that_is_missed_or_lies_idle_is_named(figures: dict[str, dict[str, float]]) -> None:
    worse = {part: dict.fromkeys(values, 0.0) for part, values in figures.items()}
    assert len(failures(worse)) == len(floors())
    better = {part: dict.fromkeys(values, 1.0) for part, values in figures.items()}
    idle = [floor for floor in floors() if not floor.lowered and floor.least + SLACK < 1]
    assert idle
    assert len(failures(better)) == len(idle)


def test_what_was_measured_in_the_training_run_is_what_is_measured_here(
    figures: dict[str, dict[str, float]],
) -> None:
    written = shipped_encoder().card.origin["figures"]
    for hand in ("h06", "h13"):
        assert figures[hand]["trigger_f1"] == pytest.approx(written[hand]["trigger_f1"], abs=0.005)
