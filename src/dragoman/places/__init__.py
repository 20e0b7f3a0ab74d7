"""The gazetteer and the locator: where a named city lies. Cities are GeoNames' (geonames.org, CC BY 4.0)."""

from dragoman.places.locator import City, locate

__all__ = ["City", "locate"]
