"""import and export: events of other projects into a store, and a store's events out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from dragoman.cli.coding import Files
from dragoman.cli.output import Aside
from dragoman.cli.stores import Place
from dragoman.settings import settings

Source = Annotated[
    Literal["icews", "gdelt", "polecat", "plover"], Parameter(help="Whose files they are.", show_choices=True)
]


def import_(source: Source, files: Files, /, *, store: Place = None) -> int:
    """Bring the events of other projects into a store. What is there already is not added again.

    Statements and appeals, which have no type in PLOVER, are kept as attention and never scored.
    """
    from dragoman.exchange import import_events
    from dragoman.store import open_store

    aside = Aside()
    folder = open_store(Path(str(settings({"store": store})["store"].value)), create=True)
    added = folder.add_events(import_events(source, files, on_error=aside))
    known = f", {added.known} there already" if added.known else ""
    print(f"{added.events} events added{known}: {folder.path}", file=sys.stderr)
    return aside.exit_code(added.events + added.known)
