"""serve, chart: a store as pages and an API, and its charts as files."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from dragoman.cli.output import replacing
from dragoman.cli.stores import Country, From, Place, To, country, opened, sure
from dragoman.errors import UsageError
from dragoman.relations.countries import country_name

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dragoman.charts import Chart
    from dragoman.store import Store

SHORTEST_TOKEN = 16
MOST_AT_ONCE = 200
"""Requests answered at once; more are turned away until some are done."""


def serve(
    *,
    store: Place = None,
    host: Annotated[
        str, Parameter(help="Address to listen on; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen on; 0 takes a free one.")] = 8350,
    token_file: Annotated[
        Path | None,
        Parameter(help="File with the token that each request must bear; or the variable DRAGOMAN_TOKEN."),
    ] = None,
    name: Annotated[
        list[str] | None,
        Parameter(
            negative="", help="A host name that the server answers to besides localhost; may be repeated."
        ),
    ] = None,
) -> int:
    """Serve a store as pages and an API. Only reads, unless there is a token."""
    token = read_token(token_file)
    check_door(host, token)
    app = _application(store, token, name or [])
    import uvicorn

    door = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{door.getsockname()[1]}/ (stop with Ctrl-C)", file=sys.stderr, flush=True)
    uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=10,
        )
    ).run(sockets=[door])
    return 0


def read_token(file: Path | None) -> str | None:
    """The token of a file or of the variable; raises UsageError for one that is too short to be a secret."""
    token = os.environ.get("DRAGOMAN_TOKEN")
    if file is not None:
        try:
            token = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: the token cannot be read: {error}") from error
    if token is None:
        return None
    if len(token) < SHORTEST_TOKEN or not token.isascii():
        raise UsageError(
            f"the token needs at least {SHORTEST_TOKEN} characters of ASCII; python -c"
            " 'import secrets; print(secrets.token_urlsafe())' makes one"
        )
    return token


def check_door(host: str, token: str | None) -> None:
    """Raise UsageError where others could come in without a token."""
    try:
        at_home = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        at_home = False
    if not at_home and token is None:
        raise UsageError(
            f"--host {host} opens the store to other machines, which needs a token: --token-file FILE or DRAGOMAN_TOKEN"
        )


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        raise UsageError(f"--host {host} --port {port}: cannot listen there: {error}") from error


def _application(store: str | None, token: str | None, names: list[str]) -> FastAPI:
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401

        from dragoman.web.app import create_app
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in ("fastapi", "starlette", "uvicorn", "pydantic"):
            raise UsageError('the pages need more packages: pip install "dragoman[web]"') from error
        raise
    return create_app(opened(store), token=token, names=names, ahead=True)


def chart(
    kind: Annotated[
        Literal["series", "types", "calendar"],
        Parameter(help="series: acts and level over time; types: what each side did; calendar: when."),
    ],
    a: Country,
    b: Country,
    /,
    *,
    out: Annotated[
        list[Path],
        Parameter(
            name=["--out", "-o"],
            negative="",
            help="FILE.svg, .png, .pdf or .json (Vega-Lite); may be repeated.",
        ),
    ],
    store: Place = None,
    start: From = None,
    end: To = None,
    by: Annotated[
        Literal["day", "week", "month", "quarter", "year"],
        Parameter(help="Length of a period of the series."),
    ] = "month",
    night: Annotated[bool, Parameter(help="Light on dark ground.", negative="")] = False,
) -> int:
    """Draw two countries into a file, ready for print."""
    from dragoman.charts import FORMATS, save

    for path in out:
        if path.suffix.lower() not in FORMATS:
            raise UsageError(f"{path}: the suffix names no format; use one of {', '.join(FORMATS)}")
    if start and end and end < start:
        raise UsageError(f"--from {start} comes after --to {end}")
    drawn = _drawn(kind, opened(store), country(a), country(b), start, end, by)
    for path in out:
        body = save(drawn.at_night() if night else drawn, path)
        with replacing(path) as stream:
            stream.write(body)
        print(path, file=sys.stderr)
    return 0


def _drawn(
    kind: str, store: Store, a: str, b: str, start: dt.date | None, end: dt.date | None, by: str
) -> Chart:
    from dragoman.charts import Turn, calendar_chart, mix_chart, relation_chart, shown_shifts
    from dragoman.relations import pair, series, shifts

    if kind == "types":
        return mix_chart(pair(store, a, b, start, end, confidence=sure()))
    if kind == "calendar":
        found = series(store, a, b, start, end, by="month", confidence=sure())
        counts = {
            (point.start.year, point.start.month): point.events for point in found.points if point.events
        }
        return calendar_chart(counts, f"{country_name(a)} and {country_name(b)}: acts by month", noun="acts")
    line = series(store, a, b, start, end, by=by, confidence=sure())
    turns = shown_shifts(line, shifts(store, a, b, start, end, confidence=sure()))
    return relation_chart(
        line, [Turn(date=one.date, worse=one.direction == "worse", words=one.kind) for one in turns]
    )
