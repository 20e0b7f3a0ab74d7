"""Where an event took place: cities, states, and what stands behind a name."""

from __future__ import annotations

import pytest

from dragoman.coder.placing import place_at


@pytest.mark.parametrize(
    ("text", "words", "country", "city"),
    [
        ("They met in Mosul on Monday.", "Mosul", "IRQ", True),
        ("They met in Iraq on Monday.", "Iraq", "IRQ", False),
        ("They met in Kananaskis, Alberta, on Monday.", "Kananaskis", "CAN", False),
        ("They met in Quelmoria, Alberta, on Monday.", "Quelmoria", "CAN", False),
        ("They met in Quelmoria, London and Rome.", "Quelmoria", None, False),
        ("They met in the hills on Monday.", "hills", None, False),
        ("He was held by police at the airport.", "police", None, False),
    ],
)
def test_a_place_has_the_country_that_the_text_or_the_gazetteer_tells(
    text: str, words: str, country: str | None, city: bool
) -> None:
    start = text.index(words)
    place = place_at(text, start, start + len(words), {})
    assert place.country_code == country
    assert (place.resolution == 4) == city


def test_of_namesakes_the_one_in_a_country_of_the_document() -> None:
    assert place_at("in Victoria", 3, 11, {}).country_code is None
    assert place_at("in Victoria", 3, 11, {"SYC": 1}).country_code == "SYC"
