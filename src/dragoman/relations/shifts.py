"""The turning points of a dyad: shocks, told within days, and regimes, the lasting shifts of its level.

Two detectors, since one cannot do both (``shocks``, ``regimes``): what lasts shows only later, and what has just
happened cannot have lasted yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from dragoman.errors import UsageError
from dragoman.relations.acts import WAYS, mentions_by_day, read_acts, read_evidence, read_pairs
from dragoman.relations.dyads import SURE
from dragoman.relations.showing import html_table
from dragoman.store import Store

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dragoman.relations.regimes import Regime
    from dragoman.relations.shocks import Shock

    Days = NDArray[np.float64]

EVIDENCE_DAYS = 183
"""The events of a regime are those of its first half year."""


class Shift(Struct, frozen=True, kw_only=True):
    """A turning point between two countries.

    ``kind`` is shock or regime, ``direction`` worse or better. ``date`` is its first day, ``enddate`` its last,
    ``None`` while it lasts. ``measure`` says what ``before`` and ``after`` count:

    * ``acts``, of a shock: acts of conflict (worse) or cooperation (better) in the days up to ``found``, after;
      and how many are the norm of as many days, before;
    * ``conflict``, of a regime: the share of acts that are conflict (0 to 1);
    * ``acts a month``, of a regime where conflict is the rule: acts of conflict a month, at the store's mean size.

    ``size`` is ``after`` less ``before`` for a share and ``after`` over ``before`` for counts (``None`` where that
    was 0). ``p_value`` is the chance that a dyad without turning points shows one like it, in ten years of looks for a
    shock, in all its months and cuts for a regime. ``events`` are the ids of the events that make it up, the
    most telling first; ``found`` is the day on which a reader of the news up to then would have known.
    """

    date: dt.date
    enddate: dt.date | None
    direction: str
    kind: str
    measure: str
    size: float | None
    before: float
    after: float
    p_value: float
    found: dt.date
    events: tuple[str, ...] = ()


class Shifts(tuple[Shift, ...]):
    """Turning points in order of date. pandas, polars and whatever takes Arrow streams read them as they are."""

    __slots__ = ()

    def to_arrow(self) -> pa.Table:
        """One row a turning point, with the columns of ``Shift``; empty and typed when there are none."""
        import pyarrow as pa

        return pa.Table.from_pylist([asdict(shift) for shift in self], schema=shift_schema())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Shifts: {len(self)} turning point{'' if len(self) == 1 else 's'}>"

    def _repr_html_(self) -> str:
        return html_table(
            repr(self)[1:-1],
            ("date", "until", "direction", "kind", "measure", "before", "after", "p"),
            (
                (
                    one.date,
                    one.enddate,
                    one.direction,
                    one.kind,
                    one.measure,
                    one.before,
                    one.after,
                    one.p_value,
                )
                for one in self
            ),
        )


class Daily(Struct, frozen=True, kw_only=True):
    """A dyad's acts a day from ``first`` (a day from 1970-01-01), and the mentions of everybody else a day."""

    first: int
    cooperation: Days
    conflict: Days
    others: Days


def shifts(
    store: Store,
    a: str,
    b: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    direction: str | None = None,
    confidence: float = SURE,
) -> Shifts:
    """The turning points between two countries, given by code, in order of date.

    ``end`` hides what came after it from the detectors, as if it were the last day of the news; ``start`` only leaves
    out turning points that were over before it. ``direction`` asks for what ``a`` did to ``b`` alone (forward), the
    reverse (backward) or what both did together (mutual). Raises UsageError for a direction that there is not.
    """
    import numpy as np

    if direction is not None and direction not in WAYS:
        raise UsageError(f"no direction {direction!r}; there are {', '.join(WAYS)}")
    a, b = a.upper(), b.upper()
    acts = read_acts(store, a, b, None, end, direction=direction, confidence=confidence)
    world = _World.read(store, end, confidence)
    now = ~acts.historical
    if world is None or not now.any():
        return Shifts()
    told = np.where(acts.weight > 0, acts.mentions / acts.weight, 0)
    daily = world.daily(acts.day[now], (acts.quad > 2)[now], (acts.acts * (acts.quad > 0))[now], told[now])
    found = []
    for shift in find_shifts(daily):
        if start is not None and shift.enddate is not None and shift.enddate < start:
            continue
        last = shift.enddate
        if shift.kind == "regime":
            half = shift.date + dt.timedelta(days=EVIDENCE_DAYS)
            last = half if last is None else min(last, half)
        ids = read_evidence(
            store,
            a,
            b,
            shift.date,
            last or end,
            conflict=shift.direction == "worse",
            direction=direction,
            confidence=confidence,
        )
        found.append(replace(shift, events=tuple(ids)))
    return Shifts(found)


def all_shifts(
    store: Store, end: dt.date | None = None, *, confidence: float = SURE
) -> Iterator[tuple[str, str, Shifts]]:
    """The turning points of every dyad of the store that has any, without their events."""
    for a, b, daily in read_daily(store, end, confidence=confidence):
        found = find_shifts(daily)
        if found:
            yield a, b, Shifts(found)


def read_daily(
    store: Store, end: dt.date | None = None, *, confidence: float = SURE
) -> Iterator[tuple[str, str, Daily]]:
    """Every dyad of the store with its acts a day, in order of the alphabet."""
    import numpy as np

    world = _World.read(store, end, confidence)
    if world is None:
        return
    table = read_pairs(store, end, confidence=confidence)
    names = [table.column(side).combine_chunks().dictionary_encode() for side in ("a", "b")]
    one, other = (np.asarray(name.indices) for name in names)
    day = table.column("date").to_numpy().astype("datetime64[D]").astype(np.int64)
    conflict, acts, told = (table.column(name).to_numpy() for name in ("conflict", "acts", "told"))
    edges = np.flatnonzero(np.diff(one, prepend=-1) | np.diff(other, prepend=-1))
    for rows in np.split(np.arange(len(day)), edges[1:]) if len(day) else ():
        a, b = (
            name.dictionary[int(code[rows[0]])].as_py()
            for name, code in zip(names, (one, other), strict=True)
        )
        yield a, b, world.daily(day[rows], conflict[rows], acts[rows], told[rows])


def find_shifts(daily: Daily) -> list[Shift]:
    """The turning points that a dyad's days show, in order of date."""
    import numpy as np

    from dragoman.relations.regimes import find_regimes
    from dragoman.relations.shocks import find_shocks

    shocks = find_shocks(daily.cooperation, daily.conflict, daily.others)
    found = [_shock(shock, daily.first) for shock in shocks]
    days = np.arange(len(daily.conflict)) + daily.first
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    month -= month[0]
    every = (daily.cooperation, daily.conflict, daily.others)
    sums: Any = np.stack([np.bincount(month, weights=one) for one in every])
    # Months without a report of anybody are gaps of the sources, not of the dyad.
    told = np.append(np.flatnonzero(sums.sum(axis=0)), month[-1] + 1)
    regimes = [
        replace(one, **{name: int(told[getattr(one, name)]) for name in ("month", "begins", "ends", "known")})
        for one in find_regimes(*sums[:, told[:-1]])
    ]
    firsts = {(one.share, one.month): _first_day(one, month, daily, shocks) for one in regimes}
    for regime in regimes:
        following: int | None = None
        if regime.ends <= month[-1]:
            following = firsts.get((regime.share, regime.ends), int(np.searchsorted(month, regime.ends)))
        first = firsts[regime.share, regime.month]
        found.append(_regime(regime, daily.first, first, following, month))
    return sorted(found, key=lambda shift: (shift.date, shift.kind))


class _World(Struct, frozen=True):
    """How much the whole store reports a day, from its first report to its last."""

    first: int
    mentions: Days

    @staticmethod
    def read(store: Store, end: dt.date | None, confidence: float) -> _World | None:
        import numpy as np

        days, mentions, _ = mentions_by_day(store, None, end, confidence=confidence)
        span = store.ask("SELECT min(coalesce(published, date)), max(coalesce(published, date)) FROM events")
        begin, last = (span.column(side)[0].as_py() for side in (0, 1))
        if begin is None:
            return None
        first = (begin - dt.date(1970, 1, 1)).days
        count = (min(last, end or last) - begin).days + 1
        inside = (days >= first) & (days < first + count)
        if count < 1 or not inside.any():
            return None
        every: Any = np.bincount(days[inside] - first, weights=mentions[inside], minlength=count)
        return _World(first, every)

    def daily(
        self,
        day: NDArray[np.int64],
        conflict: NDArray[np.bool_],
        acts: NDArray[Any],
        mentions: NDArray[Any],
    ) -> Daily:
        """A dyad among the others: a row a day and kind of act."""
        import numpy as np

        at, count = day - self.first, len(self.mentions)
        inside = (at >= 0) & (at < count)

        def total(values: NDArray[Any]) -> Days:
            return np.bincount(at[inside], weights=values[inside], minlength=count).astype(np.float64)

        return Daily(
            first=self.first,
            cooperation=total(acts * ~conflict),
            conflict=total(acts * conflict),
            others=np.maximum(self.mentions - total(mentions), 0),
        )


def _shock(shock: Shock, first: int) -> Shift:
    return Shift(
        date=_day(first + shock.first),
        enddate=None if shock.last is None else _day(first + shock.last),
        direction="better" if shock.better else "worse",
        kind="shock",
        measure="acts",
        size=shock.seen / shock.expected if shock.expected else None,
        before=shock.expected,
        after=shock.seen,
        p_value=shock.p_value,
        found=_day(first + shock.found),
    )


def _regime(regime: Regime, zero: int, first: int, following: int | None, month: NDArray[np.int64]) -> Shift:
    import numpy as np

    if regime.share:
        size: float | None = regime.after - regime.before
    else:
        size = regime.after / regime.before if regime.before else None
    return Shift(
        date=_day(zero + first),
        enddate=None if following is None else _day(zero + following - 1),
        direction="worse" if regime.after > regime.before else "better",
        kind="regime",
        measure="conflict" if regime.share else "acts a month",
        size=size,
        before=regime.before,
        after=regime.after,
        p_value=regime.p_value,
        found=_day(zero + int(np.searchsorted(month, regime.known, side="right")) - 1),
    )


def _first_day(regime: Regime, month: NDArray[np.int64], daily: Daily, shocks: list[Shock]) -> int:
    """The day that a regime begins on, in its first month or the one before.

    That is the first day of a shock in the same direction that begins then or a month later, else the likeliest cut.
    """
    import numpy as np

    begin = int(np.searchsorted(month, regime.month - 1))
    end = int(np.searchsorted(month, regime.month + 1))
    better = regime.after < regime.before
    for shock in shocks:
        if shock.better == better and regime.month - 1 <= month[shock.first] <= regime.month + 1:
            return shock.first
    conflict, cooperation = daily.conflict[begin:end], daily.cooperation[begin:end]
    if regime.share:
        before, after = (min(max(level, 0.01), 0.99) for level in (regime.before, regime.after))
        gain = conflict * np.log(after / before) + cooperation * np.log((1 - after) / (1 - before))
    else:
        before, after = max(regime.before, 0.05), max(regime.after, 0.05)
        gain = conflict * np.log(after / before) - (after - before) / 30.4
    # the likelihood ratio of the new level against the old one, summed from each day on
    return begin + int(np.asarray(gain)[::-1].cumsum()[::-1].argmax())


def shift_schema() -> pa.Schema:
    """The columns of turning points as an Arrow table: those of ``Shift``."""
    import pyarrow as pa

    kinds = {
        "dt.date": pa.date32(),
        "str": pa.string(),
        "float": pa.float64(),
        "tuple[str, ...]": pa.list_(pa.string()),
    }
    return pa.schema(
        [(name, kinds[hint.removesuffix(" | None")]) for name, hint in Shift.__annotations__.items()],
        metadata={"dragoman.table": "shifts"},
    )


def _day(number: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=number)
