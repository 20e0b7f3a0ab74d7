"""What a sentence holds besides its acts, given to the act that it belongs to: sums, counts of people, quotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dragoman.coder.decoder import Act
from dragoman.records import Actor, Amount, Moment, Quote

# Which types carry which amounts: money moves in these, and people die, are hurt, held or gather in those. Of several
# acts of a sentence the first group that is there at all takes the amount, and of that the nearest act.
MONEY = (
    frozenset({"AID", "AGREE", "COOPERATE", "SANCTION", "COERCE", "CONCEDE", "REJECT", "RETREAT"}),
    frozenset({"SUPPORT", "REQUEST", "THREATEN"}),
)
CARRIERS = {
    "money": MONEY,
    "dead": (frozenset({"ASSAULT"}), frozenset({"COERCE", "PROTEST", "MOBILIZE"})),
    "injured": (frozenset({"ASSAULT"}), frozenset({"COERCE", "PROTEST", "MOBILIZE"})),
    "arrested": (frozenset({"COERCE"}), frozenset({"PROTEST", "ASSAULT", "SANCTION"})),
    "size": (frozenset({"PROTEST"}), frozenset({"MOBILIZE", "ASSAULT", "COERCE"})),
}
# Between two parts of one statement stand its marks and an ascription at most: '," the minister said. "'.
GAP = 60

Item = TypeVar("Item", Moment, Amount)


def within(items: Sequence[Item], start: int, end: int) -> list[Item]:
    """The items that lie in a part of the text."""
    return [item for item in items if start <= item.start and item.end <= end]


def share(amounts: Sequence[Amount], acts: Sequence[Act], offset: int) -> list[list[Amount]]:
    """For each act of a sentence the amounts that are its own; ``offset`` is where the acts' passage begins."""
    shares: list[list[Amount]] = [[] for _ in acts]
    for amount in amounts:
        for types in CARRIERS[amount.kind]:
            able = [i for i, act in enumerate(acts) if act.type in types]
            if able:
                nearest = min(
                    able, key=lambda i: _apart(amount, offset + acts[i].start, offset + acts[i].end)
                )
                shares[nearest].append(amount)
                break
    return shares


def _apart(amount: Amount, start: int, end: int) -> int:
    """How many characters lie between an amount and a trigger."""
    return max(amount.start - end, start - amount.end, 0)


def quotes_of(quotes: Sequence[Quote], actors: Sequence[Actor], start: int, end: int) -> tuple[Quote, ...]:
    """The quotes that belong to an event of the sentence from ``start`` to ``end``.

    Those of its sentence that are its actors' words or nobody else's; and those that go on behind it, by the same
    speaker and with nothing between, as a statement over several sentences does.
    """
    names = {(actor.start, actor.end) for actor in actors} | {actor.name for actor in actors if actor.name}
    found: list[Quote] = []
    for quote in quotes:
        here = quote.start < end and quote.end > start
        speaker = quote.speaker
        theirs = speaker is None or speaker.name in names or (speaker.start, speaker.end) in names
        if (here and theirs) or (found and not here and speaker is not None and _goes_on(found[-1], quote)):
            found.append(quote)
    return tuple(found)


def _goes_on(last: Quote, quote: Quote) -> bool:
    """Whether a quote goes on with the one before it: the same speaker's words, next to each other."""
    if last.speaker is None or quote.speaker is None or quote.start < last.end:
        return False
    one, other = last.speaker, quote.speaker
    same = (one.start, one.end) == (other.start, other.end) or (
        one.name is not None and one.name == other.name
    )
    return same and quote.start - last.end <= GAP
