"""The ontology as data: PLOVER 1.3 by default, any TOML file of the same shape by choice."""

from dragoman.ontology.crosswalk import CameoEntry, from_cameo
from dragoman.ontology.explain import Explanation, explain, render
from dragoman.ontology.ontology import Entry, EventType, Ontology, load_ontology, plover

__all__ = [
    "CameoEntry",
    "Entry",
    "EventType",
    "Explanation",
    "Ontology",
    "explain",
    "from_cameo",
    "load_ontology",
    "plover",
    "render",
]
