"""How two countries deal with each other: dyads, their figures, their names, their calendar."""

from dragoman.relations.countries import capital, country_name
from dragoman.relations.dyads import Measure, Pair, Year, pair, summarise

__all__ = ["Measure", "Pair", "Year", "capital", "country_name", "pair", "summarise"]
