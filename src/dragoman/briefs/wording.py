"""The words of a brief: dates, names and the short sentence that leads in an event."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from dragoman.records import Actor, Event
from dragoman.relations.countries import country_name, is_named
from dragoman.schema import side

NAMED = 3
"""So many entities are named in one place; the rest are "others"."""


@cache
def phrases() -> dict[str, dict[str, Any]]:
    """The bank of phrases, as shipped in ``phrases.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))


def day(date: dt.date) -> str:
    """``4 July 2019``."""
    return f"{date.day} {date:%B} {date.year}"


def period(date: dt.date | None, enddate: dt.date | None = None, precision: str | None = "day") -> str:
    """The words for a date of some precision: ``4 July 2019``, ``July 2019``, ``the 1990s``; empty for none."""
    return _period(date, enddate, precision)[1]


def _period(date: dt.date | None, enddate: dt.date | None, precision: str | None) -> tuple[str, str]:
    """The preposition a date stands behind, and its words."""
    if date is None:
        return "", ""
    last = enddate or date
    match precision:
        case "century":
            # the 20th century begins in 1900 for some and in 1901 for others
            number = (date.year + 50) // 100 + 1
            return "in", f"the {number}{_ordinal(number)} century"
        case "decade":
            return "in", f"the {date.year // 10 * 10}s"
        case "year":
            return (
                ("in", str(date.year)) if last.year == date.year else ("from", f"{date.year} to {last.year}")
            )
        case "month" | "season":
            if (date.year, date.month) == (last.year, last.month):
                return "in", f"{date:%B} {date.year}"
            first = f"{date:%B}" if date.year == last.year else f"{date:%B} {date.year}"
            return "from", f"{first} to {last:%B} {last.year}"
        case "week":
            return "in", f"the week of {day(date)}"
        case _:
            if last <= date:
                return "on", day(date)
            first = str(date.day) if (date.year, date.month) == (last.year, last.month) else day(date)
            return "from", f"{first} to {day(last)}"


def _ordinal(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def numeral(number: int) -> str:
    """``none``, ``one``, ``12``, ``1,200``: words up to nine."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else f"{number:,}"


def count(number: int, noun: str) -> str:
    """``no events``, ``one event``, ``12 events``."""
    return f"{numeral(number) if number else 'no'} {noun}{'' if number == 1 else 's'}"


def joined(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def signed(scale: float) -> str:
    """A score with its sign, one decimal: ``+2.1``, ``−5.2``, ``0.0``."""
    rounded = round(scale, 1) + 0.0
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def capitalised(sentence: str) -> str:
    """The sentence with a capital at its head."""
    return sentence[:1].upper() + sentence[1:]


def entity(actor: Actor, *, plain: bool = False) -> str:
    """An entity's name: a person's with office and country, else its country's or what its sector says.

    ``plain`` leaves the country out.
    """
    country = country_name(_territory(actor) or "") or None
    if not _is_nameless(actor):
        name = f"{actor.office} {actor.name}" if actor.office else _bodied(str(actor.name))
        belongs = country and not plain and _territory(actor) not in phrases()["names"]["shared"]
        return f"{name} of {country}" if belongs else name
    if country:
        return str(phrases()["sectors"].get(actor.sector or "GOV", "{country}")).format(country=country)
    if any(letter.isupper() for letter in actor.entity_text):
        words = actor.entity_text.split()
        # a capital that only the head of a sentence gave
        if words[0].casefold() in phrases()["names"]["quantities"]:
            words[0] = words[0].lower()
        return " ".join(words)
    return str(phrases()["entities"].get(actor.code or "", actor.entity_text))


def _bodied(name: str) -> str:
    """A name as it stands in a sentence: that of a body behind "the"."""
    words = name.split()
    article = words[-1].casefold() in phrases()["names"]["bodies"] and words[0].casefold() != "the"
    return f"the {name}" if article else name


def _territory(actor: Actor) -> str | None:
    """The code by which an entity's country is named: of a dependency that is named itself, its own."""
    itself = actor.code and actor.name and is_named(actor.code, actor.name)
    return actor.code if itself else actor.country


def _is_nameless(actor: Actor) -> bool:
    """Whether an entity has no name besides that of its country."""
    if not actor.name:
        return True
    bare = actor.name.casefold().removeprefix("the ")
    return any(
        is_named(code, actor.name) or country_name(code).casefold().removeprefix("the ") == bare
        for code in (actor.code, actor.country)
        if code
    )


def _is_rest(actor: Actor) -> bool:
    """Whether an entity is nobody: a number of others ("58 others"), a splinter of a word."""
    if side(actor) is not None or actor.name:
        return False
    text = actor.entity_text.strip()
    return text.endswith("others") or not text[:1].isalnum() or sum(map(str.isalpha, text)) < 2


def _is_state(actor: Actor) -> bool:
    """Whether an entity is told by its country's name alone."""
    return _is_nameless(actor) and actor.sector in (None, "GOV")


def entities(actors: Iterable[Actor], first: str | None = None, home: str | None = None) -> str:
    """The names of several entities, those of the side ``first`` ahead.

    A country is left out beside people of its own who hold an office; those of the side ``home`` are named
    without it.
    """
    ordered = sorted(actors, key=lambda actor: side(actor) != first) if first else list(actors)
    ordered = [actor for actor in ordered if not _is_rest(actor)] or ordered
    officials = {
        _territory(actor)
        for actor in ordered
        if not _is_nameless(actor) and (actor.office or actor.sector == "GOV")
    }
    names = dict.fromkeys(
        entity(actor, plain=home is not None and side(actor) == home)
        for actor in ordered
        if not (_is_state(actor) and _territory(actor) in officials and side(actor))
    )
    listed = list(names)
    return joined([*listed[:NAMED], "others"] if len(listed) > NAMED else listed)


def _others(event: Event) -> Sequence[Actor]:
    """The recipients without those of an actor's own country and sector, as long as any remain."""
    acting = {(side(actor), actor.sector or "GOV") for actor in event.actor if side(actor)}
    others = [one for one in event.recipient if (side(one), one.sector or "GOV") not in acting]
    return others or event.recipient


def deed(event: Event, *, first: str | None = None, home: str | None = None) -> str:
    """Who did what to whom, without the time: "Japan cut exchanges with South Korea".

    Negated events "did not", hypothetical ones "could", future ones stand as in a headline: "Japan to hold
    talks". Actors of the side ``first`` are named ahead of others; for ``home`` see ``entities``.
    """
    who = entities(event.actor, first, home) or "Somebody whom the report does not name"
    whom = entities(_others(event), None, home)
    form = "" if whom else "_together" if len({side(actor) for actor in event.actor}) > 1 else "_alone"
    did, do = (_phrase(event, f"{tense}{form}", bool(whom)).format(whom=whom) for tense in ("did", "do"))
    if "negated" in event.auxiliary:
        return f"{who} did not {do}"
    if "hypothetical" in event.auxiliary:
        return f"{who} could {do}"
    if "future" in event.auxiliary:
        return f"{who} to {do}"
    return f"{who} {did}"


def _phrase(event: Event, form: str, directed: bool) -> str:
    table = phrases().get(event.event, {})
    for mode in event.mode:
        if form in table.get(mode, {}):
            return str(table[mode][form])
    return str(table.get(form, f"{event.event.lower()}" + (" towards {whom}" if directed else "")))


def lead(event: Event, *, first: str | None = None, home: str | None = None) -> str:
    """The sentence that leads in an event: "On 4 July 2019 Japan cut exchanges with South Korea."

    An event whose only date is that of the report says so: "Reported on 5 July 2019: ...".
    """
    said = deed(event, first=first, home=home)
    if event.date is not None and event.date_source == "publication":
        return f"Reported on {day(event.date)}: {said}."
    preposition, words = _period(event.date, event.enddate, event.date_precision)
    return capitalised(f"{preposition} {words} {said}.".lstrip())


def action(event: Event) -> str:
    """Type and modes in the ontology's words, for a table: ``SANCTION discontinue``."""
    return " ".join((event.event, *event.mode))
