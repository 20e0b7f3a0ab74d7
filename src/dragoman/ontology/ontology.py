"""An ontology read from TOML: types with quad codes and scores, modes, contexts, sectors, entity codes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

from msgspec import Struct

from dragoman.errors import InputError


class Entry(Struct, frozen=True, kw_only=True):
    """One name of the ontology with its definition and an example. ``kind`` is context, sector, mode ..."""

    kind: str
    name: str
    definition: str
    example: str
    type: str | None = None


class EventType(Struct, frozen=True, kw_only=True):
    """An event type: quad code (1-4), conflict-cooperation score (-10 to 10), its modes in order.

    ``label`` is a short verb phrase for tables ("met or consulted"), ``ambiguities`` the hard calls, one
    sentence each; both are empty when the file gives none.
    """

    name: str
    quad_code: int
    score: float
    requires_recipient: bool
    definition: str
    example: str
    modes: tuple[str, ...]
    label: str = ""
    ambiguities: tuple[str, ...] = ()


class Ontology(Struct, frozen=True, kw_only=True):
    """All names an event can carry.

    The order of types, modes and contexts is the order of the model's outputs.
    """

    name: str
    version: str
    types: dict[str, EventType]
    entries: tuple[Entry, ...]
    quads: dict[int, str]

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of one kind (mode, context, sector, entity, auxiliary), in the file's order."""
        return tuple(entry.name for entry in self.entries if entry.kind == kind)

    @property
    def modes(self) -> tuple[tuple[str, str], ...]:
        """Every (type, mode) pair, in the file's order."""
        return tuple((entry.type or "", entry.name) for entry in self.entries if entry.kind == "mode")


KINDS = ("mode", "context", "sector", "entity", "auxiliary")


def load_ontology(path: Path) -> Ontology:
    """Read an ontology from a TOML file of the shape of ``plover.toml``.

    A file that says ``extends = "PLOVER"`` holds only what it adds: its tables come behind PLOVER's. Raises
    InputError when the file is no TOML or a table lacks a field.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _build(_extended(table, str(path)) if "extends" in table else table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(error), source=str(path), cure="an ontology is a TOML file in UTF-8") from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"a table lacks or misuses the field {error}",
            source=str(path),
            cure="see plover.toml for the fields of each table",
        ) from error


@cache
def plover() -> Ontology:
    """PLOVER 1.3, as shipped."""
    return _build(_plover_table())


def _plover_table() -> dict[str, object]:
    text = resources.files("dragoman.ontology").joinpath("plover.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _extended(table: dict[str, object], source: str) -> dict[str, object]:
    """A file's own name and version, and PLOVER's tables with the file's behind them."""
    base = _plover_table()
    if table["extends"] != base["name"]:
        raise InputError(
            f"extends {table['extends']!r}", source=source, cure=f'only extends = "{base["name"]}" is known'
        )
    rows: dict[str, object] = {}
    for kind, found in base.items():
        more = table.get(kind, [])
        if isinstance(found, list):
            if not isinstance(more, list):
                raise InputError(f"[{kind}] is one table", source=source, cure=f"write [[{kind}]]")
            rows[kind] = [*found, *more]
    if unknown := table.keys() - rows.keys() - {"extends", "name", "version"}:
        raise InputError(
            f"unknown {', '.join(sorted(unknown))}", source=source, cure=f"the tables are {', '.join(rows)}"
        )
    return {"name": table["name"], "version": table["version"], **rows}


def _build(table: dict[str, object]) -> Ontology:
    def rows(kind: str) -> list[dict[str, object]]:
        found = table.get(kind, [])
        if not isinstance(found, list):
            raise TypeError(kind)
        return found

    entries = tuple(
        Entry(
            kind=kind,
            name=str(row["name"]),
            definition=str(row["definition"]),
            example=str(row["example"]),
            type=str(row["type"]) if kind == "mode" else None,
        )
        for kind in KINDS
        for row in rows(kind)
    )
    names = {str(row["name"]) for row in rows("type")}
    if orphan := next((e for e in entries if e.kind == "mode" and e.type not in names), None):
        raise ValueError(f"type of the mode {orphan.name}: there is no {orphan.type}")
    types = {
        str(row["name"]): EventType(
            name=str(row["name"]),
            quad_code=int(str(row["quad_code"])),
            score=float(str(row["score"])),
            requires_recipient=bool(row["requires_recipient"]),
            definition=str(row["definition"]),
            example=str(row["example"]),
            modes=tuple(
                entry.name for entry in entries if entry.kind == "mode" and entry.type == row["name"]
            ),
            label=str(row.get("label", "")),
            ambiguities=_strings(row, "ambiguities"),
        )
        for row in rows("type")
    }
    return Ontology(
        name=str(table["name"]),
        version=str(table["version"]),
        types=types,
        entries=entries,
        quads={int(str(row["code"])): str(row["name"]) for row in rows("quad")},
    )


def _strings(row: dict[str, object], field: str) -> tuple[str, ...]:
    values = row.get(field, [])
    if not isinstance(values, list):
        raise TypeError(field)
    return tuple(str(value) for value in values)
