"""How two countries deal with each other: dyads, their figures over time, their names, their calendar."""

from dragoman.relations.calendar import Calendar, Date, calendar
from dragoman.relations.countries import capital, country_name
from dragoman.relations.dyads import Measure, Pair, Year, pair, summarise
from dragoman.relations.network import ThirdParty, third_parties
from dragoman.relations.recurring import Peak, all_recurring, recurring
from dragoman.relations.series import Point, Series, series
from dragoman.relations.shifts import Shift, Shifts, all_shifts, shifts
from dragoman.relations.views import Views, views

__all__ = [
    "Calendar",
    "Date",
    "Measure",
    "Pair",
    "Peak",
    "Point",
    "Series",
    "Shift",
    "Shifts",
    "ThirdParty",
    "Views",
    "Year",
    "all_recurring",
    "all_shifts",
    "calendar",
    "capital",
    "country_name",
    "pair",
    "recurring",
    "series",
    "shifts",
    "summarise",
    "third_parties",
    "views",
]
