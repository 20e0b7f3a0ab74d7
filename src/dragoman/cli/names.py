"""actor, explain, config: what a name, a code or a setting means."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from dragoman.cli.output import write
from dragoman.settings import settings

Own = Annotated[
    Path | None, Parameter(name="--actors", help="A file of your own actors, TOML or CSV, known as well.")
]


def add_own(actors: Path | None) -> None:
    """Take the user's own actors into use, where a flag or a setting names a file of them."""
    file = str(settings({"actors": actors})["actors"].value)
    if file:
        from dragoman.actors import use_actors

        use_actors(Path(file))


def actor(
    text: Annotated[str, Parameter(help="The name, as a text has it.")],
    /,
    *,
    context: Annotated[
        str | None, Parameter(help="Words around it that may tell which one is meant.")
    ] = None,
    date: Annotated[dt.date | None, Parameter(help="The day on which it is said, as 2023-03-06.")] = None,
    actors: Own = None,
) -> int:
    """Say how a name is resolved, and why. Exit code 1 when it is not."""
    from dragoman.actors import resolve_actor

    add_own(actors)
    found = resolve_actor(text, context=context, date=date)
    sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    return 0 if found.code or found.sector else 1


def explain(
    name: Annotated[list[str], Parameter(help="A type, mode, context, sector, code or CAMEO code.")], /
) -> int:
    """Tell what a code means: COERCE, reparations, JRN, KOR, CAMEO 0841."""
    from dragoman.errors import UnknownCode
    from dragoman.ontology import Explanation, render
    from dragoman.ontology import explain as look_up

    words = " ".join(name)
    try:
        print(render(look_up(words)))
    except UnknownCode:
        from dragoman.actors.tables import territories

        territory = territories().get(words.strip().upper())
        if territory is None:
            raise
        said = f"{territory.name}, as the code of an actor or recipient."
        print(render([Explanation(kind="territory", name=territory.code or "", definition=said)]))
    return 0


def config(*, format: Annotated[str | None, Parameter(help="auto, table, jsonl or csv.")] = None) -> int:
    """Show every setting, its value and where that comes from."""
    now = settings({"format": format})
    write(now.values(), format=str(now["format"].value))
    return 0
