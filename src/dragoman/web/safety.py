"""The door: who may ask, for what, and what a browser may do with the answer.

Dragoman shows text that strangers wrote. So nothing in a page may run that we did not ship, no other site may frame or
read it, and a name that a stranger's server resolves to this machine opens nothing (DNS rebinding).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import traceback
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dragoman.web.errors import answer_error

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_PATH = 512
LONGEST_QUERY = 2_000
MOST_PARAMETERS = 30
LARGEST_BODY = 1_000_000
COOKIE = "dragoman"
OPEN = ("/static/", "/token")
"""What is served without a token: how a page looks, and where the token is given."""

FAILED = "Something went wrong here; the server's own log says what."
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)


class Guard:
    """Checks each request before anything else sees it, and puts the headers of safety on each answer."""

    def __init__(self, app: App, *, token: str | None = None, names: Iterable[str] = ()) -> None:
        self._app = app
        self._token = token
        self._names = {"localhost", *(name.lower().rstrip(".") for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        if head:
            scope["method"] = "GET"

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in HEADERS if name not in there),
                ]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await answer_error(scope, guarded, *refused)
            return
        scope["query_string"] = urlencode(
            sorted(parse_qsl(scope["query_string"].decode("latin-1"), max_num_fields=MOST_PARAMETERS))
        ).encode()
        try:
            await self._app(scope, self._bounded(receive), guarded)
        except Exception:
            # what went wrong is for the one who runs the server; a stranger learns that it did
            traceback.print_exc()
            if begun:
                raise
            await answer_error(scope, guarded, 500, "failed", FAILED)

    def _refused(self, scope: Scope) -> tuple[int, str, str] | None:
        """Why a request goes no further: status, code and words; ``None`` where it may."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if not self._is_own(headers.get(b"host", "")):
            return 421, "wrong_host", "This server does not answer to that name; see dragoman serve --name."
        if len(scope.get("raw_path") or scope["path"]) > LONGEST_PATH:
            return (
                414,
                "too_long",
                f"An address has at most {LONGEST_PATH} characters before its question mark.",
            )
        query = scope["query_string"]
        if len(query) > LONGEST_QUERY or query.count(b"&") >= MOST_PARAMETERS:
            return (
                414,
                "too_long",
                f"A question has at most {LONGEST_QUERY} characters and {MOST_PARAMETERS} parts.",
            )
        if scope["method"] == "POST":
            origin = headers.get(b"origin")
            if origin not in (None, "null") and origin.partition("://")[2] != headers.get(b"host"):
                return 403, "foreign", "A form of another site cannot be sent here."
            length = headers.get(b"content-length", "")
            if not length.isdigit():
                return 411, "no_length", "Say how long the body is (Content-Length)."
            if int(length) > LARGEST_BODY:
                return 413, "too_large", f"A body has at most {LARGEST_BODY:,} bytes."
        if self._token and not scope["path"].startswith(OPEN) and not self._is_known(headers):
            return (
                401,
                "no_token",
                "This server wants its token: in the form, or as Authorization: Bearer TOKEN.",
            )
        return None

    def _is_own(self, host: str) -> bool:
        """Whether a Host header names this server: by an address, as localhost, or as it was told it is called."""
        name = host.strip().lower()
        if name.startswith("["):
            name = name[1:].partition("]")[0]
        elif name.count(":") == 1:
            name = name.partition(":")[0]
        if name.rstrip(".") in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _is_known(self, headers: MutableMapping[bytes, str]) -> bool:
        return bears(headers.get(b"authorization", ""), self._token or "") or has_cookie(
            headers.get(b"cookie", ""), self._token or ""
        )

    @staticmethod
    def _bounded(receive: Receive) -> Receive:
        """The body of a request, cut off where it grows beyond what it said it was."""
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > LARGEST_BODY else message

        return bounded


def bears(authorization: str, token: str) -> bool:
    """Whether an Authorization header has the token; takes as long for a wrong one as for the right one."""
    kind, _, given = authorization.partition(" ")
    same = hmac.compare_digest(given.strip().encode(), token.encode())
    return kind.lower() == "bearer" and same


def has_cookie(header: str, token: str) -> bool:
    """Whether a Cookie header has the sign that ``cookie_value`` gives."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return False
    return found is not None and hmac.compare_digest(found.value.encode(), cookie_value(token).encode())


def cookie_value(token: str) -> str:
    """What a browser keeps instead of the token itself."""
    return hmac.new(token.encode(), b"dragoman page", hashlib.sha256).hexdigest()
