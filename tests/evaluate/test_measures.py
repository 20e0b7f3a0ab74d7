"""How sure a figure is, and whether a confidence is one."""

from __future__ import annotations

import pytest

from dragoman.evaluate.measures import calibration_error, f1_interval, score


def test_the_interval_lies_around_the_figure() -> None:
    low, high = f1_interval([score(1, 2, 1), score(0, 1, 1), score(2, 2, 3)] * 20)
    whole = score(60, 100, 100).f1
    assert low < whole < high
    assert high - low < 0.3


def test_passages_that_are_all_alike_leave_no_doubt() -> None:
    assert f1_interval([score(1, 1, 1)] * 9) == (1, 1)
    assert f1_interval([]) == (0, 0)


def test_a_coder_that_is_right_as_often_as_it_says_has_no_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([0.95, 0.95], [False, False]) == pytest.approx(0.95)
    assert calibration_error([], []) == 0
