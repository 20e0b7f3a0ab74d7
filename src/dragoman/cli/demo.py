"""demo: the main job on the bundled reports, offline."""

from __future__ import annotations

import sys
import time
from importlib import resources
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dragoman.cli.coding import coder, given
from dragoman.cli.output import Aside, event_line, replacing, write

FOLDER = Path("demo")
SHOWN = 12
SHORT = ("stands", "lately", "issues", "coming")
"""Sections of the look that fit on a terminal or two."""


def demo(
    *,
    to: Annotated[Path, Parameter(help="The folder that the store and the page are written to.")] = FOLDER,
) -> int:
    """Read the bundled reports, code and store their events, and look at Japan and South Korea."""
    from dragoman.briefs import compose, excerpt, render_html, render_markdown
    from dragoman.pipeline import annotate_all
    from dragoman.store import open_store

    started = time.perf_counter()
    reports = str(resources.files("dragoman.cli") / "reports")
    aside = Aside()
    store = to / "store"
    folder = open_store(store, create=True)
    say("Reading and coding the bundled reports: Japan and South Korea, 1998 to 2025")
    added = folder.add(annotate_all(given([reports], None, aside), coder(), mentions=False))
    say(f"{added.documents + added.known} reports, {folder.summary().events} events in {store}/")

    events = folder.events("JPN", "KOR")
    say(
        f"\nThe latest {SHOWN} of {len(events)} events between the two, as `dragoman events JPN KOR` prints them"
    )
    sys.stderr.flush()
    write([e for e in events if e.date][-SHOWN:], format="table", line=event_line)
    sys.stdout.flush()

    composed = compose(folder, "JPN", "KOR")
    say(
        "\nThe look, in its shortest form; `dragoman brief JPN KOR` has the views from both capitals, and more\n"
    )
    sys.stderr.flush()
    sys.stdout.write(render_markdown(excerpt(composed, SHORT), events=False))
    sys.stdout.flush()
    page = to / "JPN-KOR.html"
    with replacing(page) as stream:
        stream.write(render_html(composed).encode())

    say(f"\nDone in {time.perf_counter() - started:.1f} s. The whole look as a page: {page.resolve()}")
    say("Where to go next, with .venv/bin on your PATH:")
    say("  dragoman code FILE --published 2025-06-17      events of a text of your own")
    say("  dragoman add FILE… --store mystore             keep them; then:")
    say("  dragoman brief FRA DEU --store mystore         the look at any two countries")
    say(f"  dragoman events JPN KOR --type ACCUSE --store {store}")
    say(f"  dragoman calendar JPN KOR --store {store}      what is coming, and what happened on such days")
    say("  dragoman explain COERCE                        what a code means")
    return aside.exit_code(added.documents + added.known)


def say(line: str) -> None:
    """Tell the user something that is not data."""
    print(line, file=sys.stderr)
