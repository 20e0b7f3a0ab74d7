"""What a relative time expression counts from: the date of publication, and the dates a story has reached."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from .timevalues import days_covered, moved, real_day
from .timewords import NAMED_DAYS, OCCASIONS, TENSE

Tense = Literal["past", "present", "future"]

# Tense is looked for within the sentence and no farther than a long clause reaches.
_BEFORE, _AFTER = 160, 110
_SENTENCE_END = re.compile(r"(?<=[a-z\d”\"’)]{2})[.!?][”\"’)]*\s+(?=[A-Z“\"])|\n|[“”\"]")
_NEXT_WORDS = re.compile(r"[\s,’'s]{1,4}([\w-]+)(?:\s([\w-]+))?")
# Auxiliaries that govern a clause, what opens another one under them, and what may part a participle from its date.
_GOVERNS = re.compile(
    r"(?:will|won['’]t|shall|would|['’]ll|(?:is|are|due|scheduled|slated|expected|set|likely|going|plans?|planning|aims?|hopes?"
    r"|intends?|expects|preparing|prepares|vows|wants?)\sto)\b",
    re.IGNORECASE,
)
_OPENS_CLAUSE = re.compile(
    r"[;:,—–]\s|\b(?:after|since|when|while|who|which|that|where|because|although|though|as|but|following|and)\s",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\s(?:(?:on|in|by|from|since|at|late|early|last|the)\s){0,3}")

# What stands before a day by which something is to be done.
_DEADLINE = ("by ", "until ", "till ", "no later than ")

# News leaves the year out where the day is not far: a date almost a year back is rather the coming one.
_FAR = 270

# A chronicle that names a year this far from the one reached looks aside: to a book, a forerunner, a legacy.
_ASIDE = 12


class Context:
    """The calendar of one text while it is read from its start to its end.

    ``published`` is the day of publication. ``reached`` is the last value on the calendar that the text has
    named, ``heading`` the year of the heading that the story stands under. A ``chronicle`` tells of a distant past in
    order, and its dates without a year count from there.
    """

    def __init__(self, text: str, published: dt.date | None, *, chronicle: bool) -> None:
        self.text = text
        self.published = published
        self.chronicle = chronicle
        self.reached: str | None = None
        self.paragraph: str | None = None
        self.strayed = False
        self.heading: int | None = None

    def note(self, value: str) -> None:
        """Remember a value that the text has named."""
        if value[:1].isdigit() and (covered := days_covered(value)):
            if self.chronicle and self._aside(covered[0].year):
                return
            self.reached = value.partition("T")[0].partition("/")[0]
            if len(value) >= 7 and value[5].isdigit():
                self.paragraph = value[:7]
        elif value.startswith("BC"):
            self.reached = value

    def _aside(self, year: int) -> bool:
        """Whether a chronicle looks aside to a far year; a second far mention in a row moves the story."""
        told = int(self.reached[:4]) if self.reached and re.match(r"\d{4}", self.reached) else year
        far = abs(year - told) > _ASIDE
        aside, self.strayed = far and not self.strayed, far
        return aside

    def base(self) -> dt.date | None:
        """The day that "today" means: publication, or in a chronicle the first day of the time reached."""
        if self.before_christ():
            return None
        if self.chronicle:
            covered = days_covered(self.reached) if self.reached else None
            return covered[0] if covered else self.published
        return self.published

    def before_christ(self) -> str | None:
        """The year before Christ that a chronicle has reached, as its value begins."""
        return self.reached[:6] if self.chronicle and self.reached and self.reached.startswith("BC") else None

    def due(self, start: int) -> bool:
        """Whether something is to be done by the time that begins at an offset."""
        return self.text[max(0, start - 14) : start].lower().endswith(_DEADLINE)

    def reached_day(self) -> dt.date | None:
        """The day that the story has reached, if it has named one."""
        if self.reached and (covered := days_covered(self.reached)) and covered[2] == "day":
            return covered[0]
        return None

    def tense(self, start: int, end: int) -> Tense | None:
        """Which way the clause around a span looks: the nearest cue before it, else the first after it."""
        before = self.text[max(0, start - _BEFORE) : start]
        for stop in _SENTENCE_END.finditer(before):
            if len(before) - stop.end() > 1:
                before = before[: stop.start()] * 0 + " " * stop.end() + before[stop.end() :]
        found: str | None = None
        governs = 0
        for cue in TENSE.finditer(before):
            if found == "future" and cue.lastgroup == "past" and governs:
                # Under "will" a past form is a participle, unless a clause of its own begins or the date is its own.
                own = _OPENS_CLAUSE.search(before, governs, cue.start()) or _TO_DATE.fullmatch(
                    before, cue.end()
                )
                if not own:
                    continue
            found = cue.lastgroup
            governs = cue.end() if found == "future" and _GOVERNS.match(cue[0]) else 0
        if found is None:
            after = self.text[end : end + _AFTER]
            stop_after = _SENTENCE_END.search(after)
            cue_after = TENSE.search(after, 0, stop_after.start() if stop_after else len(after))
            found = cue_after.lastgroup if cue_after else None
        return found  # type: ignore[return-value]

    def year_of(self, month: int, day: int | None, start: int, end: int) -> int | None:
        """The year meant by a month, or a day of it, that is written without one."""
        if day and (named := self._named(month, day, end)):
            return named
        if self.heading and self.tense(start, end) != "future":
            return self.heading
        narrated = self._narrated(month)
        if narrated is not None and (self.chronicle or self.tense(start, end) != "future"):
            return narrated
        if self.published is None:
            return None
        return self._near_publication(month, day, start, end)

    def _named(self, month: int, day: int, end: int) -> int | None:
        words = _NEXT_WORDS.match(self.text, end)
        key = f"{month:02d}-{day:02d}"
        for word in words.groups() if words else ():
            if word and (year := NAMED_DAYS.get((key, word))):
                return year if self.published is None or self.published.year >= year else None
        return None

    def _narrated(self, month: int) -> int | None:
        """The year in which a story that told of an earlier month comes to this one."""
        anchor = self.reached if self.chronicle else self.paragraph
        if anchor is None or not anchor[:4].isdigit() or len(anchor) < 4:
            return None
        year = int(anchor[:4])
        if not self.chronicle and (self.published is None or year > self.published.year - 2):
            return None
        if len(anchor) >= 7 and anchor[5:7].isdigit():
            told = int(anchor[5:7])
            if told - month >= 7:
                return year + 1
            if month - told >= 10:
                return year - 1
        return year

    def _near_publication(self, month: int, day: int | None, start: int, end: int) -> int | None:
        published = self.published
        assert published is not None
        if day is None and month == published.month:
            return published.year
        ahead: dt.date | None = None
        back: dt.date | None = None
        for year in range(published.year - 8, published.year + 9):
            # Eight years hold every 29 February.
            if on := real_day(year, month, day or 1):
                if (on - published).days <= 1:
                    back = on
                elif ahead is None:
                    ahead = on
        if back is None or ahead is None:
            only = back or ahead
            return only.year if only else None
        since, until = (published - back).days, (ahead - published).days
        tense = "future" if self.due(start) else self.tense(start, end)
        if tense == "future" and until <= 330:
            return ahead.year
        if day is None:
            return back.year
        if tense == "past" and since <= _FAR and not (self._occasion(end) and until < since):
            return back.year
        return back.year if since <= until else ahead.year

    def _occasion(self, end: int) -> bool:
        words = _NEXT_WORDS.match(self.text, end)
        return words is not None and any(word in OCCASIONS for word in words.groups() if word)

    def weekday(self, number: int, start: int, end: int) -> dt.date | None:
        """The day of the week meant: the one just past, or the coming one in a clause that looks ahead."""
        if self.published is None or self.chronicle:
            return None
        back = (self.published.isoweekday() - number) % 7
        tense = "future" if self.due(start) else self.tense(start, end)
        days = -back
        if back and (tense == "future" or (tense == "present" and 7 - back <= 2)):
            days = 7 - back
        return moved(self.published, days)
