"""The ontology as data: PLOVER 1.3 by default, any TOML file of the same shape by choice."""

from dragoman.ontology.ontology import (
    Entry,
    EventType,
    Ontology,
    load_ontology,
    plover,
)

__all__ = ["Entry", "EventType", "Ontology", "load_ontology", "plover"]
