"""How two countries deal with each other: dyads, their figures over time, their names, their calendar."""

from dragoman.relations.countries import capital, country_name
from dragoman.relations.dyads import Measure, Pair, Year, pair, summarise
from dragoman.relations.series import Point, Series, series
from dragoman.relations.shifts import Shift, Shifts, all_shifts, shifts
from dragoman.relations.views import Views, views

__all__ = [
    "Measure",
    "Pair",
    "Point",
    "Series",
    "Shift",
    "Shifts",
    "Views",
    "Year",
    "all_shifts",
    "capital",
    "country_name",
    "pair",
    "series",
    "shifts",
    "summarise",
    "views",
]
