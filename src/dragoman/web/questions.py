"""The questions that pages and tables put to a store, in SQL; each gives an Arrow table."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.store.query import Filters, conditions
from dragoman.web.ask import Ask

if TYPE_CHECKING:
    import pyarrow as pa

HAPPENED = "NOT list_has_any(auxiliary, ['negated', 'hypothetical', 'future'])"
"""What is counted: neither negated nor hypothetical nor in the future."""

EVENT_COLUMNS = (
    "id",
    "document",
    "published",
    "date",
    "enddate",
    "date_precision",
    "date_source",
    "event",
    "mode",
    "context",
    "auxiliary",
    "quad_code",
    "event_scale",
    "actor",
    "actor_code",
    "actor_sector",
    "actor_text",
    "recipient",
    "recipient_code",
    "recipient_sector",
    "recipient_text",
    "place",
    "place_country",
    "confidence",
    "sentence",
    "trigger",
    "title",
    "publication",
    "coder",
)

_DIRECTIONS = {
    "forward": ("list_contains(actor, ?) AND NOT list_contains(actor, ?)", "ab"),
    "backward": ("list_contains(actor, ?) AND NOT list_contains(actor, ?)", "ba"),
    "mutual": ("list_contains(actor, ?) AND list_contains(actor, ?)", "ab"),
}


def where(ask: Ask) -> tuple[list[str], list[Any]]:
    """The conditions of a question on events, to be joined with AND, and their values."""
    filters: Filters = {"confidence": ask.confidence}
    if ask.type:
        filters["event"] = ask.type
    if ask.context:
        filters["context"] = ask.context
    if ask.quad:
        filters["quad_code"] = ask.quad
    found, values = conditions(ask.a, ask.b, ask.start, ask.end, filters)
    if ask.direction and ask.a and ask.b:
        condition, order = _DIRECTIONS[ask.direction]
        found.append(condition)
        values += [ask.a, ask.b] if order == "ab" else [ask.b, ask.a]
    elif ask.direction and ask.a:
        found.append(
            {"forward": "list_contains(actor, ?)", "backward": "list_contains(recipient, ?)"}.get(
                ask.direction, "list_contains(actor, ?) AND len(actor) > 1"
            )
        )
        values.append(ask.a)
    if ask.sector:
        sides = [side for side in (ask.a, ask.b) if side]
        if sides:
            found.append(
                "len(list_filter(list_zip(actor, actor_sector), lambda x: list_contains(?, x[1]) AND x[2] = ?)) > 0"
            )
            values += [sides, ask.sector]
        else:
            found.append("list_contains(actor_sector, ?)")
            values.append(ask.sector)
    if ask.source is not None:
        found.append("publication = ?" if ask.source else "publication IS NULL")
        values += [ask.source] if ask.source else []
    if ask.happened:
        found.append(HAPPENED)
    found.append("event IS NOT NULL")
    return found, values


def count_events(store: Store, ask: Ask) -> tuple[int, int]:
    """How many events there are, in how many reports."""
    found, values = where(ask)
    row = store.ask(
        f"SELECT count(*), count(DISTINCT document) FROM events WHERE {' AND '.join(found)}", values
    )
    return int(row.column(0)[0].as_py()), int(row.column(1)[0].as_py())


def span_in_years(store: Store, ask: Ask) -> int:
    """How many years lie between the first and the last thing that happened, history left out."""
    found, values = where(ask)
    row = store.ask(
        f"SELECT year(max(date)) - year(min(date)) + 1 FROM events WHERE {' AND '.join(found)} AND {HAPPENED}"
        " AND NOT list_contains(auxiliary, 'historical')",
        values,
    )
    return int(row.column(0)[0].as_py() or 0)


def list_events(
    store: Store, ask: Ask, *, most: int, after: str | None = None
) -> tuple[pa.Table, str | None]:
    """Events from the newest to the oldest, the undated last, and the cursor of what comes behind them."""
    found, values = where(ask)
    if after is not None:
        date, id = read_cursor(after)
        if date is None:
            found.append("date IS NULL AND id > ?")
            values.append(id)
        else:
            found.append("(date < ? OR date IS NULL OR date = ? AND id > ?)")
            values += [date, date, id]
    wanted = ", ".join(EVENT_COLUMNS)
    table = store.ask(
        f"SELECT {wanted} FROM events WHERE {' AND '.join(found)} ORDER BY date DESC NULLS LAST, id LIMIT ?",
        [*values, most + 1],
    )
    return _cut(table, most, "date")


def list_documents(
    store: Store, ask: Ask, *, most: int, after: str | None = None
) -> tuple[pa.Table, str | None]:
    """Reports from the newest to the oldest, the undated last, and the cursor of what comes behind them."""
    found, values = document_conditions(ask)
    if after is not None:
        date, id = read_cursor(after)
        if date is None:
            found.append("published IS NULL AND id > ?")
            values.append(id)
        else:
            found.append("(published < ? OR published IS NULL OR published = ? AND id > ?)")
            values += [date, date, id]
    table = store.ask(
        "SELECT id, published, title, coalesce(publisher, agency) AS publication, url, events FROM documents"
        f" WHERE {' AND '.join(found)} ORDER BY published DESC NULLS LAST, id LIMIT ?",
        [*values, most + 1],
    )
    return _cut(table, most, "published")


def document_conditions(ask: Ask) -> tuple[list[str], list[Any]]:
    """The part of a question that concerns reports: their source and when they were published."""
    found: list[str] = ["true"]
    values: list[Any] = []
    if ask.start:
        found.append("published >= ?")
        values.append(ask.start)
    if ask.end:
        found.append("published <= ?")
        values.append(ask.end)
    if ask.source is not None:
        found.append(
            "coalesce(publisher, agency) = ?" if ask.source else "coalesce(publisher, agency) IS NULL"
        )
        values += [ask.source] if ask.source else []
    return found, values


def sources(store: Store) -> pa.Table:
    """Each source: reports, events, the first and last date of publication; the largest first."""
    return store.ask(
        "SELECT coalesce(publisher, agency) AS source, count(*) AS documents, sum(events)::BIGINT AS events,"
        " min(published) AS first, max(published) AS last FROM documents GROUP BY ALL ORDER BY documents DESC, source"
    )


def months(store: Store, ask: Ask) -> pa.Table:
    """Reports and their events by month of publication."""
    found, values = document_conditions(ask)
    return store.ask(
        "SELECT date_trunc('month', published)::DATE AS month, count(*) AS documents, sum(events)::BIGINT AS events"
        f" FROM documents WHERE published IS NOT NULL AND {' AND '.join(found)} GROUP BY ALL ORDER BY month",
        values,
    )


def partners(store: Store, ask: Ask) -> pa.Table:
    """With whom one side deals: events it was part of with each, by who acted, their tone, and when.

    Only what happened is counted. The busiest first.
    """
    found, values = where(ask)
    return store.ask(
        f"""
        WITH own AS (
            SELECT id, date, quad_code, event_scale, list_contains(actor, $1) AS acts,
                list_distinct(list_concat(
                    list_filter(actor, lambda x: list_contains(actor, $1) OR list_contains(recipient, $1)),
                    CASE WHEN list_contains(actor, $1) THEN recipient ELSE [] END
                )) AS others, actor
            FROM events WHERE {_numbered(found, 2)} AND {HAPPENED}
        ), each AS (SELECT *, unnest(others) AS partner FROM own)
        SELECT partner, count(*) AS events,
            count(*) FILTER (acts AND NOT list_contains(actor, partner)) AS done_by,
            count(*) FILTER (NOT acts) AS done_to,
            count(*) FILTER (acts AND list_contains(actor, partner)) AS together,
            avg(event_scale) AS mean_scale,
            avg((quad_code >= 3)::INT) AS conflict, min(date) AS first, max(date) AS last
        FROM each WHERE partner <> $1 GROUP BY partner ORDER BY events DESC, partner
        """,
        [ask.a, *values],
    )


def activity(store: Store, ask: Ask) -> pa.Table:
    """What happened by month and quad code, with the sum of scores."""
    found, values = where(ask)
    return store.ask(
        "SELECT date_trunc('month', date)::DATE AS month, quad_code, count(*) AS events, sum(event_scale) AS score"
        f" FROM events WHERE date IS NOT NULL AND {HAPPENED} AND {' AND '.join(found)}"
        " AND coalesce(date_precision, 'day') IN ('day', 'week', 'month') GROUP BY ALL ORDER BY month, quad_code",
        values,
    )


def coders(store: Store) -> pa.Table:
    """Which coders read the store's events, and how many."""
    return store.ask("SELECT coder, count(*) AS events FROM events GROUP BY ALL ORDER BY events DESC, coder")


def _numbered(found: list[str], first: int) -> str:
    """Conditions whose question marks have numbers, from ``first`` on."""
    text = " AND ".join(found)
    parts = text.split("?")
    return "".join(
        part + (f"${first + place}" if place < len(parts) - 1 else "") for place, part in enumerate(parts)
    )


def _cut(table: pa.Table, most: int, date: str) -> tuple[pa.Table, str | None]:
    """The first rows of a table, and the cursor behind the last of them where there are more."""
    if table.num_rows <= most:
        return table, None
    kept = table.slice(0, most)
    return kept, write_cursor(kept.column(date)[most - 1].as_py(), kept.column("id")[most - 1].as_py())


def write_cursor(date: dt.date | None, id: str) -> str:
    """A place in a list as a word without meaning to the one who carries it."""
    return base64.urlsafe_b64encode(f"{date or ''}|{id}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[dt.date | None, str]:
    """The place that ``write_cursor`` wrote down; raises UsageError for anything else."""
    try:
        date, bar, id = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition("|")
        if not bar:
            raise ValueError
        return (dt.date.fromisoformat(date) if date else None), id
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise UsageError("after: no cursor of this list; take it from the field next of an answer") from error
