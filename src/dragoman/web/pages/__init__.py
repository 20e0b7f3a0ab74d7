"""The pages, a module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter


def router(*, with_token: bool) -> APIRouter:
    """Every page under its address; ``with_token`` adds the page that takes the token."""
    from fastapi import APIRouter
    from fastapi.responses import HTMLResponse

    from dragoman.web.pages import (
        actor,
        apidocs,
        codebook,
        compare,
        data,
        document,
        event,
        events,
        files,
        pair,
        search,
        token,
        world,
    )

    made = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    made.get("/")(world.world)
    made.get("/pair")(pair.find)
    made.get("/pair/{a}/{b}")(pair.pair)
    made.get("/events")(events.events)
    made.get("/event/{id}")(event.event)
    made.get("/document/{id}")(document.document)
    made.get("/documents")(document.documents)
    made.get("/actor")(actor.find)
    made.get("/actor/{code}")(actor.actor)
    made.get("/search")(search.search)
    made.get("/compare")(compare.compare)
    made.get("/codebook")(codebook.codebook)
    made.get("/codebook/{name}")(codebook.entry)
    made.get("/data")(data.data)
    made.get("/api/")(apidocs.apidocs)
    made.get("/static/{name}")(files.static)
    made.get("/charts/{name}.{kind}")(files.chart)
    made.get("/robots.txt")(files.robots)
    if with_token:
        made.get("/token")(token.form)
        made.post("/token")(token.enter)
    return made
