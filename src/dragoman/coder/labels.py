"""What the model's outputs mean: the names behind each column of its logits."""

from __future__ import annotations

from msgspec import Struct

from dragoman.ontology import Ontology

ROLES = ("actor", "recipient", "place", "time")
MENTIONS = ("actor", "place")
NONE = "-"


class Labels(Struct, frozen=True, kw_only=True):
    """The columns of the token heads, head after head, and the roles of the arcs.

    ``tags`` are O, then B and I for each kind of mention; ``triggers`` are no trigger, then the types;
    ``modes`` are "TYPE mode"; ``sectors`` are none, then the sectors. ``acting`` and ``concerned`` are the types
    again: of which act a mention is the actor, and of which the recipient.
    """

    tags: tuple[str, ...]
    triggers: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    sectors: tuple[str, ...]
    acting: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()
    roles: tuple[str, ...] = ROLES

    @property
    def heads(self) -> dict[str, tuple[str, ...]]:
        return {
            "tags": self.tags,
            "triggers": self.triggers,
            "auxiliaries": self.auxiliaries,
            "modes": self.modes,
            "contexts": self.contexts,
            "sectors": self.sectors,
            "acting": self.acting,
            "concerned": self.concerned,
        }

    @property
    def slices(self) -> dict[str, slice]:
        """The columns of each head among all token logits."""
        slices: dict[str, slice] = {}
        start = 0
        for head, names in self.heads.items():
            slices[head] = slice(start, start + len(names))
            start += len(names)
        return slices

    @property
    def width(self) -> int:
        return sum(len(names) for names in self.heads.values())


def labels_of(ontology: Ontology) -> Labels:
    """The labels that a model for this ontology has."""
    return Labels(
        tags=("O", *(f"{part}-{kind}" for kind in MENTIONS for part in "BI")),
        triggers=(NONE, *ontology.types),
        auxiliaries=ontology.names("auxiliary"),
        modes=tuple(f"{kind} {mode}" for kind, mode in ontology.modes),
        contexts=ontology.names("context"),
        sectors=(NONE, *ontology.names("sector")),
        acting=tuple(ontology.types),
        concerned=tuple(ontology.types),
    )
