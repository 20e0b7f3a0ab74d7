"""Names and capitals of countries, from the table of territories."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _territories() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in _table("dragoman.actors", "territories.toml").get("territory", [])}


@cache
def _usage() -> dict[str, Any]:
    return _table("dragoman.relations", "countries.toml")


def _table(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(package).joinpath(name).read_text(encoding="utf-8"))


def country_name(code: str) -> str:
    """A country's name as it stands in a sentence: ``Japan``, ``the United States``.

    PLOVER's codes for entities without a country have names too; an unknown code is given back as it is.
    """
    row = _territories().get(code)
    if row is None:
        return str(_usage()["entities"].get(code, code))
    return f"the {row['name']}" if code in _usage()["the"] else str(row["name"])


def is_named(code: str, name: str) -> bool:
    """Whether a name is the territory's own ("the United States of America", "Washington") and no person's."""
    return name.strip().casefold().removeprefix("the ") in _own_names().get(code, frozenset())


@cache
def _own_names() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(word.casefold().removeprefix("the ") for word in words_for(code))
        for code in _territories()
    }


def capital(code: str) -> str | None:
    """The capital that news uses as a word for the government; ``None`` where there is no such word."""
    found = _territories().get(code, {}).get("capitals")
    return str(found[0]) if found else None


@cache
def words_for(code: str) -> tuple[str, ...]:
    """The words by which a text speaks of a country: names, adjectives, people, capitals; longest first."""
    row = _territories().get(code)
    if row is None:
        return (country_name(code),)
    kinds = ("aliases", "adjectives", "people", "capitals")
    words = {row["name"], *(word for kind in kinds for word in row.get(kind, []))}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
