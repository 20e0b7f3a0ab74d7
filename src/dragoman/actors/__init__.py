"""Who acts: territories, organisations, roles and persons found in news and resolved to PLOVER's codes."""

from dragoman.actors.dossier import Dossier
from dragoman.actors.lexicon import Lexicon, NameMatch, lexicon, names_political_actor
from dragoman.actors.own import use_actors
from dragoman.actors.resolution import Resolution
from dragoman.actors.resolver import resolve_actor
from dragoman.actors.tables import ROLE, TERRITORY
from dragoman.actors.topics import is_unpolitical, names_official, speaks_of_sport

__all__ = [
    "ROLE",
    "TERRITORY",
    "Dossier",
    "Lexicon",
    "NameMatch",
    "Resolution",
    "is_unpolitical",
    "lexicon",
    "names_official",
    "names_political_actor",
    "resolve_actor",
    "speaks_of_sport",
    "use_actors",
]
