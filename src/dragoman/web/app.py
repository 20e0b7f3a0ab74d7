"""The application: pages, tables and API over one store, behind the door of ``safety``."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, StoreError, UnknownCode
from dragoman.store import Store
from dragoman.version import __version__
from dragoman.web.errors import NotFound, error_body
from dragoman.web.keeping import Keeper
from dragoman.web.preparing import prepare
from dragoman.web.safety import Guard
from dragoman.web.shelf import Shelf

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from fastapi.responses import Response


def create_app(
    store: Store, *, token: str | None = None, names: Iterable[str] = (), ahead: bool = False
) -> FastAPI:
    """The pages and the API of a store as an ASGI application.

    With a ``token`` every request must bear it, and ``POST /api/documents`` is there; without one the application only
    reads. ``names`` are host names that the server answers to besides localhost and addresses. ``ahead`` makes the
    pages that most readers open before anybody asks.
    """
    from fastapi import FastAPI

    from dragoman.web import api, pages

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        work = asyncio.create_task(prepare(app)) if ahead else None
        yield
        if work:
            work.cancel()

    app = FastAPI(
        lifespan=lifespan,
        title="Dragoman",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.shelf = Shelf(store)
    app.state.token = token
    app.include_router(pages.router(with_token=token is not None))
    app.include_router(api.router(writable=token is not None))
    _answer_errors(app)
    app.add_middleware(Keeper, shelf=app.state.shelf)
    app.add_middleware(Guard, token=token, names=tuple(names))
    return app


def _answer_errors(app: FastAPI) -> None:
    """Every error in the one form that ``errors`` gives it."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    def answer(request: Request, status: int, code: str, message: str, **more: Any) -> Response:
        from fastapi.responses import Response

        body, kind = error_body(request.url.path, status, code, message)
        return Response(body, status, media_type=kind, **more)

    async def own(request: Request, error: Exception) -> Response:
        if isinstance(error, (NotFound, UnknownCode)):
            return answer(request, 404, "not_found", str(error))
        if isinstance(error, StoreError):
            # what is wrong with a file of ours is for the one who runs the server
            print(f"dragoman: {error}", file=sys.stderr, flush=True)
            return answer(
                request, 503, "store", "The store cannot be read just now; the server's own log says why."
            )
        return answer(request, 422, "wrong_question", str(error))

    async def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = error.headers if isinstance(error, HTTPException) else None
        code = {404: "not_found", 405: "not_allowed"}.get(status, "refused")
        words = {404: "There is nothing here.", 405: "This cannot be done here."}
        return answer(
            request, status, code, words.get(status, str(getattr(error, "detail", ""))), headers=headers
        )

    async def invalid(request: Request, error: Exception) -> Response:
        told = "the body does not fit"
        if isinstance(error, RequestValidationError):
            told = "; ".join(
                f"{'.'.join(str(part) for part in one['loc'][1:]) or one['loc'][0]}: {one['msg']}"
                for one in error.errors()[:5]
            )
        return answer(request, 422, "wrong_question", told)

    app.add_exception_handler(DragomanError, own)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
