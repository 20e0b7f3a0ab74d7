"""The corpus markup: read, checked, counted. The annotation guide (training/GUIDE.md) describes it.

    python -m dragoman.corpus FILE…

names the line of every fault, and counts types, modes, contexts and auxiliaries.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from dragoman.errors import CorpusError
from dragoman.ontology import Ontology, plover

NOBODY = "-"
UNRESOLVED = "---"

_HEADER = re.compile(r"#\s*(?=hand:)(.*)")
_FIELD = re.compile(r"(\w+):\s*(.*?)(?=\s+\w+:\s|$)")
_MARK = re.compile(r"\[([^\[\]{}|]+)\|([^\[\]{}|]+)\]|\{([^\[\]{}|]+)\|([^\[\]{}|]+)\}")
_LINE = re.compile(r"(e\d+):\s*([^>@:]+?)\s*(?:>\s*([^>@:]+?)\s*)?((?:@[tp]\d+\s*)*)(?::\s*(.*))?")


class MarkedMention(Struct, frozen=True, kw_only=True):
    """A marked actor (``kind`` a), place (p) or time (t); offsets count in the passage's plain text."""

    label: str
    kind: str
    start: int
    end: int
    code: str | None = None
    sector: str | None = None


class MarkedEvent(Struct, frozen=True, kw_only=True):
    """A marked event: the trigger's span, its codes, and the labels of its arguments."""

    label: str
    start: int
    end: int
    type: str
    modes: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    times: tuple[str, ...]
    places: tuple[str, ...]
    contexts: tuple[str, ...]


class MarkedPassage(Struct, frozen=True, kw_only=True):
    """One passage of the corpus with everything marked in it."""

    text: str
    hand: str
    register: str
    published: dt.date | None
    mentions: tuple[MarkedMention, ...]
    events: tuple[MarkedEvent, ...]
    source: str
    line: int


def read_corpus(paths: Iterable[Path], ontology: Ontology | None = None) -> Iterator[MarkedPassage]:
    """Read every passage of the files in order. Raises CorpusError at the first fault."""
    for path in paths:
        for block in _blocks(path):
            yield _passage(path, block, ontology or plover())


def check_file(path: Path, ontology: Ontology | None = None) -> tuple[list[MarkedPassage], list[CorpusError]]:
    """Read a file to its end: the passages that hold, and a fault for each that does not."""
    good: list[MarkedPassage] = []
    faults: list[CorpusError] = []
    for block in _blocks(path):
        try:
            good.append(_passage(path, block, ontology or plover()))
        except CorpusError as fault:
            faults.append(fault)
    return good, faults


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Runs of non-blank lines with their numbers; runs of comments alone are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(str(error), source=str(path), cure="a corpus file is text in UTF-8") from error
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append((number, line.strip()))
            continue
        if any(_HEADER.match(text) or not text.startswith("#") for _, text in block):
            yield block
        block = []


def _passage(path: Path, block: list[tuple[int, str]], ontology: Ontology) -> MarkedPassage:
    def fault(number: int, reason: str, cure: str) -> CorpusError:
        return CorpusError(reason, source=str(path), place=f"line {number}", cure=cure)

    first, header = block[0]
    match = _HEADER.match(header)
    if not match:
        raise fault(
            first, "a passage begins without its header", "write '# hand: … register: … published: …'"
        )
    fields = dict(_FIELD.findall(match[1]))
    if not fields.get("hand") or not fields.get("register"):
        raise fault(first, "the header lacks hand or register", "write '# hand: h07  register: wire lead'")
    try:
        published = dt.date.fromisoformat(fields["published"].strip()) if "published" in fields else None
    except ValueError as error:
        raise fault(
            first, f"published is no date: {fields['published']}", "write it as 2019-07-01"
        ) from error
    body = [(number, text) for number, text in block[1:] if not text.startswith("#")]
    if not body:
        raise fault(first, "a header without a text", "put the passage's text on the next line")

    number, marked = body[0]
    text, mentions, triggers = _unmark(marked, lambda reason, cure: fault(number, reason, cure), ontology)
    known = {mention.label: mention for mention in mentions}
    if len(known) != len(mentions):
        twice = [label for label, count in Counter(m.label for m in mentions).items() if count > 1]
        raise fault(number, f"marked twice: {', '.join(twice)}", "give every mention a number of its own")
    lines: dict[str, re.Match[str]] = {}
    for number, written in body[1:]:
        found = _LINE.fullmatch(written)
        if not found:
            raise fault(number, f"not an event line: {written!r}", "write 'e1: a1 > a2 @t1 : economic'")
        if found[1] in lines or found[1] not in triggers:
            raise fault(
                number, f"{found[1]} is described twice or has no trigger", "one line for each trigger"
            )
        wanted = [*_labels(found[2]), *_labels(found[3]), *re.findall(r"@(\w+)", found[4] or "")]
        for label in wanted:
            if label not in known:
                raise fault(number, f"{label} is not marked in the text", "mark it or mend the number")
        for label in [*_labels(found[2]), *_labels(found[3])]:
            if known[label].kind != "a":
                raise fault(number, f"{label} is no actor", "actors and recipients have labels a1, a2 …")
        for context in _contexts(found[5]):
            if context not in ontology.names("context"):
                raise fault(number, f"unknown context {context!r}", "see the list of contexts in plover.toml")
        lines[found[1]] = found
    if missing := triggers.keys() - lines.keys():
        raise fault(
            body[0][0], f"no line for {', '.join(sorted(missing))}", "describe every trigger in a line"
        )
    events = tuple(
        MarkedEvent(
            label=label,
            start=start,
            end=end,
            type=kind,
            modes=modes,
            auxiliaries=auxiliaries,
            actors=_labels(lines[label][2]),
            recipients=_labels(lines[label][3]),
            times=tuple(re.findall(r"@(t\d+)", lines[label][4] or "")),
            places=tuple(re.findall(r"@(p\d+)", lines[label][4] or "")),
            contexts=_contexts(lines[label][5]),
        )
        for label, (start, end, kind, modes, auxiliaries) in triggers.items()
    )
    return MarkedPassage(
        text=text,
        hand=fields["hand"].strip(),
        register=fields["register"].strip(),
        published=published,
        mentions=mentions,
        events=events,
        source=str(path),
        line=first,
    )


def _labels(written: str | None) -> tuple[str, ...]:
    names = [name.strip() for name in (written or "").replace(",", "+").split("+")]
    return tuple(name for name in names if name and name != NOBODY)


def _contexts(written: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (written or "").split(",") if name.strip())


Triggers = dict[str, tuple[int, int, str, tuple[str, ...], tuple[str, ...]]]


def _unmark(
    marked: str, fault: object, ontology: Ontology
) -> tuple[str, tuple[MarkedMention, ...], Triggers]:
    """Take the marks out of a line: the plain text, the mentions and the triggers by label."""
    assert callable(fault)
    plain: list[str] = []
    length = 0
    mentions: list[MarkedMention] = []
    triggers: Triggers = {}
    auxiliaries = ontology.names("auxiliary")
    position = 0
    for match in _MARK.finditer(marked):
        plain.append(marked[position : match.start()])
        length += match.start() - position
        words = match[1] or match[3]
        start, end = length, length + len(words)
        plain.append(words)
        length = end
        position = match.end()
        label, *codes = (match[2] or match[4]).split()
        if words != words.strip():
            raise fault(f"blanks at the edge of {words!r}", "mark the words alone")
        if match[1]:
            if not re.fullmatch(r"[apt]\d+", label):
                raise fault(f"{label!r} labels no mention", "labels are a1, p1, t1 …")
            mentions.append(_mention(label, codes, start, end, fault, ontology))
            continue
        if not re.fullmatch(r"e\d+", label) or label in triggers:
            raise fault(f"{label!r} is no label of a trigger or stands twice", "triggers are e1, e2 …")
        if not codes or codes[0] not in ontology.types:
            raise fault(f"{label} has no known type: {' '.join(codes)!r}", "see plover.toml")
        modes = tuple(code for code in codes[1:] if code not in auxiliaries)
        for mode in modes:
            if mode not in ontology.types[codes[0]].modes:
                raise fault(
                    f"{codes[0]} has no mode {mode!r}",
                    f"it has {', '.join(ontology.types[codes[0]].modes) or 'none'}",
                )
        triggers[label] = (start, end, codes[0], modes, tuple(c for c in codes[1:] if c in auxiliaries))
    plain.append(marked[position:])
    text = "".join(plain)
    if stray := re.search(r"[\[\]{}|]", text):
        raise fault(
            f"a stray {stray[0]!r} near {text[max(0, stray.start() - 20) : stray.end() + 20]!r}",
            "marks never nest; close each",
        )
    return text, tuple(mentions), triggers


def _mention(
    label: str, codes: list[str], start: int, end: int, fault: object, ontology: Ontology
) -> MarkedMention:
    assert callable(fault)
    code = codes[0] if codes else None
    sector = codes[1] if len(codes) > 1 else None
    if label[0] == "a" and not code:
        raise fault(
            f"{label} has no code",
            f"give a country's code, {', '.join(ontology.names('entity'))} or {UNRESOLVED}",
        )
    if code and code != UNRESOLVED and not re.fullmatch(r"[A-Z]{3}", code):
        raise fault(f"{label} has the code {code!r}", f"three capitals, or {UNRESOLVED}")
    if code in ontology.names("sector") and code not in ontology.names("entity"):
        raise fault(f"{label} has the sector {code} where a code belongs", f"write {UNRESOLVED} {code}")
    if sector and sector not in ontology.names("sector"):
        raise fault(f"{label} has the unknown sector {sector!r}", "see the sectors in plover.toml")
    if len(codes) > 2:
        raise fault(f"{label} has too many codes: {' '.join(codes)}", "one code, one sector")
    return MarkedMention(
        label=label,
        kind=label[0],
        start=start,
        end=end,
        code=None if code == UNRESOLVED else code,
        sector=sector,
    )


def count(passages: Iterable[MarkedPassage]) -> dict[str, Counter[str]]:
    """How often each type, mode, context, auxiliary and country stands in the passages."""
    counts: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("passages", "types", "modes", "contexts", "auxiliaries", "codes", "sectors")
    }
    for passage in passages:
        counts["passages"]["with events" if passage.events else "without events"] += 1
        for event in passage.events:
            counts["types"][event.type] += 1
            counts["modes"].update(f"{event.type} {mode}" for mode in event.modes)
            counts["contexts"].update(event.contexts)
            counts["auxiliaries"].update(event.auxiliaries)
        actors = [mention for mention in passage.mentions if mention.kind == "a"]
        counts["codes"].update(actor.code for actor in actors if actor.code)
        counts["sectors"].update(actor.sector for actor in actors if actor.sector)
    return counts


def main(arguments: list[str]) -> int:
    """Check the files named; print faults and counts. Returns 1 when there is a fault."""
    passages: list[MarkedPassage] = []
    faults: list[CorpusError] = []
    for argument in arguments:
        good, bad = check_file(Path(argument))
        passages += good
        faults += bad
    for fault in faults:
        print(fault, file=sys.stderr)
    for name, counter in count(passages).items():
        print(f"{name} ({counter.total()}): " + ", ".join(f"{key} {n}" for key, n in counter.most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
