"""Which city a name stands for."""

from __future__ import annotations

import pytest

from dragoman.coder.entities import local
from dragoman.places import locate
from dragoman.records import Actor, Place


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Mosul", "IRQ"),
        ("Port Harcourt", "NGA"),
        ("Kiev", "UKR"),
        ("Zürich", "CHE"),
        ("zurich", "CHE"),
        ("Busan", "KOR"),
        ("Addis Abeba", "ETH"),
    ],
)
def test_a_city_is_where_it_is_known_to_be(name: str, country: str) -> None:
    city = locate(name)
    assert city
    assert city.country == country


def test_of_namesakes_the_one_in_a_country_spoken_of_is_meant() -> None:
    assert locate("Victoria") is None
    seychelles = locate("Victoria", {"SYC": 2})
    assert seychelles
    assert seychelles.country == "SYC"


def test_what_is_no_city_is_nowhere() -> None:
    assert locate("the northern provinces") is None
    assert locate("") is None


def test_nameless_people_are_those_of_the_place() -> None:
    place = Place(extracted_place="Mosul", start=0, end=5, country_code="IRQ")
    police = Actor(entity_text="police", start=9, end=15, sector="COP")
    soldiers = Actor(entity_text="soldiers", start=9, end=17, sector="MIL")
    reporter = Actor(entity_text="reporter Anna Berg", start=9, end=27, sector="JRN")
    leader = Actor(entity_text="Navalny", start=9, end=16, sector="OPP")
    known = Actor(entity_text="Syrian students", start=9, end=24, code="SYR", country="SYR", sector="EDU")
    told = local((police, soldiers, reporter, leader, known), place)
    assert [one.code for one in told] == ["IRQ", None, None, None, "SYR"]
    assert local((police,), None) == (police,)
