"""Where a country's name is a team's."""

from __future__ import annotations

import pytest

from dragoman.actors import is_unpolitical, names_official, speaks_of_sport


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("India were bowled out before tea and Australia need 40 runs with six wickets in hand.", True),
        ("France beat Italy 2-1 with a header in stoppage time.", True),
        ("France condemned Italy over the treatment of migrants at the border.", False),
        ("The coach carrying the ministers was stopped at the border.", False),
    ],
)
def test_a_text_of_sport_is_known_by_its_words(text: str, sport: bool) -> None:
    assert speaks_of_sport(text) is sport


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Swiss police arrested seven football officials before the World Cup vote.", True),
        ("Brazil attacked from the first whistle.", False),
    ],
)
def test_officials_are_read_of_in_sport_too(text: str, official: bool) -> None:
    assert names_official(text) is official


def test_a_long_text_without_any_official_is_none_of_politics() -> None:
    text = (
        "The company from Japan agreed to a deal with its rival in South Korea and rejected a second bid. "
        * 8
    )
    assert is_unpolitical(text)
    assert not is_unpolitical(text + "The trade ministry opened an inquiry.")
    assert not is_unpolitical("Japan condemned South Korea.")
