"""The tables of names: territories, organisations and roles read from TOML into lexicon entries."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dragoman.actors.standing import Listed, Term, own, shipped
from dragoman.errors import InputError

TERRITORY, ORGANISATION, ROLE = "territory", "organisation", "role"


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that a name can stand for.

    ``kind`` is territory, organisation or role. ``form`` tells how the name refers to it: name, adjective,
    people, capital or place for a territory; name for an organisation; person or group for a role.
    ``code``, ``country``, ``sector`` are PLOVER's. ``office`` is the title a person holds; ``*`` stands for
    the title as the text writes it. ``readings`` are other entries that the same name stands for when one
    of the words beside it is near; ``terms`` are a party's standing by date; ``common`` marks a
    name that bodies of other states bear as well; the flags are explained at the top
    of ``roles.toml``.
    """

    kind: str
    form: str
    name: str
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    wikidata: str | None = None
    weak: bool = False
    heads: bool = False
    abroad: bool = False
    about: bool = False
    usual: bool = True
    readings: tuple[tuple[Entry, tuple[str, ...]], ...] = ()
    terms: tuple[Term, ...] = ()
    common: bool = False


class Form(Struct, frozen=True):
    """A written form of an entry. ``exact`` forms must stand in the text as written, the others in any case."""

    written: str
    exact: bool
    entry: Entry


class Stop(Struct, frozen=True):
    """Words right before or right after a name that make it part of something else."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def read_table(name: str) -> dict[str, Any]:
    """One TOML file of this package. Raises InputError, with the line, when it is not TOML."""
    file = f"{name}.toml"
    try:
        return tomllib.loads((resources.files("dragoman.actors") / file).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise InputError(str(fault), source=file, cure="correct the table at that line") from fault


def without_accents(text: str) -> str:
    """The text with its accents taken off: ``Élysée`` becomes ``Elysee``."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def need(row: dict[str, Any], key: str, source: str, number: int) -> Any:
    """A value that a row must have. Raises InputError naming the row."""
    if key not in row:
        raise InputError(f"no {key}", source=source, place=f"entry {number}", cure=f'add {key} = "..."')
    return row[key]


FORMS = {
    "aliases": "name",
    "adjectives": "adjective",
    "people": "people",
    "capitals": "capital",
    "places": "place",
}


def territory_forms() -> Iterator[Form]:
    """Every written form of every territory, the ambiguous ones with their readings."""
    table = read_table("territories")
    by_code: dict[str, Entry] = {}
    forms: dict[str, Form] = {}
    for number, row in enumerate(table["territory"], 1):
        code, name = (
            need(row, "code", "territories.toml", number),
            need(row, "name", "territories.toml", number),
        )
        state = Entry(
            kind=TERRITORY,
            form="name",
            name=name,
            code=code,
            country=row.get("country", code),
            wikidata=row.get("wikidata"),
        )
        by_code[code] = state
        # a name of the state comes first, so that a form listed twice keeps its plainest sense
        forms.setdefault(name, Form(name, True, state))
        for key, form in FORMS.items():
            for written in row.get(key, ()):
                forms.setdefault(written, Form(written, True, replace(state, form=form)))
    for row in table["ambiguous"]:
        name = row["name"]
        form = forms[name].entry.form if name in forms else ambiguous_form(name)
        readings = tuple(
            (
                replace(by_code[other["code"]], form="place" if other["code"] == "USA" else form),
                tuple(other["cues"]),
            )
            for other in row.get("rather", ())
        )
        usual = by_code[row["usual"]] if "usual" in row else Entry(kind=TERRITORY, form=form, name=name)
        forms[name] = Form(name, True, replace(usual, form=form, usual=False, readings=readings))
    yield from forms.values()


@cache
def territories() -> dict[str, Entry]:
    """Each territory by its code, under its usual name."""
    return {
        form.entry.code: form.entry
        for form in territory_forms()
        if form.entry.code and form.entry.form == "name" and form.written == form.entry.name
    }


@cache
def ended_states() -> dict[str, int]:
    """The last year of each state that is no more, by the names it goes by."""
    return {name: row["until"] for row in read_table("territories")["ended"] for name in row["names"]}


def ambiguous_form(name: str) -> str:
    return "people" if name.endswith("ans") else "adjective" if name.endswith(("an", "ese")) else "name"


def organisation_forms() -> Iterator[Form]:
    """Every written form of every organisation: the user's own, those of ``standing/``, the others.

    What an earlier table lists with the same name and code is left out of a later one.
    """
    seen: set[tuple[str, str | None]] = set()
    listed = (entry for entry in (*own(), *shipped("standing")) if entry.kind != "person")
    for form in (*listed_forms(listed), *undated_forms()):
        key = form.written, form.entry.code
        if key not in seen:
            seen.add(key)
            common = form.written in common_names()
            yield replace(form, entry=replace(form.entry, common=True)) if common else form


@cache
def common_names() -> frozenset[str]:
    """Names of organisations that several states have."""
    return frozenset(read_table("organisations")["common"])


def undated_forms() -> Iterator[Form]:
    """Every written form of ``organisations.toml``, in the file's order."""
    for number, row in enumerate(read_table("organisations")["organisation"], 1):
        name, code = need(row, "name", "organisations.toml", number), row.get("code")
        entry = Entry(
            kind=ORGANISATION,
            form="name",
            name=name,
            code=code,
            country=row.get("country", code),
            sector=row.get("sector"),
            wikidata=row.get("wikidata"),
        )
        for written in (name, *row.get("aliases", ())):
            yield Form(written, True, entry)


def listed_forms(entries: Iterable[Listed]) -> Iterator[Form]:
    """Every written form of entries of the dated tables."""
    for listed in entries:
        entry = Entry(
            kind=ORGANISATION,
            form="name",
            name=listed.name,
            code=listed.code,
            country=listed.country,
            sector=listed.sector,
            wikidata=listed.identifier,
            terms=listed.terms,
        )
        for written in (listed.name, *listed.aliases):
            yield Form(written, True, entry)


def role_forms() -> Iterator[Form]:
    """Every role word, singular titles as ``person``, plurals and bodies as ``group``."""
    table = read_table("roles")
    for row in table["role"]:
        for key, form in (("persons", "person"), ("groups", "group")):
            for written in row.get(key, ()):
                entry = Entry(
                    kind=ROLE,
                    form=form,
                    name=written,
                    code=row.get("code"),
                    country=row.get("code"),
                    sector=row.get("sector"),
                    office=row.get("office") if form == "person" else None,
                    weak=row.get("weak", False),
                    heads=row.get("heads", False),
                    abroad=row.get("abroad", False),
                    about=row.get("about", False),
                )
                yield Form(written, row.get("exact", False), entry)


@cache
def standing_words() -> dict[str, tuple[str, ...]]:
    """Words that tell whether an office is still held: former, late, follows, precedes."""
    return {key: tuple(words) for key, words in read_table("roles")["standing"].items()}


@cache
def stops() -> dict[str, tuple[Stop, ...]]:
    """For each name, the neighbours that take it away."""
    found: dict[str, list[Stop]] = {}
    for row in read_table("territories")["stop"]:
        stop = Stop(tuple(row.get("before", ())), tuple(row.get("after", ())))
        for name in row["names"]:
            found.setdefault(name, []).append(stop)
    return {name: tuple(rows) for name, rows in found.items()}


def all_forms() -> Iterator[Form]:
    """Every written form the lexicon knows; an earlier one wins over a later one of the same writing."""
    yield from organisation_forms()
    yield from territory_forms()
    yield from role_forms()
