"""Gazetteer, regions and locator: where a named place lies. Places are GeoNames' (geonames.org, CC BY 4.0)."""

from dragoman.places.gazetteer import CITY, COUNTRY, DISTRICT, PROVINCE, SITE, Spot, middle
from dragoman.places.locator import locate
from dragoman.places.regions import Region, is_region, region

__all__ = [
    "CITY",
    "COUNTRY",
    "DISTRICT",
    "PROVINCE",
    "SITE",
    "Region",
    "Spot",
    "is_region",
    "locate",
    "middle",
    "region",
]
