"""From CAMEO, the coding scheme of ICEWS and GDELT, to PLOVER: one lookup, falling back to parent codes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct

_CODE = re.compile(r"\d{2}[0-9A-Za-z]{0,3}")


class CameoEntry(Struct, frozen=True, kw_only=True):
    """A CAMEO code and what it is in PLOVER 1.3.

    ``type`` is ``None`` for 01 and 02, which PLOVER dropped. ``note`` says where the mapping departs from the
    crosswalk of 2021, or where CAMEO is coarser than PLOVER; ``None`` where neither holds.
    """

    code: str
    type: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    description: str
    note: str | None = None


class _Row(Struct, forbid_unknown_fields=True):
    description: str
    type: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


class _File(Struct, forbid_unknown_fields=True):
    codes: dict[str, _Row]
    notes: dict[str, str]


def from_cameo(code: str) -> CameoEntry | None:
    """The PLOVER equivalent of a CAMEO code given as text, leading zero included (``"0841"``).

    A code without a line of its own takes that of its nearest parent (``"0875"`` that of ``"087"``), whose
    code the entry then carries. ``None`` when even the two-digit root is unknown or the text is no code.
    """
    wanted = code.strip()
    if not _CODE.fullmatch(wanted):
        return None
    entries = cameo()
    for length in range(len(wanted), 1, -1):
        if entry := entries.get(wanted[:length]):
            return entry
    return None


@cache
def cameo() -> dict[str, CameoEntry]:
    """Every CAMEO code of ``cameo.toml`` with its entry, in the file's order. Shared: do not change it."""
    text = resources.files("dragoman.ontology").joinpath("cameo.toml").read_text(encoding="utf-8")
    table = msgspec.convert(tomllib.loads(text), _File)
    return {
        code: CameoEntry(
            code=code,
            type=row.type,
            modes=row.modes,
            contexts=row.contexts,
            description=row.description,
            note=table.notes.get(code),
        )
        for code, row in table.codes.items()
    }
