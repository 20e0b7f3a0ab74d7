"""What the whole document says about each act found in it: where hardly any are found, a lone one is seldom real.

"The board rejected the Dutch bid" reads like diplomacy sentence by sentence; that nothing else in the text does is
what gives it away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.coder.coder import Found
from dragoman.coder.decoder import Act

# Acts a sentence of political news, background included. A document's own number counts from there as if so many
# sentences of the usual kind stood before it, so that a short item is taken nearly as it is. Chosen by the alarms in
# tests/documents/unpolitical and the events of the development part.
USUAL, BEFORE = 0.5, 2
# Below this chance an act is left out: about the confidence at which F1 was best on the development part, found with a
# model before the one that ships.
LEAST = 0.3


def weigh(found: Sequence[Found]) -> list[Found]:
    """One document's findings with every act's confidence weighed by how full of acts the document is.

    The odds of an act are multiplied by the document's acts a sentence over the usual number, where that is less: a
    discount after Bayes' rule, chosen on tests/documents/unpolitical. Acts that become unlikely are left out.
    """
    sentences = sum(len(one.passage.sentences) for one in found)
    expected = sum(act.confidence for one in found for act in one.acts)
    share = (expected + BEFORE * USUAL) / (sentences + BEFORE)
    shift = math.log(min(1.0, share / USUAL))
    return [replace(one, acts=tuple(_weighed(one.acts, shift))) for one in found]


def _weighed(acts: Sequence[Act], shift: float) -> list[Act]:
    weighed: list[Act] = []
    for act in acts:
        chance = min(max(act.confidence, 1e-6), 1 - 1e-6)
        odds = math.log(chance / (1 - chance)) + shift
        weighed.append(replace(act, confidence=round(1 / (1 + math.exp(-odds)), 4)))
    return [act for act in weighed if act.confidence >= LEAST]
