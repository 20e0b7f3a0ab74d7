"""What is worked out before anybody asks: the index of words, and the pages that most readers open."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError
from dragoman.relations.moves import busiest
from dragoman.web.shelf import Shelf

if TYPE_CHECKING:
    from fastapi import FastAPI

PAIRS = 40
"""The busiest pairs, whose pages are made ahead. One takes a second or two of work, most of it turning points."""
PAUSE = 0.2
"""Seconds between two pages, so that readers who are there already do not wait for those who may come."""


async def prepare(app: FastAPI) -> None:
    """Ask the application for its own pages, one after the other, so that it keeps the answers.

    A store that cannot be read, or that changes meanwhile, is left to the one who asks for it.
    """
    shelf: Shelf = app.state.shelf
    try:
        await visit(app, "/")
        await asyncio.to_thread(shelf.index.refresh)
        pairs = await asyncio.to_thread(busiest, shelf.store, dt.date.today(), most=PAIRS)
        for a, b in pairs:
            await visit(app, f"/pair/{a}/{b}")
            await asyncio.sleep(PAUSE)
    except DragomanError:
        return


async def visit(app: FastAPI, path: str) -> None:
    """Ask for a page as a reader on this machine would, and leave its answer unread."""
    headers = [(b"host", b"localhost")]
    if app.state.token:
        headers.append((b"authorization", f"Bearer {app.state.token}".encode()))
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 0),
        "state": {},
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        return None

    await app(scope, receive, send)
