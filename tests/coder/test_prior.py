"""A lone act in a long text is doubted; in a short item, or among others, it is taken as it is."""

from __future__ import annotations

from dragoman.coder.coder import Found
from dragoman.coder.decoder import Act
from dragoman.coder.prior import LEAST, weigh
from dragoman.records import Passage


def act(confidence: float) -> Act:
    return Act(
        start=0,
        end=4,
        type="REJECT",
        modes=(),
        auxiliaries=(),
        contexts=(),
        actors=(),
        recipients=(),
        places=(),
        times=(),
        confidence=confidence,
    )


def found(*confidences: float, sentences: int = 1) -> Found:
    spans = tuple((i, 10 * i, 10 * i + 9) for i in range(sentences))
    passage = Passage(document="d", text="x" * 10 * sentences, start=0, sentences=spans)
    return Found(passage=passage, acts=tuple(map(act, confidences)))


def chances(several: list[Found]) -> list[float]:
    return [act.confidence for one in several for act in one.acts]


def test_a_short_item_is_taken_as_it_is() -> None:
    assert chances(weigh([found(0.9)])) == [0.9]


def test_a_text_full_of_acts_is_taken_as_it_is() -> None:
    assert chances(weigh([found(0.9, 0.8, sentences=2)] * 12)) == [0.9, 0.8] * 12


def test_a_lone_act_in_a_long_text_is_doubted_and_a_faint_one_left_out() -> None:
    told = chances(weigh([found(0.9), found(0.5), *[found(sentences=2)] * 20]))
    assert len(told) == 1
    assert LEAST < told[0] < 0.9


def test_nothing_found_is_nothing_told() -> None:
    assert weigh([]) == []
    assert chances(weigh([found(sentences=3)])) == []
