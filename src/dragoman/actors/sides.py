"""Countries and sides: which state the text speaks of at a place, and whom a person speaks for."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.actors.grammar import OBLIQUE, SUBJECT
from dragoman.actors.mentions import BODY, GROUP, PERSON, SET, STATE, Mention, Referent
from dragoman.actors.surroundings import surroundings
from dragoman.actors.tables import territories

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse

# How far back is looked, in mentions.
FAR = 250

# Who acts for a state does so abroad as well: where officials meet is not whom they serve.
TRAVELS = frozenset(("GOV", "MIL", "SPY"))

# Share that a country must have in what is spoken of here, and what one so found is worth.
LEADS, LOCAL = 0.3, 0.45


def mentions_before(discourse: Discourse, start: int, *kinds: str) -> Iterator[tuple[int, Mention]]:
    """The mentions of some kinds before an offset, the nearest first, each after how many sentences lie between."""
    here = discourse.dossier.traces.sentence(start)
    last = bisect_left(discourse.starts, start)
    for place in range(last - 1, max(-1, last - 1 - FAR), -1):
        mention = discourse.mentions[place]
        if mention.referent.kind in kinds and mention.end <= start:
            yield here - mention.sentence, mention


def just_named(discourse: Discourse, start: int, number: int) -> list[str]:
    """The states that this sentence or the one before names, where they are just so many."""
    for back in (0, 1):
        there: list[str] = []
        for apart, mention in mentions_before(discourse, start, STATE, GROUP):
            if apart > back:
                break
            one = mention.referent
            if (
                apart == back
                and one.code is not None
                and one.code == one.country
                and not one.guessed
                and one.code not in there
            ) and (one.kind == STATE or one.sector == "GOV"):
                there.append(one.code)
        if len(there) == number:
            return there[::-1]
    return []


def foremost_states(discourse: Discourse, start: int, number: int) -> list[str]:
    """The states that the text so far turns on, by how often and how lately they and their people act."""
    weights: dict[str, float] = {}
    for apart, mention in mentions_before(discourse, start, STATE, PERSON, GROUP, BODY):
        one = mention.referent
        if one.country is None or one.guessed or one.country not in territories():
            continue
        weight = (1.0 if mention.role == SUBJECT else 0.5) * (1 if one.kind == STATE else 0.5)
        weights[one.country] = weights.get(one.country, 0.0) + weight * math.exp(-apart / 8)
    ranked = sorted(weights, key=lambda code: -weights[code])[:number]
    return sorted(ranked, key=lambda code: discourse.dossier.traces.first.get(code, 0))


def country_at(
    discourse: Discourse,
    start: int,
    sector: str | None,
    *,
    other_than: str | None = None,
    share: float = LEADS,
) -> tuple[str | None, float, str]:
    """The country that the text speaks of at an offset, how sure, and why."""
    country, confidence, reason = surroundings(discourse.dossier, start, sector)
    if country is not None and confidence > 0.4 and country != other_than:
        return country, confidence, reason
    weights: dict[str, float] = {}
    for apart, mention in mentions_before(discourse, start, STATE, PERSON, GROUP, BODY):
        one = mention.referent
        if one.country is None or one.country not in territories():
            continue
        if sector in TRAVELS and mention.start in discourse.dossier.traces.grounds:
            # where officials meet is not whom they serve
            continue
        weight = (1.0 if mention.role == SUBJECT else 0.6) * (0.5 if one.guessed else 1)
        weight *= 0.7 if mention.embedded or mention.role == OBLIQUE else 1
        weights[one.country] = weights.get(one.country, 0.0) + weight * math.exp(-apart / 2.5)
    for code, total in discourse.dossier.traces.total.items():
        if code in weights:
            weights[code] = weights.get(code, 0.0) + 0.04 * total
    home = discourse.dossier.home or discourse.dossier.dateline
    if home is not None and home in territories():
        weights[home] = weights.get(home, 0.0) + 0.25
    if not weights:
        return country, confidence, reason
    weights.pop(other_than or "", None)
    if not weights:
        return None, 0.2, "nothing around tells the country"
    foremost = max(weights, key=lambda code: weights[code])
    if weights[foremost] < LEADS * sum(weights.values()):
        return country, confidence, reason
    beside = [m.referent for apart, m in mentions_before(discourse, start, SET) if apart == 0]
    if any(one.kind == STATE and one.country == foremost for pair in beside for one in pair.members):
        # "in Tunisia and Libya": named side by side, neither leads
        return country, confidence, reason
    name = territories()[foremost].name
    return foremost, LOCAL, f"{name} is the country that the text mostly speaks of here"


def side_of(discourse: Discourse, one: Referent) -> Referent:
    """Whom somebody speaks for: the body that is led, else the state, else its people of the same sector."""
    if one.kind != PERSON:
        return one
    if one.home is not None and one.home.kind == BODY:
        return one.home
    if one.country in territories() and one.sector in (None, "GOV", "ELI") and one.code == one.country:
        return discourse.state(one.code or "")
    if one.home is not None:
        return one.home
    return Referent(
        kind=GROUP, code=one.code, country=one.country, sector=one.sector, why=one.why, confidence=0.5
    )
