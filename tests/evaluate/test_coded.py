"""The whole line against marks: codes and confidence count here, not only words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.coder.coder import Found
from dragoman.coder.decoder import Act, Span
from dragoman.corpus import MarkedPassage, read_corpus
from dragoman.evaluate.alarms import measure_alarms
from dragoman.evaluate.coded import measure_coded
from dragoman.ontology import plover
from dragoman.pipeline import document
from dragoman.records import Passage

MARKED = """\
# hand: h99  register: wire  published: 2020-03-02
[Peru|a1 PER GOV] {condemned|e1 ACCUSE disapprove} [Chile|a2 CHL] on [Monday|t1].
e1: a1 > a2 @t1 : diplomatic
"""


class OneAct:
    """A coder that finds in every passage that one named actor accused another."""

    name = "one act"
    ontology = plover()

    def __init__(self, actor: str, recipient: str, trigger: str = "condemned") -> None:
        self.words = (actor, recipient, trigger)

    def code(self, passages: Iterable[Passage]) -> Iterator[Found]:
        for passage in passages:
            actor, recipient, trigger = (
                (passage.text.find(word), passage.text.find(word) + len(word)) for word in self.words
            )
            act = Act(
                start=trigger[0],
                end=trigger[1],
                type="ACCUSE",
                modes=(),
                auxiliaries=(),
                contexts=(),
                actors=(Span(start=actor[0], end=actor[1], kind="actor", score=1),),
                recipients=(Span(start=recipient[0], end=recipient[1], kind="actor", score=1),),
                places=(),
                times=(),
                confidence=0.8,
            )
            yield Found(passage=passage, acts=(act,))


@pytest.fixture
def passages(tmp_path: Path) -> list[MarkedPassage]:
    path = tmp_path / "h99.txt"
    path.write_text(MARKED, encoding="utf-8")
    return list(read_corpus([path]))


def test_the_right_codes_are_right(passages: list[MarkedPassage]) -> None:
    report = measure_coded(passages, OneAct("Peru", "Chile"))
    assert (report.event.f1, report.actor.f1, report.recipient.f1) == (1, 1, 1)
    assert report.calibration_error == pytest.approx(0.2)


def test_roles_the_wrong_way_round_are_wrong(passages: list[MarkedPassage]) -> None:
    report = measure_coded(passages, OneAct("Chile", "Peru"))
    assert (report.event.f1, report.actor.f1, report.recipient.f1) == (1, 0, 0)


def test_codes_of_an_event_elsewhere_count_as_made_up(passages: list[MarkedPassage]) -> None:
    report = measure_coded(passages, OneAct("Peru", "Chile", "Monday"))
    assert report.event.f1 == 0
    assert (report.actor.right, report.actor.predicted, report.actor.wanted) == (0, 1, 1)


def test_an_actor_left_open_is_missed_but_not_wrong(passages: list[MarkedPassage]) -> None:
    report = measure_coded(passages, OneAct("Monday", "Chile"))
    assert (report.actor.right, report.actor.predicted, report.actor.wanted) == (0, 0, 1)


def test_every_event_of_a_text_without_any_is_an_alarm() -> None:
    text = "Peru condemned Chile. Nothing else happened."
    report = measure_alarms([document(text)], OneAct("Peru", "Chile"))
    assert (report.sentences, len(report.events), report.rate) == (2, 1, 50)
