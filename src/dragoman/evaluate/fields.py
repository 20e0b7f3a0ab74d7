"""The fields of an event against marked cases: actors, times, places, references.

Each case is text of our own with what a careful reader sees in it. In a table or a record ``|`` parts answers that
are all right, ``-`` or ``null`` says that the right answer is none.
"""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.actors import TERRITORY, Dossier, lexicon, resolve_actor
from dragoman.coder.coder import Coder
from dragoman.errors import InputError
from dragoman.evaluate.references import Reference, read_references
from dragoman.language import find_moments
from dragoman.pipeline import annotate_all
from dragoman.readers import read

# "Yousaf Raza Gilani" is Yousuf Raza Gilani: so much of two spellings must be the same.
ALIKE = 0.85


class Figure(Struct, frozen=True, kw_only=True):
    """One measured field: ``right`` of ``cases``, and the same for a ``baseline`` told in words."""

    name: str
    right: int
    cases: int
    baseline: int | None = None
    means: str = ""

    @property
    def share(self) -> float:
        return self.right / self.cases if self.cases else 0.0


class FieldReport(Struct, frozen=True, kw_only=True):
    """The figures of one task, and what went wrong."""

    figures: tuple[Figure, ...]
    mistakes: tuple[dict[str, Any], ...] = ()


def measure_actors(data: Path) -> FieldReport:
    """Columns text, context, date, country, sector, name: how each name is resolved in its context and time.

    Beside it the simplest reading: the first country that name or context mention, and GOV throughout.
    """
    counts: Counter[str] = Counter()
    mistakes = []
    for row in _table(data, ("text", "context", "date", "country", "sector", "name")):
        found = resolve_actor(row["text"], context=row["context"], date=row["date"])
        plain = next(
            (
                match.entry.country
                for words in (row["text"], row["context"])
                for match in lexicon().find(words)
                if match.entry.kind == TERRITORY
            ),
            None,
        )
        right = {
            "country": _agrees(found.country, row["country"]),
            "sector": _agrees(found.sector, row["sector"]),
        }
        counts.update(name for name, hit in right.items() if hit)
        counts["plain country"] += _agrees(plain, row["country"])
        counts["plain sector"] += _agrees("GOV", row["sector"])
        counts["cases"] += 1
        if not all(right.values()):
            mistakes.append(
                {**row, "found": [found.country, found.sector, found.name, found.office], "why": found.why}
            )
    return FieldReport(
        figures=tuple(
            Figure(
                name=name,
                right=counts[name],
                cases=counts["cases"],
                baseline=counts[f"plain {name}"],
                means=means,
            )
            for name, means in (("country", "the first country named"), ("sector", "always GOV"))
        ),
        mistakes=tuple(mistakes),
    )


def measure_times(data: Path) -> FieldReport:
    """Columns text, published, expression, value, type: whether the expression is found, and its TIMEX3 value."""
    found_spans = values = types = cases = 0
    mistakes = []
    for row in _table(data, ("text", "published", "expression", "value", "type")):
        start = row["text"].find(row["expression"])
        end = start + len(row["expression"])
        moments = find_moments(row["text"], row["published"])
        hit = next((m for m in moments if m.start < end and start < m.end), None)
        right = hit is not None and _agrees(hit.value, row["value"])
        cases += 1
        found_spans += hit is not None
        values += right
        types += hit is not None and _agrees(hit.type, row["type"])
        if not right:
            mistakes.append({**row, "found": [hit.text, hit.value, hit.type] if hit else None})
    return FieldReport(
        figures=(
            Figure(name="found", right=found_spans, cases=cases),
            Figure(name="value", right=values, cases=cases),
            Figure(name="type", right=types, cases=cases),
        ),
        mistakes=tuple(mistakes),
    )


class PlaceCase(Struct, frozen=True, kw_only=True):
    """A text, the word that tells an event, and where that takes place: ``None`` where the text does not say."""

    text: str
    published: dt.date
    trigger: str
    country: str | None
    city: str | None


def measure_places(data: Path, coder: Coder) -> FieldReport:
    """Records of ``PlaceCase``, a line each: the place of the event at the trigger.

    Beside it the first place that the gazetteer knows of those that the text names.
    """
    cases = list(_records(data, PlaceCase))
    counts: Counter[str] = Counter()
    mistakes = []
    texts = (next(read(BytesIO(case.text.encode()), published=case.published)) for case in cases)
    for case, annotation in zip(cases, annotate_all(texts, coder), strict=True):
        start = annotation.document.text.find(case.trigger)
        end = start + len(case.trigger)
        event = next(
            (e for e in annotation.events if e.text_info.trigger[0] < end and start < e.text_info.trigger[1]),
            None,
        )
        first = next((m.place for m in annotation.mentions if m.place), None)
        counts["plain"] += _agrees(first.country_code if first else None, case.country)
        counts["cities"] += case.city is not None
        if event is None:
            mistakes.append({**msgspec.to_builtins(case), "found": "no event"})
            continue
        place = event.event_loc
        country = _agrees(place.country_code if place else None, case.country)
        city = case.city is not None and place is not None and _named(place.resolved_place, case.city)
        counts["found"] += 1
        counts["found cities"] += case.city is not None
        counts["country"] += country
        counts["city"] += city
        if not country or (case.city is not None and not city):
            mistakes.append(
                {**msgspec.to_builtins(case), "found": msgspec.to_builtins(place) if place else None}
            )
    return FieldReport(
        figures=(
            Figure(name="event found", right=counts["found"], cases=len(cases)),
            Figure(name="country, of events found", right=counts["country"], cases=counts["found"]),
            Figure(name="city, of events found", right=counts["city"], cases=counts["found cities"]),
            Figure(
                name="country, of all",
                right=counts["country"],
                cases=len(cases),
                baseline=counts["plain"],
                means="the first place named",
            ),
            Figure(name="city, of all", right=counts["city"], cases=counts["cities"]),
        ),
        mistakes=tuple(mistakes),
    )


def measure_references(data: Path) -> FieldReport:
    """Marked documents (see ``read_references``): whom each pronoun and description stands for.

    Right is the same country or body for each actor meant, the same person or organisation where the mark names one,
    else the same sector. Beside it the actor named last before the reference.
    """
    right = cases = plain = codes = 0
    mistakes = []
    for text in read_references(data):
        dossier = Dossier(text.text, also=[text.title], day=text.published)
        for mark in text.marks:
            found = dossier.resolve_all(text.text[mark.start : mark.end], mark.start, acting=True)
            hit = _same_actors(
                mark.actors, [Reference(code=f.code, sector=f.sector, name=f.name) for f in found]
            )
            before = [m.entry.country for m in dossier.matches if m.end <= mark.start and m.entry.country]
            plain += [before[-1]] == [actor.code for actor in mark.actors] if before else False
            codes += Counter(f.code for f in found) == Counter(actor.code for actor in mark.actors)
            right += hit
            cases += 1
            if not hit:
                mistakes.append(
                    {
                        "file": text.file,
                        "words": text.text[mark.start : mark.end],
                        "before": text.text[max(0, mark.start - 200) : mark.start],
                        "marked": [msgspec.to_builtins(actor) for actor in mark.actors],
                        "found": [[f.code, f.sector, f.name, f.why] for f in found],
                    }
                )
    return FieldReport(
        figures=(
            Figure(name="actor", right=right, cases=cases),
            Figure(
                name="country",
                right=codes,
                cases=cases,
                baseline=plain,
                means="the last country named before",
            ),
        ),
        mistakes=tuple(mistakes),
    )


def _same_actors(marked: Sequence[Reference], found: Sequence[Reference]) -> bool:
    """Whether the actors found are those marked, in any order."""
    free = list(found)
    for one in marked:
        twin = next((other for other in free if _same(one, other)), None)
        if twin is None:
            return False
        free.remove(twin)
    return not free


def _same(marked: Reference, found: Reference) -> bool:
    if marked.code != found.code:
        return False
    return _named(found.name, marked.name) if marked.name else marked.sector == found.sector


def _named(found: str | None, wanted: str) -> bool:
    """Whether two names are one: the words of the shorter stand in the longer, or the spelling differs by little."""
    if found is None:
        return False
    return any(
        _subset(_words(found), _words(other))
        or SequenceMatcher(None, found.lower(), other.lower()).ratio() >= ALIKE
        for other in wanted.split("|")
    )


def _subset(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and (one <= other or other <= one)


def _words(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return frozenset("".join(c if c.isalnum() else " " for c in plain).split())


def _agrees(found: str | None, wanted: str | None) -> bool:
    return (found or "-") in (wanted or "-").split("|")


def _table(data: Path, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of a TSV with these columns; date and published become dates, whose absence is None."""
    with data.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise InputError(
                f"the first line must name {', '.join(columns)}", source=str(data), cure="add or mend it"
            )
        for number, row in enumerate(reader, 2):
            if None in row or None in row.values():
                raise InputError(
                    f"{len(columns)} columns wanted", source=str(data), place=f"line {number}", cure="mend it"
                )
            yield {
                name: _date(value, data, number) if name in ("date", "published") else value
                for name, value in row.items()
            }


def _date(value: str, data: Path, number: int) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(
            f"no date {value!r}",
            source=str(data),
            place=f"line {number}",
            cure="write it as 2019-07-01",
        ) from error


def _records(data: Path, kind: type[PlaceCase]) -> Iterator[PlaceCase]:
    decode: Callable[[bytes], PlaceCase] = msgspec.json.Decoder(kind).decode
    lines: Iterable[bytes] = data.read_bytes().splitlines()
    for number, line in enumerate(lines, 1):
        try:
            yield decode(line)
        except msgspec.DecodeError as error:
            raise InputError(
                str(error), source=str(data), place=f"line {number}", cure="mend the record"
            ) from error
