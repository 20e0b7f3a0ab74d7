"""Token: the form that takes it, once for a browser."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from dragoman.web.pages.common import show
from dragoman.web.safety import COOKIE, cookie_value

KEPT_FOR = 30 * 24 * 3600


def form(request: Request) -> Response:
    """The form."""
    return show(request, "token.html", wrong=False)


async def enter(request: Request) -> Response:
    """Take the token; a browser that had the right one keeps a sign of it."""
    given = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=5).get("token", [""])[
        0
    ]
    token: str = request.app.state.token or ""
    if not hmac.compare_digest(given.strip().encode(), token.encode()):
        return show(request, "token.html", wrong=True, status=401)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE,
        cookie_value(token),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer
