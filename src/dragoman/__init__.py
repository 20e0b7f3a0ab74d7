"""Dragoman reads news and tells how two countries get along: who did what to whom, when, about what.

The public names: ``read`` gives documents, ``code`` their events, ``annotate`` everything found in one,
``resolve_actor`` says who a name is, ``open_store`` opens a store, ``explain`` tells what a code means, and
``records`` holds the types of all that. Each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman import records
    from dragoman.actors import resolve_actor
    from dragoman.ontology import explain
    from dragoman.pipeline import annotate, code
    from dragoman.readers import read
    from dragoman.store import open_store

__all__ = ["__version__", "annotate", "code", "explain", "open_store", "read", "records", "resolve_actor"]

_HOMES = {
    "annotate": "pipeline",
    "code": "pipeline",
    "explain": "ontology",
    "open_store": "store",
    "read": "readers",
    "resolve_actor": "actors",
}


def __getattr__(name: str) -> object:
    if name == "records":
        return import_module("dragoman.records")
    if name in _HOMES:
        return getattr(import_module(f"dragoman.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
