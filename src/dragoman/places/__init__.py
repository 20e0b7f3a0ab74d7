"""The gazetteer and the locator: where a named city or region lies. Cities are GeoNames' (geonames.org, CC BY 4.0)."""

from dragoman.places.locator import City, locate
from dragoman.places.regions import is_region, region

__all__ = ["City", "is_region", "locate", "region"]
