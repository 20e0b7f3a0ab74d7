"""What a name of the ontology means, in words: types, modes, contexts, sectors, quad codes, CAMEO codes."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import takewhile

from msgspec import Struct

from dragoman.errors import UnknownCode
from dragoman.ontology.crosswalk import CameoEntry, from_cameo
from dragoman.ontology.ontology import Entry, EventType, Ontology, plover

Detail = str | int | float | bool | tuple[str, ...]

WIDTH = 100
NEAR, MOST_NEAR = 0.7, 6
PREFIX, PREFIX_WEIGHT = 4, 0.1
_SEPARATORS = re.compile(r"[\s_\-:/.,+]+")
_CAMEO = re.compile(r"cameo (?P<named>.+)|(?P<bare>\d{2}[0-9a-z]{0,3})")


class Explanation(Struct, frozen=True, kw_only=True):
    """One meaning of a name. ``kind``: type, mode, context, sector, entity, auxiliary, quad or cameo.

    ``name`` is written as the ontology writes it, a mode with its type (``COERCE arrest``). ``details`` holds
    what else is known, by label; for a type: ``label``, ``quad_code``, ``quad``, ``score``,
    ``requires_recipient``, ``modes`` and ``ambiguities``.
    """

    kind: str
    name: str
    definition: str
    example: str | None = None
    details: dict[str, Detail] = {}


def explain(name: str, *, ontology: Ontology | None = None) -> list[Explanation]:
    """Every meaning of a name, whatever its kind and however its case and separators are written.

    ``withdraw`` gives the modes of RETREAT and SANCTION, ``COERCE-arrest`` one mode, ``3`` a quad code,
    ``0841`` or ``CAMEO 0841`` a CAMEO code. ``ontology`` is PLOVER 1.3 unless another is given.

    Raises UnknownCode, with near names, when nothing is called so.
    """
    ontology = ontology or plover()
    wanted = _key(name)
    if code := _CAMEO.fullmatch(wanted):
        return [_cameo(code["named"] or code["bare"], ontology)]
    index: dict[str, list[Explanation]] = {}
    for meaning in _meanings(ontology):
        for key in _keys(meaning):
            index.setdefault(key, []).append(meaning)
    if wanted in index:
        return index[wanted]
    raise UnknownCode(_unknown(name, wanted, index, ontology))


def render(explanations: Iterable[Explanation]) -> str:
    """Explanations as plain text for a terminal, 100 columns wide, a blank line between two."""
    return "\n\n".join("\n".join(_lines(explanation)) for explanation in explanations)


def _key(name: str) -> str:
    return _SEPARATORS.sub(" ", name.casefold()).strip()


def _keys(meaning: Explanation) -> set[str]:
    """What a reader may type to get here: the name, its last part for a mode, the name after its kind."""
    if meaning.kind == "quad":
        code = meaning.details["quad_code"]
        return {_key(meaning.name), str(code), f"quad {code}", f"quad code {code}"}
    names = {_key(meaning.name)}
    if meaning.kind == "mode":
        names.add(_key(meaning.name.partition(" ")[2]))
    return names | {f"{meaning.kind} {name}" for name in names}


def _meanings(ontology: Ontology) -> Iterator[Explanation]:
    for event_type in ontology.types.values():
        yield _type(event_type, ontology)
    for entry in ontology.entries:
        yield _entry(entry, ontology)
    for code, name in ontology.quads.items():
        types = tuple(each.name for each in ontology.types.values() if each.quad_code == code)
        yield Explanation(
            kind="quad",
            name=name,
            definition=f"Quad code {code}, with {len(types)} of the {len(ontology.types)} event types.",
            details={"quad_code": code, "types": types},
        )


def _type(event_type: EventType, ontology: Ontology) -> Explanation:
    details: dict[str, Detail] = {
        "quad_code": event_type.quad_code,
        "quad": ontology.quads[event_type.quad_code],
        "score": event_type.score,
        "requires_recipient": event_type.requires_recipient,
        "modes": event_type.modes,
        "ambiguities": event_type.ambiguities,
    }
    if event_type.label:
        details = {"label": event_type.label, **details}
    return Explanation(
        kind="type",
        name=event_type.name,
        definition=event_type.definition,
        example=event_type.example,
        details=details,
    )


def _entry(entry: Entry, ontology: Ontology) -> Explanation:
    name, details = entry.name, {}
    if entry.type is not None:
        name = f"{entry.type} {entry.name}"
        details = {"type": entry.type, **_quad(entry.type, ontology)}
    return Explanation(
        kind=entry.kind, name=name, definition=entry.definition, example=entry.example, details=details
    )


def _quad(type_name: str, ontology: Ontology) -> dict[str, Detail]:
    code = ontology.types[type_name].quad_code
    return {"quad_code": code, "quad": ontology.quads[code]}


def _cameo(code: str, ontology: Ontology) -> Explanation:
    entry = from_cameo(code)
    if entry is None:
        raise UnknownCode(
            f"CAMEO has no code {code!r}; its codes have two to four digits and begin with 01 to 20"
        )
    details: dict[str, Detail] = {"type": entry.type or "none in PLOVER"}
    if entry.type in ontology.types:
        details |= _quad(entry.type, ontology)
    if entry.modes:
        details["modes"] = entry.modes
    if entry.contexts:
        details["contexts"] = entry.contexts
    notes = [entry.note] if entry.note else []
    if entry.code != code:
        notes.insert(0, f"{code} has no line of its own; this is its nearest parent, {entry.code}.")
    if notes:
        details["note"] = " ".join(notes)
    return Explanation(
        kind="cameo",
        name=f"CAMEO {entry.code}",
        definition=entry.description,
        example=_cameo_example(entry, ontology),
        details=details,
    )


def _cameo_example(entry: CameoEntry, ontology: Ontology) -> str | None:
    """The example of the mode where the code has one, else that of the type."""
    for each in ontology.entries:
        if each.kind == "mode" and each.type == entry.type and each.name in entry.modes:
            return each.example
    return ontology.types[entry.type].example if entry.type in ontology.types else None


def _near(wanted: str, known: Iterable[str]) -> list[str]:
    """The known names nearest to a misspelt one, those of as many words first.

    A common beginning counts, as in Jaro and Winkler's measure.
    """
    scored = []
    for name in known:
        ratio = difflib.SequenceMatcher(None, wanted, name).ratio()
        pairs = zip(wanted[:PREFIX], name, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        scored.append((ratio + shared * PREFIX_WEIGHT * (1 - ratio), name))
    length = wanted.count(" ")
    near = sorted((name.count(" ") != length, -score, name) for score, name in scored if score >= NEAR)
    return [name for _, _, name in near[:MOST_NEAR]]


def _unknown(name: str, wanted: str, index: dict[str, list[Explanation]], ontology: Ontology) -> str:
    called = f"{ontology.name} {ontology.version}"
    if not wanted:
        return f"nothing to explain: give a name of {called}, such as COERCE, arrest, reparations, JRN or 3"
    # A mode put to a type that lacks it ("CONSULT arrest") is near to what its parts mean.
    keys = [word for word in wanted.split() if word in index]
    keys += _near(wanted, index)
    near = list(dict.fromkeys(meaning.name for key in keys for meaning in index[key]))[:MOST_NEAR]
    hint = f"near names are {', '.join(near)}" if near else f"its event types are {', '.join(ontology.types)}"
    return f"{called} has no name {name.strip()!r}; {hint}"


def _lines(explanation: Explanation) -> Iterator[str]:
    details = dict(explanation.details)
    kind = {"type": "event type", "quad": "quad code", "cameo": "CAMEO code", "entity": "entity code"}
    label = details.pop("label", None)
    yield f"{explanation.name} ({kind.get(explanation.kind, explanation.kind)})" + (
        f": {label}" if label else ""
    )
    yield from _wrap(explanation.definition, "  ")
    if explanation.example:
        yield from _wrap(f"Example: {explanation.example}", "  ")
    if quad := details.pop("quad", None):
        details["quad_code"] = f"{details['quad_code']} {quad}"
    hard_calls = details.pop("ambiguities", ())
    for field, value in details.items():
        if value == ():
            continue
        yield from _wrap(f"{field.replace('_', ' ').capitalize()}: {_written(value)}", "  ")
    if isinstance(hard_calls, tuple) and hard_calls:
        yield "  Hard calls:"
        for call in hard_calls:
            yield from _wrap(f"- {call}", "  ")


def _written(value: Detail) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:+.1f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _wrap(text: str, indent: str) -> list[str]:
    """Lines of at most ``WIDTH`` columns; those after the first stand two columns deeper."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
