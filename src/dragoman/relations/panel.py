"""All dyads at once, over time: the panel of dyads and periods that statistics ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.relations.acts import mentions_by_day, read_panel
from dragoman.relations.dyads import SURE
from dragoman.relations.measures import Tally, measure_all
from dragoman.relations.periods import PERIODS, date_of, first_days, number_of, periods, whole
from dragoman.relations.series import point_schema
from dragoman.store import Store

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def panel(
    store: Store,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str = "month",
    confidence: float = SURE,
) -> pa.Table:
    """The series of every dyad of the store: ``a`` and ``b``, in order of the alphabet, and the columns of ``Point``.

    Every dyad has every period, from the store's first report (or ``start``) to its last (or ``end``); history is in
    it only where ``start`` reaches back to it. The figures are those of ``series``, but that the levels of a dyad begin
    where the panel does.
    """
    import numpy as np
    import pyarrow as pa

    if by not in PERIODS:
        raise UsageError(f"no period {by!r}; there are {', '.join(PERIODS)}")
    points = point_schema()
    schema = pa.schema(
        [("a", pa.string()), ("b", pa.string()), *points], metadata={"dragoman.table": "panel"}
    )
    start, end = whole(start, end, by)
    span = store.ask("SELECT min(coalesce(published, date)), max(coalesce(published, date)) FROM events")
    begin, last = start or span.column(0)[0].as_py(), end or span.column(1)[0].as_py()
    if begin is None or last < begin:
        return schema.empty_table()
    first, count = int(periods(number_of(begin), by)), 0
    count = int(periods(number_of(last), by)) - first + 1
    edges = first_days(np.arange(first, first + count + 1), by)
    begin, last = date_of(edges[0]), date_of(edges[-1] - 1)
    rows = read_panel(store, begin, last, by=by, confidence=confidence)
    if not rows.num_rows:
        return schema.empty_table()
    new = _is_new(rows)
    pairs = rows.select(["a", "b"]).filter(pa.array(new))
    dyad = np.cumsum(new) - 1
    at = (
        dyad * count
        + periods(rows.column("start").to_numpy().astype("datetime64[D]").astype(np.int64), by)
        - first
    )

    def total(name: str) -> NDArray[np.float64]:
        weights = rows.column(name).to_numpy().astype(np.float64)
        found = np.bincount(at, weights=weights, minlength=pairs.num_rows * count)
        return found.reshape(-1, count).astype(np.float64)

    days, _, mentions = mentions_by_day(store, begin, last, confidence=confidence)
    columns = measure_all(
        Tally(
            quads=np.stack([total(f"q{quad}") for quad in (1, 2, 3, 4)]),
            **{name: total(name) for name in ("score", "attention", "documents", "seen", "conflicts")},
            every=np.bincount(periods(days, by) - first, weights=mentions, minlength=count).astype(
                np.float64
            ),
        )
    )
    starts = np.tile(edges[:-1].astype("datetime64[D]"), pairs.num_rows)
    each = np.repeat(np.arange(pairs.num_rows), count)
    return pa.table(
        [
            *(pairs.column(side).take(pa.array(each)) for side in ("a", "b")),
            pa.array(starts).cast(pa.date32()),
            *(
                pa.array(columns[name].ravel(), points.field(name).type, from_pandas=True)
                for name in points.names[1:]
            ),
        ],
        schema=schema,
    )


def _is_new(rows: pa.Table) -> NDArray[np.bool_]:
    """Which rows are the first of their dyad; dyads stand together."""
    import numpy as np

    codes = [
        np.asarray(rows.column(side).combine_chunks().dictionary_encode().indices) for side in ("a", "b")
    ]
    changes = np.diff(codes[0], prepend=-1) | np.diff(codes[1], prepend=-1)
    return np.asarray(changes != 0)
