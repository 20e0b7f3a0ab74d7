"""Leaders whom news names without a word on their country: by the table of offices, and by the day."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman import resolve_actor
from dragoman.actors.officeholders import find_holder


@pytest.mark.parametrize(
    ("words", "day", "code", "sector", "name"),
    [
        ("Yoon Suk Yeol", "2023-05-01", "KOR", "GOV", "Yoon Suk Yeol"),
        ("Yoon Suk Yeol", "2025-06-01", "KOR", "ELI", "Yoon Suk Yeol"),
        ("President Hu Jintao", "2006-11-04", "CHN", "GOV", "Hu Jintao"),
        ("Blair", "2005-11-09", "GBR", "GOV", "Tony Blair"),
        ("former Prime Minister Tony Blair", "2012-01-01", "GBR", "ELI", "Tony Blair"),
    ],
)
def test_a_leader_is_known_with_the_office_of_the_day(
    words: str, day: str, code: str, sector: str, name: str
) -> None:
    found = resolve_actor(words, date=dt.date.fromisoformat(day))
    assert (found.code, found.sector, found.name) == (code, sector, name)


def test_a_surname_alone_needs_a_bearer_of_that_day_or_of_a_country_spoken_of() -> None:
    day = dt.date(2013, 1, 1)
    assert find_holder("Blair", None) is None
    assert find_holder("Powell", day) is None
    powell = find_holder("Powell", day, spoken={"USA": 1.0})
    assert powell
    assert (powell.name, powell.sector) == ("Colin Powell", "ELI")
    assert find_holder("Nobody", day) is None


def test_who_led_a_state_is_remembered_by_surname() -> None:
    found = find_holder("Blair", dt.date(2015, 1, 1))
    assert found
    assert (found.name, found.sector) == ("Tony Blair", "ELI")
    assert find_holder("Blair", dt.date(2045, 1, 1)) is None


def test_the_title_must_fit_a_surname() -> None:
    assert find_holder("Blair", dt.date(2005, 1, 1), title="foreign minister") is None


def test_an_office_still_to_come_makes_nobody_a_former_holder() -> None:
    found = find_holder("Shigeru Ishiba", dt.date(2005, 1, 1))
    assert found
    assert found.office != "Prime Minister"


def test_a_former_president_is_one_whose_office_had_ended() -> None:
    found = find_holder("Bush", dt.date(2003, 1, 1), title="president", former=True)
    assert found
    assert (found.name, found.sector) == ("George H. W. Bush", "ELI")


def test_a_single_word_is_no_full_name() -> None:
    assert find_holder("Francis", dt.date(1999, 1, 1)) is None


def test_what_the_text_itself_says_comes_first() -> None:
    context = "Singer Chris Brown appeared in court in Los Angeles. Brown pleaded not guilty."
    found = resolve_actor("Brown", context=context, date=dt.date(2009, 1, 1))
    assert found.code != "GBR"
    assert resolve_actor("Brown", date=dt.date(2009, 1, 1)).code == "GBR"
