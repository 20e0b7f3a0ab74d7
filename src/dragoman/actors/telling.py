"""What is told of a reference: the codes of whom it stands for, and the chain of earlier words that it was read by."""

from __future__ import annotations

from dragoman.actors.coding import sentence
from dragoman.actors.mentions import STATE, Mention, Referent
from dragoman.actors.resolution import Resolution

# What a reference is worth that was read by an earlier mention, and one read by its own words and surroundings.
CHAINED, ALONE = 0.75, 0.6

# A chain is told over so many links at most.
LINKS = 8


def told(text: str, words: str, one: Referent, antecedent: Mention | None, acting: bool) -> list[Resolution]:
    """A referent as resolutions, with the earlier words that it was read by."""
    chain: list[Mention] = []
    step = antecedent
    while step is not None and len(chain) < LINKS:
        chain.append(step)
        step = step.antecedent
    members = one.members or (one,)
    return [_resolution(text, words, member, chain, acting) for member in members]


def _resolution(text: str, words: str, one: Referent, chain: list[Mention], acting: bool) -> Resolution:
    via = tuple(dict.fromkeys((step.start, step.end) for step in chain))
    said = list(dict.fromkeys(text[start:end] for start, end in via))
    reasons = [f"“{words}” refers back to {one.name or (said[-1] if said else one.code)}"]
    if said:
        reasons[0] += ", by " + " and ".join(f"“{earlier}”" for earlier in said)
    if one.why:
        reasons.append(one.why[:1].lower() + one.why[1:].rstrip("."))
    confidence = min(one.confidence, CHAINED if chain else ALONE)
    sector = one.sector
    if one.kind == STATE and not acting:
        sector = None
    return Resolution(
        code=one.code,
        country=one.country,
        sector=sector,
        name=one.name,
        office=one.office,
        confidence=confidence,
        why=sentence(reasons),
        identifier_id=one.identifier_id,
        via=via,
    )
