"""The whole line, on one screen: source, reader, Document, passages, coder, Event.

Each stage takes an iterable and gives an iterator; a stage knows the one before it by its records alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from msgspec.structs import replace

from dragoman.actors import ROLE, is_unpolitical, lexicon
from dragoman.coder import load_coder
from dragoman.coder.assembly import Assembler, Findings
from dragoman.coder.coder import Coder, Found
from dragoman.coder.prior import weigh
from dragoman.errors import ReadError
from dragoman.language import document_calendar, find_amounts, find_moments, find_quotes, split_passages
from dragoman.readers import document_id, read
from dragoman.records import Annotation, Document, Event, Passage
from dragoman.version import __version__

# Documents that are coded together, so that the encoder's batches are full of passages of like length.
DOCUMENTS_PER_BATCH = 64

Source = str | Path | IO[bytes] | Document


def documents(
    sources: Iterable[Source],
    *,
    published: dt.date | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Document]:
    """The documents of files, streams or URLs' saved pages; ready Documents pass through.

    Without ``on_error`` the first thing that cannot be read raises ReadError; with it, each is handed over
    and the rest goes on.
    """
    for source in sources:
        if isinstance(source, Document):
            yield source
        else:
            yield from read(source, published=published, on_error=on_error)


def annotate_all(
    stream: Iterable[Document], coder: Coder | None = None, *, mentions: bool = True
) -> Iterator[Annotation]:
    """Everything found in each document, in order. Streams: memory is flat in the number of documents.

    Without ``mentions`` only those are resolved that an event or a quote needs, which takes a third less of the time
    that the encoder leaves.
    """
    reader = coder or load_coder()
    stream = iter(stream)
    while batch := list(islice(stream, DOCUMENTS_PER_BATCH)):
        prepared = [(document, *_prepare(document)) for document in batch]
        found = reader.code(passage for _, passages, _, _ in prepared for passage in passages)
        for document, passages, body, captions in prepared:
            told = weigh(list(islice(found, len(passages))))
            yield _assemble(document, passages, body, captions, told, reader, mentions)


def _prepare(document: Document) -> tuple[list[Passage], Findings, list[Findings]]:
    """The language stage: passages with the names and times that the coder is offered, and what they hold."""
    texts = [document.text, *(caption.text for caption in document.captions)]
    findings = [
        Findings(
            moments=find_moments(text, document.published),
            amounts=find_amounts(text),
            quotes=find_quotes(text),
        )
        for text in texts
    ]
    passages: list[Passage] = []
    known = lexicon()
    unpolitical = is_unpolitical(document.text)
    for passage in split_passages(document):
        moments = findings[0 if passage.caption is None else passage.caption + 1].moments
        start, end = passage.start, passage.start + len(passage.text)
        passages.append(
            replace(
                passage,
                unpolitical=unpolitical,
                names=tuple((m.start, m.end) for m in known.find(passage.text) if m.entry.kind != ROLE),
                times=tuple(
                    (m.start - start, m.end - start) for m in moments if start <= m.start and m.end <= end
                ),
            )
        )
    return passages, findings[0], findings[1:]


def _assemble(
    document: Document,
    passages: list[Passage],
    body: Findings,
    captions: list[Findings],
    found: list[Found],
    coder: Coder,
    mentions: bool,
) -> Annotation:
    assembler = Assembler(
        document, body, captions, ontology=coder.ontology, coder=f"dragoman {__version__} / {coder.name}"
    )
    quotes = assembler.quotes(found)
    sentences = [
        (start, end) for passage in passages if passage.caption is None for _, start, end in passage.sentences
    ]
    return Annotation(
        document=document,
        mentions=assembler.mentions(found) if mentions else (),
        events=assembler.events(found, quotes),
        quotes=quotes,
        times=tuple(body.moments),
        calendar=tuple(document_calendar(document.text, sentences, list(body.moments), document.published)),
    )


def annotate(source: Source, *, published: dt.date | None = None, coder: Coder | None = None) -> Annotation:
    """Everything found in one document: a path, an open file or a Document.

    Raises ReadError when the source cannot be read.
    """
    return next(annotate_all(documents([source], published=published), coder))


def code(*sources: Source, published: dt.date | None = None, coder: Coder | None = None) -> Iterator[Event]:
    """The events of any number of sources, in order, lazily. Raises ReadError at the first that cannot be read."""
    for annotation in annotate_all(documents(sources, published=published), coder, mentions=False):
        yield from annotation.events


def document(text: str, *, published: dt.date | None = None, title: str | None = None) -> Document:
    """A document of a text at hand, taken as its body as it stands."""
    return Document(
        id=document_id(title, published, text),
        text=text,
        title=title,
        published=published,
    )
