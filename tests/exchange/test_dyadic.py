"""Which actor stands with which recipient."""

from __future__ import annotations

import pytest

from dragoman.exchange.dyadic import Position, pairs


@pytest.mark.parametrize(
    ("actors", "recipients", "found"),
    [
        (1, 1, [(0, 0)]),
        (2, 1, [(0, 0), (1, 0)]),
        (1, 0, [(0, None)]),
        (0, 1, [(None, 0)]),
        (0, 0, [(None, None)]),
        (2, 0, [(0, 1), (1, 0)]),
    ],
)
def test_each_pair_once(actors: int, recipients: int, found: list[tuple[Position, Position]]) -> None:
    assert pairs(actors, recipients) == found


def test_a_meeting_of_twenty_makes_380_events() -> None:
    # the codebook's own example
    assert len(pairs(20, 0)) == 380
