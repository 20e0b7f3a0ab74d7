"""Compound actors taken apart: one actor and one recipient an event, as the dyadic data sets have it.

PLOVER 1.3, chapter 2.4.2: a list of actors is expanded "to multiple events with single entity codes".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.records import Event

if TYPE_CHECKING:
    import pyarrow as pa

Position = int | None
ROLES = ("actor", "recipient")
WHAT = ("code", "sector", "text", "name")


def pairs(actors: int, recipients: int) -> list[tuple[Position, Position]]:
    """Which actor stands with which recipient, by position; ``None`` for nobody.

    Several actors without a recipient act together (a meeting): each acts towards each other, whose position is
    then one among the actors.
    """
    if actors > 1 and not recipients:
        return list(permutations(range(actors), 2))
    return list(product(range(actors) or (None,), range(recipients) or (None,)))


def split_event(event: Event) -> Iterator[Event]:
    """An event as one for each pair; their ids count on from the event's own."""
    targets = event.recipient or (event.actor if len(event.actor) > 1 else ())
    found = pairs(len(event.actor), len(event.recipient))
    for number, (acting, receiving) in enumerate(found, 1):
        yield replace(
            event,
            id=event.id if len(found) == 1 else f"{event.id}-{number}",
            actor=() if acting is None else (event.actor[acting],),
            recipient=() if receiving is None else (targets[receiving],),
        )


def split_rows(table: pa.Table) -> pa.Table:
    """Rows of events as one for each pair, like ``split_event``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    sizes = [pc.fill_null(pc.list_value_length(table.column(role)), 0).to_pylist() for role in ROLES]
    rows: list[int] = []
    numbers: list[int] = []
    places: dict[str, list[Position]] = {role: [] for role in ROLES}
    together: list[bool] = []
    for row, (actors, recipients) in enumerate(zip(*sizes, strict=True)):
        found = pairs(actors, recipients)
        for number, (acting, receiving) in enumerate(found, 1):
            rows.append(row)
            numbers.append(number if len(found) > 1 else 0)
            places["actor"].append(acting)
            places["recipient"].append(receiving)
            together.append(actors > 1 and not recipients)
    wide = table.take(rows)
    ids = [
        f"{id}-{number}" if number else id
        for id, number in zip(wide.column("id").to_pylist(), numbers, strict=True)
    ]
    columns = {"id": pa.array(ids, pa.string())}
    for role in ROLES:
        for name in (role, *(f"{role}_{what}" for what in WHAT)):
            own = wide.column(name).to_pylist()
            if role == "recipient":
                acting = wide.column(name.replace("recipient", "actor", 1)).to_pylist()
                own = [a if both else r for a, r, both in zip(acting, own, together, strict=True)]
            cut = [
                [] if place is None else [cell[place]] for cell, place in zip(own, places[role], strict=True)
            ]
            columns[name] = pa.array(cut, table.schema.field(name).type)
    return pa.table(
        [columns.get(name, wide.column(name)) for name in table.column_names], schema=table.schema
    )
