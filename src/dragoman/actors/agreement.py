"""Which mentions a pronoun can take up by number, kind and sex, and how well."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.actors.cast import BODY, GROUND, GROUP, PERSON, SIDE, STATE, Figure, Mention
from dragoman.actors.fullnames import sex_of

# How well each kind answers to "it" and "they".
_AS_IT = {STATE: 1.0, BODY: 1.0, GROUP: 0.9}
_AS_THEY = {GROUP: 1.0, BODY: 0.6, STATE: 0.25}
# What is named at the side ("the Sudanese president") or as ground ("in Khartoum") is hardly what "it" takes up.
_LESS = {SIDE: 0.15, GROUND: 0.5}
_COLLECTIVE = frozenset(("REB", "PRM", "MIL", "COP", "PTY", "OPP", "SOC", "LAB", "CRM"))


def persons(test: Callable[[Figure], float]) -> Callable[[Mention], float]:
    """Weighs mentions of single persons that pass a test."""

    def judge(mention: Mention) -> float:
        figure = mention.figures[0]
        if len(mention.figures) > 1 or figure.kind != PERSON:
            return 0.0
        return float(test(figure))

    return judge


def sex(figure: Figure) -> bool | None:
    if figure.person is None:
        title = figure.entry.name if figure.entry else ""
        return True if title.endswith("woman") else None
    return figure.person.female if figure.person.female is not None else sex_of(figure.person.name)


def as_it(mention: Mention) -> float:
    figure = mention.figures[0]
    if len(mention.figures) > 1 or figure.kind == PERSON or (figure.kind == GROUP and figure.plural):
        return 0.0
    return _AS_IT[figure.kind] * _LESS.get(mention.part, 1.0)


def as_they(mention: Mention) -> float:
    figure = mention.figures[0]
    if len(mention.figures) > 1:
        return 1.0
    if figure.kind == PERSON:
        return 0.0
    share = _AS_THEY[figure.kind]
    if figure.kind == BODY and figure.entry and figure.entry.sector in _COLLECTIVE:
        share = 0.85
    if figure.kind == GROUP and not figure.plural:
        share = 0.7
    return share * _LESS.get(mention.part, 1.0)
