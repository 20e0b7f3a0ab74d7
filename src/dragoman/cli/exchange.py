"""import and export: events of other projects into a store, and a store's events out."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from dragoman.cli.coding import Confidence, no_flag
from dragoman.cli.output import Aside, replacing
from dragoman.cli.stores import From, Place, To, country, opened
from dragoman.errors import UsageError
from dragoman.settings import settings

Source = Annotated[
    Literal["icews", "gdelt", "polecat", "plover"], Parameter(help="Whose files they are.", show_choices=True)
]
Target = Annotated[
    Literal["plover", "polecat", "csv", "parquet"],
    Parameter(help="JSON lines, POLECAT's columns, or the table of events.", show_choices=True),
]


def import_(
    format: Source,
    files: Annotated[
        list[str],
        Parameter(
            help="Files, also as .gz; - is standard input.", allow_leading_hyphen=True, validator=no_flag
        ),
    ],
    /,
    *,
    store: Place = None,
    mentions: Annotated[
        list[Path] | None,
        Parameter(
            negative=(), help="GDELT's mentions for these files: how sure, whose report. May be repeated."
        ),
    ] = None,
) -> int:
    """Bring the events of other projects into a store. What is there already is not added again.

    Statements and appeals (CAMEO 01 and 02), which have no type in PLOVER, count as attention and are never scored.
    """
    from dragoman.exchange import import_events
    from dragoman.store import open_store

    if mentions and format != "gdelt":
        raise UsageError(f"--mentions are GDELT's, not those of {format}")
    aside = Aside()
    folder = open_store(Path(str(settings({"store": store})["store"].value)), create=True)
    added = folder.add_events(import_events(format, files, mentions=mentions or (), on_error=aside))
    known = f", {added.known} there already" if added.known else ""
    print(f"{added.events} events added{known}: {folder.path}", file=sys.stderr)
    return aside.exit_code(added.events + added.known)


def export(
    format: Target,
    a: Annotated[str | None, Parameter(help="A country, by code or name.")] = None,
    b: Annotated[str | None, Parameter(help="Another: events between the two.")] = None,
    /,
    *,
    store: Place = None,
    out: Annotated[Path | None, Parameter(name=["--out", "-o"], help="Write to this file.")] = None,
    start: From = None,
    end: To = None,
    min_confidence: Confidence = None,
    dyadic: Annotated[
        bool, Parameter(negative=(), help="One actor and one recipient a row: compound ones are expanded.")
    ] = False,
) -> int:
    """Write the events of a store in the format of others, to stdout or a file."""
    from dragoman.exchange import export_events

    if start and end and end < start:
        raise UsageError(f"--from {start} comes after --to {end}")
    now = settings({"min_confidence": min_confidence})
    folder = opened(store)
    with replacing(out) if out else nullcontext(sys.stdout.buffer) as stream:
        count = export_events(
            folder,
            format,
            stream,
            dyadic=dyadic,
            a=country(a) if a else None,
            b=country(b) if b else None,
            start=start,
            end=end,
            confidence=float(now["min_confidence"].value),
        )
        stream.flush()
    print(f"{count} events written" + (f": {out}" if out else ""), file=sys.stderr)
    return 0
