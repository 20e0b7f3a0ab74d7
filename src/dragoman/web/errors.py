"""One form for everything that goes wrong: an envelope for programs, a page for readers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

import msgspec

from dragoman.errors import DragomanError
from dragoman.web.rendering import render


class NotFound(DragomanError):
    """Something asked for by name is not there."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: a ``code`` for programs, a ``message`` for people."""

    code: str
    message: str


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What every error of the API looks like."""

    error: Fault


def envelope(code: str, message: str) -> bytes:
    """The envelope as JSON."""
    return msgspec.json.encode(Envelope(error=Fault(code=code, message=message)))


async def answer_error(
    scope: MutableMapping[str, Any],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    status: int,
    code: str,
    message: str,
) -> None:
    """Answer a request that goes no further."""
    body, kind = error_body(scope["path"], status, code, message)
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def error_body(path: str, status: int, code: str, message: str) -> tuple[bytes, str]:
    """Body and media type of an error: JSON below /api/, a page elsewhere."""
    if path.startswith("/api/") and path != "/api/":
        return envelope(code, message), "application/json"
    page = render(
        "error.html",
        status=status,
        phrase=HTTPStatus(status).phrase,
        message=message,
        wants_token=status == 401,
    )
    return page.encode(), "text/html; charset=utf-8"
