"""Acts found against acts marked: what counts as right."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from dragoman.corpus import MarkedPassage, read_corpus
from dragoman.evaluate.events import marked_acts, mistakes, report_events

MARKED = """\
# hand: h99  register: wire
[Peru|a1 PER GOV] {condemned|e1 ACCUSE disapprove} [Chile|a2 CHL] and did not {meet|e2 CONSULT negated} [it|a3 CHL].
e1: a1 > a2 : diplomatic, territory
e2: a1 + a3

# hand: h99  register: weather
Rain in [Lima|p1 PER].
"""


@pytest.fixture
def passages(tmp_path: Path) -> list[MarkedPassage]:
    path = tmp_path / "h99.txt"
    path.write_text(MARKED, encoding="utf-8")
    return list(read_corpus([path]))


def test_what_is_marked_is_all_right(passages: list[MarkedPassage]) -> None:
    report = report_events(passages, [marked_acts(passage) for passage in passages])
    for name in ("trigger", "actor", "recipient", "auxiliary", "mode", "context"):
        assert getattr(report, name).f1 == 1, name
    assert report.mode_accuracy == 1
    assert report.false_alarms == 0


def test_a_wrong_type_loses_its_arguments_too(passages: list[MarkedPassage]) -> None:
    accused, met = marked_acts(passages[0])
    report = report_events(passages, [[replace(accused, type="REJECT"), met], []])
    assert report.trigger.f1 == 0.5
    assert report.recipient.f1 == 0
    assert report.actor.right == 2
    assert report.types["ACCUSE"].recall == 0


def test_an_act_where_none_is_marked_is_a_false_alarm(passages: list[MarkedPassage]) -> None:
    acts = marked_acts(passages[0])
    assert report_events(passages, [acts, acts[:1]]).false_alarms == 100


def test_confusions_and_mistakes_say_what_went_wrong_where(passages: list[MarkedPassage]) -> None:
    accused, met = marked_acts(passages[0])
    acts = [replace(accused, type="REJECT"), replace(met, start=0, end=4)]
    found = list(mistakes(passages[0], acts))
    assert [(m.trigger, m.marked, m.found) for m in found] == [
        ("condemned", "ACCUSE", "REJECT"),
        ("meet", "CONSULT", None),
        ("Peru", None, "CONSULT"),
    ]
    assert found[0].line == 1
    report = report_events(passages, [acts, []])
    assert report.confusions == {("ACCUSE", "REJECT"): 1, ("CONSULT", "-"): 1, ("-", "CONSULT"): 1}
