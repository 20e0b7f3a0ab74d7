"""add, events, pair, brief: a store and what it tells of two countries."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from dragoman.cli.coding import Confidence, Files, Format, Out, Published, coder, given
from dragoman.cli.names import Own, add_own
from dragoman.cli.output import SUFFIXES, Aside, event_line, replacing, write, write_arrow
from dragoman.errors import UsageError
from dragoman.schema import event_row, event_schema
from dragoman.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.briefs import Brief
    from dragoman.store import Store

Place = Annotated[str | None, Parameter(name="--store", help="The store's folder.")]
Country = Annotated[str, Parameter(help="A country, by code (JPN) or name (Japan).")]
From = Annotated[dt.date | None, Parameter(name="--from", help="First day, as 2019-07-01.")]
To = Annotated[dt.date | None, Parameter(name="--to", help="Last day.")]


def add(files: Files, /, *, store: Place = None, published: Published = None, actors: Own = None) -> int:
    """Code files and add them to a store. What is there already is not added again."""
    import sys

    from dragoman.pipeline import annotate_all
    from dragoman.store import open_store

    add_own(actors)
    aside = Aside()
    folder = open_store(Path(str(settings({"store": store})["store"].value)), create=True)
    added = folder.add(annotate_all(given(files, published, aside), coder(), mentions=False))
    known = f", {added.known} there already" if added.known else ""
    print(f"{added.documents} documents added{known}, {added.events} events: {folder.path}", file=sys.stderr)
    return aside.exit_code(added.documents + added.known)


def events(
    a: Annotated[str | None, Parameter(help="A country, by code or name.")] = None,
    b: Annotated[str | None, Parameter(help="Another: events between the two.")] = None,
    /,
    *,
    store: Place = None,
    start: From = None,
    end: To = None,
    type: Annotated[str | None, Parameter(help="Only this type, as ACCUSE.")] = None,
    min_confidence: Confidence = None,
    out: Out = None,
    format: Format = None,
) -> int:
    """Print events of a store, by date."""
    from dragoman.ontology import plover

    if type and type.upper() not in plover().types:
        raise UsageError(f"no type {type!r}; there are {', '.join(plover().types)}")
    if start and end and end < start:
        raise UsageError(f"--from {start} comes after --to {end}")
    now = settings({"store": store, "format": format, "min_confidence": min_confidence})
    folder = opened(store)
    found = folder.events(
        country(a) if a else None,
        country(b) if b else None,
        start,
        end,
        event=type.upper() if type else None,
        confidence=float(now["min_confidence"].value),
    )
    documents = {
        annotation.document.id: annotation.document
        for annotation in folder.annotations(list({event.cite_info.document for event in found}))
    }
    write(
        found,
        format=str(now["format"].value),
        out=out,
        row=lambda event: event_row(event, documents.get(event.cite_info.document)),
        line=event_line,
        columns=event_schema().names,
    )
    return 0


def pair(
    a: Country,
    b: Country,
    /,
    *,
    store: Place = None,
    start: From = None,
    end: To = None,
    out: Out = None,
    format: Format = None,
) -> int:
    """Print the figures of two countries: who did how much of what to whom, and in which tone."""
    from dragoman.relations import pair as measure

    form = str(settings({"format": format})["format"].value)
    figures = measure(opened(store), country(a), country(b), start, end, confidence=sure())
    if SUFFIXES.get(out.suffix.lower(), "") in ("csv", "parquet") if out else form in ("csv", "parquet"):
        write_arrow(figures.to_arrow(), format=form, out=out)
    else:
        # As JSON the figures come whole: by type, by year, with the events.
        write([figures], format=form, out=out, line=lambda found: _rounded(found.to_arrow().to_pylist()[0]))
    return 0


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: round(cell, 2) if isinstance(cell, float) else cell for name, cell in row.items()}


def brief(
    a: Country,
    b: Country,
    /,
    *,
    store: Place = None,
    start: From = None,
    end: To = None,
    out: Annotated[
        list[Path] | None,
        Parameter(name=["--out", "-o"], help="Write to FILE.md, FILE.html or FILE.pdf; may be repeated."),
    ] = None,
) -> int:
    """Write the look at two countries: Markdown to stdout, or Markdown, HTML and PDF to files."""
    import sys

    from dragoman.briefs import compose, render_html, render_markdown, render_pdf

    renderers: dict[str, Callable[[Brief], str | bytes]] = {
        ".md": render_markdown,
        ".html": render_html,
        ".pdf": render_pdf,
    }
    for path in out or ():
        if path.suffix.lower() not in renderers:
            raise UsageError(f"{path}: the suffix names no format; use .md, .html or .pdf")
    one, other = country(a), country(b)
    composed = compose(opened(store), one, other, start, end, confidence=sure())
    if not out:
        sys.stdout.write(render_markdown(composed))
    for path in out or ():
        with replacing(path) as stream:
            rendered = renderers[path.suffix.lower()](composed)
            stream.write(rendered.encode() if isinstance(rendered, str) else rendered)
        print(path, file=sys.stderr)
    return 0


def opened(store: str | None) -> Store:
    """The store that the flag or the settings name."""
    from dragoman.store import open_store

    return open_store(Path(str(settings({"store": store})["store"].value)))


def sure() -> float:
    """The least confidence of what figures rest on: the setting where somebody set it, else more likely than not."""
    from dragoman.relations.dyads import SURE

    asked = settings()["min_confidence"]
    return SURE if asked.origin == "default" else float(asked.value)


def country(text: str) -> str:
    """The code of a country given by code or name; raises DragomanError for anything else."""
    from dragoman.actors import resolve_actor
    from dragoman.actors.tables import territories
    from dragoman.ontology import plover

    if text.upper() in territories() or text.upper() in plover().names("entity"):
        return text.upper()
    found = resolve_actor(text)
    if not found.code:
        raise UsageError(f"{text!r} names no country or organisation: give a code as JPN, or a name as Japan")
    return found.code
