"""Document: a whole report with every event and quotation that was read in it; and the list of reports."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from dragoman.briefs.wording import lead
from dragoman.records import Annotation, Event
from dragoman.web.ask import number
from dragoman.web.errors import NotFound
from dragoman.web.marks import Mark, Stretch, cut
from dragoman.web.pages.common import question, shelf_of, show, tables
from dragoman.web.questions import list_documents

LONGEST = 60_000
"""Characters of a text that are shown; a report is shorter, a book is not."""
PAGE = 50


def document(request: Request, id: str) -> Response:
    """The page of one report; ``start`` and ``end`` mark some words of it."""
    shelf = shelf_of(request)
    found = shelf.store.annotations([id])
    if not found:
        raise NotFound(f"There is no report {id[:40]!r} in this store.")
    given = request.query_params
    most = 10_000_000
    start = number(given.get("start"), "start", 0, 0, most)
    end = number(given.get("end"), "end", 0, 0, most)
    caption = number(given.get("caption"), "caption", 0, 0, 1000) if "caption" in given else None
    events = shelf.store.events(document=id)
    return show(
        request,
        "document.html",
        document=found[0].document,
        stretches=stretches(found[0], events, (start, end) if caption is None else (0, 0)),
        captions=[
            cut(
                one.text,
                [Mark(start=start, end=end, kind="here")] if place == caption else [],
            )
            for place, one in enumerate(found[0].document.captions)
        ],
        is_cut=len(found[0].document.text) > LONGEST,
        events=[(number, one, lead(one)) for number, one in enumerate(events, 1)],
        calendar=found[0].calendar,
        has_mark=end > start,
    )


def stretches(annotation: Annotation, events: list[Event], here: tuple[int, int]) -> list[Stretch]:
    """The body with what was asked for, each event's trigger as a link, and quotations."""
    marks = [Mark(start=here[0], end=here[1], kind="here")]
    marks += [Mark(start=one.start, end=one.end, kind="quote") for one in annotation.quotes]
    marks += [
        Mark(
            start=one.text_info.trigger[0],
            end=one.text_info.trigger[1],
            kind="trigger",
            label=str(number),
            href=f"/event/{one.id}",
        )
        for number, one in enumerate(events, 1)
        if one.text_info.part == "body"
    ]
    return cut(annotation.document.text, marks, 0, LONGEST)


def documents(request: Request) -> Response:
    """The reports of a source or a span."""
    ask = question(request)
    shelf = shelf_of(request)
    found, more = list_documents(shelf.store, ask, most=PAGE, after=request.query_params.get("after"))
    return show(
        request,
        "documents.html",
        ask=ask,
        documents=found.to_pylist(),
        next=ask.address("/documents", after=more) if more else None,
        downloads=tables(ask, "documents"),
    )
