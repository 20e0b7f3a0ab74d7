"""read, code, annotate: from files to documents, events and everything found in one document."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import msgspec
from cyclopts import Parameter, validators

from dragoman.cli.names import Own, add_own
from dragoman.cli.output import Aside, event_line, write
from dragoman.errors import ReadError
from dragoman.schema import event_row
from dragoman.settings import settings

if TYPE_CHECKING:
    from dragoman.coder.coder import Coder
    from dragoman.records import Annotation, Document, Event


def no_flag(_: object, files: str | list[str]) -> None:
    """A lone hyphen is standard input; anything else behind a hyphen was meant as a flag."""
    for file in [files] if isinstance(files, str) else files:
        if file.startswith("-") and file != "-":
            raise ValueError(f"no flag {file}")


Files = Annotated[
    list[str],
    Parameter(help="Files or folders; - is standard input.", allow_leading_hyphen=True, validator=no_flag),
]
Published = Annotated[
    dt.date | None, Parameter(help="Date of publication for a text that lacks one, as 2025-06-23.")
]
Format = Annotated[str | None, Parameter(help="auto, table, jsonl or csv.")]
Out = Annotated[
    Path | None, Parameter(name=["--out", "-o"], help="Write to this file: .jsonl, .csv or .parquet.")
]
Confidence = Annotated[
    float | None,
    Parameter(
        help="Leave out events of which the coder is less sure, 0 to 1; it gives none below .3.",
        validator=validators.Number(gte=0, lte=1),
    ),
]


def read(files: Files, /, *, published: Published = None) -> int:
    """Print the cleaned documents of files as JSON, one a line."""
    aside = Aside()
    return aside.exit_code(write(given(files, published, aside), format="jsonl"))


def code(
    files: Files,
    /,
    *,
    out: Out = None,
    published: Published = None,
    min_confidence: Confidence = None,
    actors: Own = None,
    format: Format = None,
) -> int:
    """Print the events of files as PLOVER records."""
    from dragoman.pipeline import annotate_all

    now = settings({"format": format, "min_confidence": min_confidence})
    add_own(actors)
    aside = Aside()
    documents = 0

    def events() -> Iterator[tuple[Event, Document]]:
        nonlocal documents
        for annotation in annotate_all(given(files, published, aside), coder(), mentions=False):
            documents += 1
            for event in annotation.events:
                if event.confidence >= float(now["min_confidence"].value):
                    yield event, annotation.document

    write(
        events(),
        format=str(now["format"].value),
        out=out,
        json=lambda told: told[0],
        row=lambda told: event_row(*told),
        line=lambda told: event_line(told[0]),
    )
    return aside.exit_code(documents)


def annotate(
    file: Annotated[
        str, Parameter(help="A file; - is standard input.", allow_leading_hyphen=True, validator=no_flag)
    ],
    /,
    *,
    published: Published = None,
    actors: Own = None,
) -> int:
    """Print everything found in one document as one JSON object.

    document, mentions, events, quotes, times and calendar. A file of many documents gives the first.
    """
    from dragoman.pipeline import annotate_all

    add_own(actors)
    found: Annotation | None = next(iter(annotate_all(given([file], published, None), coder())), None)
    if found is None:
        raise ReadError(
            "holds no document", source=file, cure="name a text, an HTML page or a file of JSON lines"
        )
    sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    return 0


def coder() -> Coder:
    """The coder that the settings ask for."""
    from dragoman.coder import load_coder

    now = settings()
    model = str(now["model"].value)
    return load_coder(Path(model) if model else None, threads=int(now["threads"].value))


def given(files: Iterable[str], published: dt.date | None, aside: Aside | None) -> Iterator[Document]:
    """The documents of the files named on the command line; without ``aside`` the first fault is raised."""
    from dragoman import readers

    for file in files:
        path = Path(file)
        sources: list[str | Path | IO[bytes]] = [path]
        if file == "-":
            sources = [sys.stdin.buffer]
        elif path.is_dir():
            sources = list(_files_in(path))
            if not sources:
                reason = "holds no file that a reader knows by its suffix"
                _aside(ReadError(reason, source=file, cure="name the files themselves"), aside)
        for source in sources:
            name = "standard input" if file == "-" else str(source)
            notes: Counter[str] = Counter()
            try:
                for document in readers.read(source, published=published, name=name, on_error=aside):
                    notes.update(document.notes)
                    yield document
            except ReadError as error:
                _aside(error, aside)
            for note, count in notes.items():
                many = f" ({count} documents)" if count > 1 else ""
                print(f"note: {name}: {note}{many}", file=sys.stderr)


def _aside(error: ReadError, aside: Aside | None) -> None:
    if aside is None:
        raise error
    aside(error)


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder and its folders that a reader knows by their suffix, in order of name.

    What is hidden and a README are left out.
    """
    from dragoman.readers import readers

    suffixes = tuple(suffix for reader in readers().values() for suffix in reader.suffixes)
    endings = (*suffixes, *(f"{suffix}.gz" for suffix in suffixes))
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name.lower().endswith(endings)
        and not path.name.startswith((".", "README"))
    )
