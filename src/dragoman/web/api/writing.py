"""The way in that writes: a report is coded and kept. Only where the server has a token, and for who bears it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from dragoman.pipeline import annotate
from dragoman.readers.identity import document_id
from dragoman.records import Document
from dragoman.web.api.contract import Written, answer
from dragoman.web.pages.common import shelf_of
from dragoman.web.safety import bears


class Report(BaseModel):
    """A report to be coded and kept."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str, Field(min_length=1, max_length=200_000, description="The body, one paragraph a line.")
    ]
    title: Annotated[str | None, Field(max_length=500)] = None
    published: dt.date | None = None
    publisher: Annotated[str | None, Field(max_length=200)] = None
    url: Annotated[str | None, Field(max_length=2_000, pattern=r"^https?://")] = None


def add_document(request: Request, report: Report) -> Response:
    """Code a report and keep it."""
    # a cookie would let any page of this browser write: who writes shows the token itself
    if not bears(request.headers.get("authorization", ""), request.app.state.token or ""):
        raise HTTPException(401, "Writing wants the token as Authorization: Bearer TOKEN.")
    document = Document(
        id=document_id(report.title, report.published, report.text),
        text=report.text,
        title=report.title,
        published=report.published,
        publisher=report.publisher,
        url=report.url,
    )
    store = shelf_of(request).store
    added = store.add([annotate(document)])
    events = tuple(store.events(document=document.id))
    return answer(Written(id=document.id, added=added.documents == 1, events=events), 201)
