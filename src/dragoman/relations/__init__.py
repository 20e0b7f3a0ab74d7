"""How two countries deal with each other: dyads, their figures over time, their names, their calendar."""

from dragoman.relations.countries import capital, country_name
from dragoman.relations.dyads import Measure, Pair, Year, pair, summarise
from dragoman.relations.series import Point, Series, series

__all__ = [
    "Measure",
    "Pair",
    "Point",
    "Series",
    "Year",
    "capital",
    "country_name",
    "pair",
    "series",
    "summarise",
]
