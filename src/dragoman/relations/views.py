"""Two sides of one relation: what each did and said towards the other, and where their pictures differ.

Formulas and sources: docs/views.md.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Literal

from msgspec import Struct

from dragoman.records import Event
from dragoman.relations.dyads import FEW, SURE, Measure, direction, is_measured, measure
from dragoman.relations.reciprocity import Response, reciprocity
from dragoman.relations.topic import Topic
from dragoman.relations.voices import Voice, voices
from dragoman.schema import side
from dragoman.store import Store

SIGNIFICANT = 0.05


class Part(Struct, frozen=True, kw_only=True):
    """One group of sectors, or one context, of what a side did; ``events`` are ids, the most telling first.

    ``contexts`` counts the events of a group by context, the most frequent first; an event may have several.
    """

    name: str
    measure: Measure
    contexts: dict[str, int]
    events: tuple[str, ...]


class Side(Struct, frozen=True, kw_only=True):
    """What one side did and said towards the other. ``groups`` stand in the order of ``sectors.toml``."""

    code: str
    total: Measure
    groups: tuple[Part, ...]
    contexts: tuple[Part, ...]
    voices: tuple[Voice, ...]


class Contrast(Struct, frozen=True, kw_only=True):
    """Where two sides differ: a context or a type that one has more of than the other, or the tone.

    ``a`` and ``b`` are counts of events, of ``total_a`` and ``total_b``; for the tone they are mean scores.
    ``p_value`` is corrected for the number of contexts or types compared.
    """

    kind: Literal["context", "type", "tone"]
    name: str
    a: float
    b: float
    total_a: int
    total_b: int
    p_value: float


class Views(Struct, frozen=True, kw_only=True):
    """Both sides, where they differ, and who answers whom. ``contrasts`` hold those beyond chance, surest first."""

    a: Side
    b: Side
    mutual: Measure
    contrasts: tuple[Contrast, ...]
    responses: tuple[Response, ...]


def views(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    confidence: float = SURE,
) -> Views:
    """The two sides of a dyad, given by code. What they only did together is in ``mutual`` and in no side."""
    a, b = a.upper(), b.upper()
    events = store.events(a, b, start, end, confidence=confidence)
    happened = [one for one in events if is_measured(one)]
    told = store.annotations(list(dict.fromkeys(event.cite_info.document for event in events)))
    own = {
        code: [one for one in happened if direction(one, a, b) == way]
        for code, way in ((a, "forward"), (b, "backward"))
    }
    sides = (
        Side(
            code=one,
            total=measure(own[one]),
            groups=by_group(own[one], one),
            contexts=by_context(own[one]),
            voices=tuple(voices(told, one, Topic([other], events))),
        )
        for one, other in ((a, b), (b, a))
    )
    return Views(
        a=next(sides),
        b=next(sides),
        mutual=measure(one for one in happened if direction(one, a, b) == "mutual"),
        contrasts=contrasts(own[a], own[b]),
        responses=reciprocity(store, a, b, start, end, confidence=confidence),
    )


@cache
def group_of_sector() -> dict[str, str]:
    """The group that each sector belongs to, in the order of ``sectors.toml``."""
    text = resources.files(__package__).joinpath("sectors.toml").read_text(encoding="utf-8")
    return {sector: name for name, sectors in tomllib.loads(text)["groups"].items() for sector in sectors}


def group_of(sector: str | None) -> str | None:
    """The group of a sector; without one it is the government, for a country's bare name means that."""
    return group_of_sector().get(sector or "GOV")


def by_group(events: Sequence[Event], code: str) -> tuple[Part, ...]:
    """What a side did by who did it; an event that several groups share counts for each."""

    def groups(event: Event) -> Iterable[str | None]:
        return {group_of(actor.sector) for actor in event.actor if side(actor) == code}

    found = {part.name: part for part in _parts(events, groups)}
    return tuple(found[name] for name in dict.fromkeys(group_of_sector().values()) if name in found)


def by_context(events: Sequence[Event]) -> tuple[Part, ...]:
    """Events by context, the most frequent first; an event may have several."""
    return tuple(
        sorted(
            _parts(events, lambda event: event.context), key=lambda part: (-part.measure.events, part.name)
        )
    )


def _parts(events: Sequence[Event], names: Callable[[Event], Iterable[str | None]]) -> list[Part]:
    sorted_out: dict[str, list[Event]] = {}
    for event in events:
        for name in names(event):
            if name:
                sorted_out.setdefault(name, []).append(event)
    return [
        Part(
            name=name,
            measure=measure(found),
            contexts=_counted(context for event in found for context in event.context),
            events=tuple(event.id for event in most_telling(found)),
        )
        for name, found in sorted_out.items()
    ]


def most_telling(events: Iterable[Event]) -> list[Event]:
    """Events by the strength of their score, times how sure the coder is; of equals the newest first."""
    return sorted(
        events,
        key=lambda one: (
            -abs(one.event_scale) * one.confidence,
            -(one.date or dt.date.min).toordinal(),
            one.id,
        ),
    )


def contrasts(own: Sequence[Event], others: Sequence[Event]) -> tuple[Contrast, ...]:
    """Where the two differ beyond chance, the surest first; nothing where a side has fewer than five events.

    Contexts and types by Fisher's exact test (Fisher 1922), the tone by Welch's test of means (Welch 1947).
    """
    if min(len(own), len(others)) < FEW:
        return ()
    found = []
    kinds: tuple[tuple[Literal["context", "type"], Callable[[Event], Iterable[str]]], ...] = (
        ("context", lambda event: event.context),
        ("type", lambda event: (event.event,)),
    )
    for kind, names in kinds:
        one, other = (_counted(name for event in side_ for name in names(event)) for side_ in (own, others))
        compared = sorted({*one, *other})
        for name in compared:
            m, n = one.get(name, 0), other.get(name, 0)
            found.append(
                Contrast(
                    kind=kind,
                    name=name,
                    a=m,
                    b=n,
                    total_a=len(own),
                    total_b=len(others),
                    p_value=min(fisher(m, len(own), n, len(others)) * len(compared), 1.0),
                )
            )
    found.append(_tone(own, others))
    return tuple(
        sorted(
            (one for one in found if one.p_value <= SIGNIFICANT),
            key=lambda one: (one.p_value, one.kind, one.name),
        )
    )


def _tone(own: Sequence[Event], others: Sequence[Event]) -> Contrast:
    scores = [[event.event_scale for event in events] for events in (own, others)]
    (mean, spread), (mean_b, spread_b) = map(_moments, scores)
    apart = math.sqrt(spread / len(own) + spread_b / len(others))
    chance = math.erfc(abs(mean - mean_b) / apart / math.sqrt(2)) if apart else float(mean == mean_b)
    return Contrast(
        kind="tone", name="tone", a=mean, b=mean_b, total_a=len(own), total_b=len(others), p_value=chance
    )


def _moments(scores: Sequence[float]) -> tuple[float, float]:
    mean = math.fsum(scores) / len(scores)
    return mean, math.fsum((score - mean) ** 2 for score in scores) / (len(scores) - 1)


def fisher(m: int, total_m: int, n: int, total_n: int) -> float:
    """Fisher's exact test, two-sided: the chance of shares as different as m of total_m and n of total_n."""

    def chance(k: int) -> float:
        ways = _choose(total_m, k) + _choose(total_n, m + n - k) - _choose(total_m + total_n, m + n)
        return math.exp(ways)

    seen = chance(m)
    every = map(chance, range(max(0, m + n - total_n), min(total_m, m + n) + 1))
    return min(math.fsum(one for one in every if one <= seen * (1 + 1e-9)), 1.0)


def _choose(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
