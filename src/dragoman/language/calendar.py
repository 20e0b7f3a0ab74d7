"""The dates that a text looks at: what is scheduled, expected or possible, and the anniversaries it speaks of."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from importlib import resources
from typing import Any

from ..records import CalendarEntry, Moment
from .clauses import clause_around

Span = tuple[int, int]


def _load() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("calendar.toml").read_text("utf-8"))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in ordered)})(?!\w)", re.IGNORECASE)


_WORDS = _load()
_CERTAINTY = {name: _any_of(words) for name, words in _WORDS["certainty"].items()}
_RECURRING = _any_of(_WORDS["recurring"]["words"])
_OCCASION = _any_of(_WORDS["occasion"]["words"])
_PRESENT = _any_of(_WORDS["present"]["words"])

# An occasion spoken of as present lies within these days of publication: a weekend piece runs on Monday.
_AROUND = dt.timedelta(7)
# Beyond this a year named is an aim or a forecast rather than a date to watch.
_FARTHEST = dt.timedelta(366 * 3)
_GRAINS = frozenset({"day", "week", "month"})

_LONGEST = 160
_SAID = re.compile(
    r"\b(?:said|told|added|announced|reported|says|wrote|confirmed|asked)\s(?:\w+\s){0,2}(?:(?:on|in|late|early)\s)?$"
)


def document_calendar(
    text: str, sentences: list[Span], moments: list[Moment], published: dt.date | None
) -> list[CalendarEntry]:
    """Give the dates that ``text`` looks at, in the order of the text, each occasion once.

    ``sentences`` and ``moments`` are those of the text. An entry's ``date`` is the first day of its moment,
    which is known to the day, the week or the month, its ``precision``; ``start`` and ``end`` cover the
    sentence, ``what`` is its clause.
    ``certainty`` is scheduled, expected, possible, recurring, or marked for an occasion just past. A date
    before publication enters only with an occasion that the text speaks of as present.
    """
    entries: list[CalendarEntry] = []
    seen: set[tuple[dt.date, str]] = set()
    starts = [start for start, _ in sentences]
    for moment in moments:
        if moment.date is None or moment.precision not in _GRAINS or moment.type not in ("DATE", "TIME"):
            continue
        number = bisect_right(starts, moment.start) - 1
        if number < 0 or moment.start >= sentences[number][1]:
            continue
        start, end = sentences[number]
        clause = clause_around(text, (start, end), (moment.start, moment.end))
        certainty = _certainty(text, clause, moment, published)
        if certainty is None:
            continue
        what = _readable(text, clause)
        if (moment.date, certainty) in seen:
            continue
        seen.add((moment.date, certainty))
        entries.append(
            CalendarEntry(
                date=moment.date,
                text=text[start:end],
                start=start,
                end=end,
                what=what,
                certainty=certainty,
                precision=moment.precision,
            )
        )
    return entries


def _certainty(text: str, clause: Span, moment: Moment, published: dt.date | None) -> str | None:
    """How sure the date is, or ``None`` where the clause does not look at it."""
    assert moment.date is not None
    last_day = moment.enddate or moment.date
    if _SAID.search(text, max(clause[0], moment.start - 40), moment.start):
        return None
    words = text[clause[0] : clause[1]]
    if published is None:
        ahead = True
    elif moment.precision != "day":
        # A week or month that has begun holds days ahead only where the clause says so.
        ahead = last_day > published
    else:
        ahead = last_day >= published
    if moment.precision == "week" and published is not None and moment.date <= published:
        # "This week" has mostly passed where a report looks back on it.
        return None
    recurring = _RECURRING.search(words)
    if not ahead:
        return _just_past(words, moment.date, published, recurring=recurring is not None)
    if published is not None and moment.date > published + _FARTHEST:
        return None
    if published is not None and moment.date <= published and moment.precision == "day" and not recurring:
        # What a report says of its own day has mostly happened: only an occasion that lasts is looked at.
        return "scheduled" if _OCCASION.search(words) and _PRESENT.search(words) else None
    if recurring:
        # The day itself is sure to come; what the text expects of it is said somewhere in the clause.
        return "expected" if _CERTAINTY["expected"].search(words) else "recurring"
    cue = _cue(text, clause, moment)
    if cue is None:
        strictly_ahead = published is not None and moment.date > published
        return "scheduled" if strictly_ahead else None
    return cue


def _cue(text: str, clause: Span, moment: Moment) -> str | None:
    """The certainty of the nearest word that gives one, before the moment rather than behind it."""
    for first, last, nearest in ((clause[0], moment.start, True), (moment.end, clause[1], False)):
        best: tuple[int, str] | None = None
        for name, pattern in _CERTAINTY.items():
            places = [found.start() for found in pattern.finditer(text, first, last)]
            if places:
                place = -places[-1] if nearest else places[0]
                if best is None or place < best[0]:
                    best = (place, name)
        if best:
            return best[1]
    return None


def _just_past(words: str, day: dt.date, published: dt.date | None, *, recurring: bool) -> str | None:
    if published is None or published - day > _AROUND or not _PRESENT.search(words):
        return None
    if recurring:
        return "recurring"
    return "marked" if _OCCASION.search(words) else None


def _readable(text: str, clause: Span) -> str:
    """The clause on one line, without its end mark, cut at a blank where it is long."""
    words = " ".join(text[clause[0] : clause[1]].split()).strip(' ,;:—–."“”')
    if words.count("“") != words.count("”") or words.count('"') % 2:
        words = re.sub(r"[“”\"]", "", words)
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return words[:1].upper() + words[1:]
