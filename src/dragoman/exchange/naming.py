"""Who the names of a source stand for, by the tables of actors and those of the source."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from dragoman.actors.coding import STATELESS, code_phrase
from dragoman.actors.holders import Holder
from dragoman.actors.officeholders import bearers
from dragoman.actors.resolution import Resolution
from dragoman.actors.resolver import resolve_actor
from dragoman.actors.standing import FORMER
from dragoman.actors.tables import territories
from dragoman.exchange.columns import NOBODY, Party

# "Sergey Viktorovich Lavrov", "John R. Bolton": a second name that the table of offices goes without.
SECOND = re.compile(r"(?<=\s)(?:[A-Z][\w’']*(?:[oey]vich|[oei]vna)|[A-Z]\.)\s+(?=\S)")


@cache
def table(name: str) -> dict[str, Any]:
    """One of this package's TOML files."""
    text = resources.files("dragoman.exchange").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1 << 17)
def named(name: str) -> Party:
    """A state, an organisation or a role by its name; NOBODY where the tables do not tell. A bare state is GOV."""
    return _party(resolve_actor(name, acting=True))


@lru_cache(maxsize=1 << 17)
def holders(name: str) -> tuple[Holder, ...]:
    """Those in the table of offices who bear a name, second names left out or family name first where need be."""
    plain = SECOND.sub("", name)
    words = plain.split()
    forms = (name, plain, " ".join(reversed(words)) if len(words) == 2 else plain)
    return next((found for form in forms if " " in form and (found := bearers(form))), ())


@lru_cache(maxsize=1 << 17)
def person(name: str, month: str) -> Party:
    """Somebody by the table of offices, with the sector that they had in a month, as 2014-05."""
    found = holders(name)
    day = dt.date(int(month[:4]), int(month[5:7]), 15)
    if len(found) > 1:
        found = tuple(holder for holder in found if holder.term_on(day))
    if len(found) != 1:
        return NOBODY
    [holder] = found
    now = holder.term_on(day)
    sector = now.sector if now else FORMER if holder.term_before(day) else None
    return Party(side=holder.country, code=holder.country, sector=sector, name=holder.name)


@cache
def of_country(code: str) -> Party:
    """A territory or an entity without a country by its code; NOBODY for another."""
    if code in STATELESS:
        return Party(side=code, code=code)
    entry = territories().get(code)
    return NOBODY if entry is None else Party(side=entry.country, code=entry.code)


@cache
def role_sector(role: str) -> str | None:
    """PLOVER's sector for a role word, by its own words."""
    return code_phrase(role).sector


def _party(found: Resolution) -> Party:
    return Party(side=found.country or found.code, code=found.code, sector=found.sector, name=found.name)
