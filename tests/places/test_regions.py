"""Regions, waters and landmarks that news names."""

from __future__ import annotations

from dragoman.actors.tables import territories
from dragoman.places import PROVINCE, is_region, middle, region
from dragoman.places.regions import _regions


def test_a_region_has_its_country() -> None:
    found = region("Sulawesi")
    assert found
    assert (found.country, found.resolution) == ("IDN", PROVINCE)


def test_the_sea_belongs_to_nobody() -> None:
    found = region("Red Sea")
    assert found
    assert found.country is None


def test_of_two_regions_of_one_name_the_one_in_a_country_spoken_of() -> None:
    assert region("Punjab") is None
    spoken, told = region("Punjab", {"IND": 2, "PAK": 1}), region("Punjab", within=("PAK",))
    assert spoken
    assert told
    assert (spoken.country, told.country) == ("IND", "PAK")


def test_a_landmark_stands_in_its_city() -> None:
    found = region("Bundestag")
    assert found
    assert (found.city, found.country) == ("Berlin", "DEU")


def test_what_is_no_region_is_none() -> None:
    assert region("Nowhere") is None
    assert not is_region("police")


def test_every_region_lies_in_a_territory_that_has_a_middle() -> None:
    codes = {one.country for ones in _regions().values() for one in ones if one.country}
    assert codes <= territories().keys()
    # Diego Garcia has no towns.
    assert [code for code in sorted(codes) if middle(code) is None] == ["IOT"]
