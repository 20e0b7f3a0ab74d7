"""API: its documentation as a page of our own; nothing of it comes from elsewhere."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from dragoman.web.api.contract import openapi
from dragoman.web.pages.common import show


def apidocs(request: Request) -> Response:
    """Every way into the API with its parameters and an address to try."""
    described = openapi(request.app)
    ways: list[dict[str, Any]] = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return show(
        request,
        "api.html",
        ways=ways,
        schemas=sorted(described["components"]["schemas"].items()),
        version=described["info"]["version"],
        base=str(request.base_url).rstrip("/"),
    )
