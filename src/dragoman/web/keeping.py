"""Answers kept as they went out, so that the second reader of a page waits for nothing.

An answer holds as long as the store's serial does; a browser that has it already is told so (ETag). Kept within bounds
of memory, the least recently used go first.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import threading
from collections import OrderedDict
from typing import Any

from msgspec import Struct

from dragoman.version import __version__
from dragoman.web.safety import App, Message, Receive, Scope, Send
from dragoman.web.shelf import Shelf

MOST_BYTES = 48_000_000
LARGEST = 2_000_000
KEPT = ("text/html", "application/json")
AT_ONCE = 2
"""Pages made at once."""
SMALL = 1_000
"""Under so many bytes compressing does not pay."""


class Answer(Struct, frozen=True):
    """A whole answer, plain and compressed."""

    headers: tuple[tuple[bytes, bytes], ...]
    plain: bytes
    packed: bytes


class Keeper:
    """Keeps successful answers to GET requests for pages and API; passes everything else on."""

    def __init__(self, app: App, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf
        self._lock = threading.Lock()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._making: dict[tuple[int, str, bytes], asyncio.Lock] = {}
        self._kept: OrderedDict[tuple[int, str, bytes], Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        serial = self._shelf.store.serial
        key = (serial, scope["path"], scope["query_string"])
        tag = b'"' + hashlib.sha256(f"{__version__}|{key}".encode()).hexdigest()[:20].encode() + b'"'
        asked = dict(scope["headers"])
        with self._lock:
            answer = self._kept.get(key)
            if answer:
                self._kept.move_to_end(key)
        if answer is not None:
            await self._send(answer, tag, asked, send)
            return
        # two readers who want the same wait for one making of it; more than two pages at once only slow each other down
        making = self._making.setdefault(key, asyncio.Lock())
        try:
            async with making:
                answer = self._kept.get(key)
                if answer is None:
                    async with self._turns:
                        answer = await self._ask(scope, receive, send)
                    if answer is None:
                        return
                    if len(answer.plain) <= LARGEST:
                        self._put(key, answer)
        finally:
            self._making.pop(key, None)
        await self._send(answer, tag, asked, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> Answer | None:
        """The application's answer, held back; ``None`` where it is none to keep and went out already."""
        start: Message = {}
        chunks: list[bytes] = []
        passing = False

        async def taken(message: Message) -> None:
            nonlocal start, passing
            if message["type"] == "http.response.start":
                start = message
                kind = dict(message["headers"]).get(b"content-type", b"").decode("latin-1")
                passing = message["status"] != 200 or not kind.startswith(KEPT)
                if passing:
                    await send(message)
            elif passing:
                await send(message)
            else:
                chunks.append(message.get("body", b""))

        await self._app(scope, receive, taken)
        return None if passing or not start else self._make(start, b"".join(chunks))

    @staticmethod
    def _make(start: Message, body: bytes) -> Answer:
        headers = tuple(
            (name, value) for name, value in start["headers"] if name.lower() != b"content-length"
        )
        return Answer(headers, body, gzip.compress(body, 5) if len(body) >= SMALL else b"")

    def _put(self, key: tuple[int, str, bytes], answer: Answer) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._bytes += len(answer.plain) + len(answer.packed)
            self._bytes -= len(old.plain) + len(old.packed) if old else 0
            self._kept[key] = answer
            while self._bytes > MOST_BYTES:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.plain) + len(gone.packed)

    @staticmethod
    async def _send(answer: Answer, tag: bytes, asked: dict[Any, Any], send: Send) -> None:
        shared = [(b"etag", tag), (b"cache-control", b"private, no-cache"), (b"vary", b"accept-encoding")]
        if tag in asked.get(b"if-none-match", b""):
            await send({"type": "http.response.start", "status": 304, "headers": shared})
            await send({"type": "http.response.body", "body": b""})
            return
        body = answer.plain
        headers = [*answer.headers, *shared]
        if answer.packed and b"gzip" in asked.get(b"accept-encoding", b""):
            body = answer.packed
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
