"""Persons and bodies whom no table lists and no title introduces: a name, and what stands right beside it.

"Jean-Marie Runiga, who heads the political wing of the rebels", "Poland's Aleksander Kwasniewski", "Alassane
Ouattara of Ivory Coast", "the Central Election Commission". A name alone is kept too, for its surname later.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from dragoman.actors.coding import code_phrase
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import WORD, is_headline, name_at, name_key, skip_space
from dragoman.actors.officeholders import find_holder
from dragoman.actors.persons import Persons, belongs_after
from dragoman.actors.phrase import read_phrase
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ORGANISATION, ROLE, TERRITORY, read_table

# What stands in apposition behind a name: up to the comma or the full stop that closes it.
APPOSITION = re.compile(
    r",\s+(?:(?:aged?\s+)?\d{1,3},\s+)?(?P<said>(?:who|the|an?|its|their|his|her|once|now|[a-z]+'s)\s[^,;:.()\"“”]{3,110})"
)
LEADS = re.compile(
    r"who\s+(?:now\s+|then\s+|also\s+)?(?:heads|leads|headed|led|chairs|chaired|runs|ran|"
    r"commands|commanded|founded|speaks for)\s+"
)
# Where somebody learnt or was born tells not whose they are.
ELSEWHERE = re.compile(r"\s(?:trained|educated|born|raised|schooled|exiled|living|once)\s")
# A name right behind one of these is one of a place.
PLACE = re.compile(r"(?<![\w-])(?:in|at|near|outside|inside|through|across|around|into|the|The)\s+$")
ACRONYM = re.compile(r"(?<![\w.-])[A-Z][A-Z0-9]{1,5}(?:-[A-Z]{1,4})?(?![\w-])")
CAPITALS = re.compile(
    r"(?<![\w'’-])[A-Z][\w'’-]*(?:\s+(?:(?:of|for|and|de|del|da|do)\s+(?:the\s+)?)?[A-Z][\w'’-]*)+"
)
# "Members of the Mungiki", "Ansar Dine, an Islamist militia": what is told beside a name makes it one of a body.
MEMBERS_OF = re.compile(
    r"(?<![\w-])(?:members|fighters|supporters|followers|commanders|leaders?|head|spokes(?:man|woman|person)|founder)\s+(?:of|for)\s+the\s+"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})(?=\s+[a-z]|[.,;])"
)
EXPLAINED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][\w’'-]+(?:\s+(?:al-)?[A-Z][\w’'-]+){0,3}),\s+(?P<what>(?:the|an?)\s+(?:(?!of|for|who|leader|head|chief)[\w-]+\s+){0,4}?"
    r"(?:militia|movement|party|group|sect|alliance|coalition|organi[sz]ation|charity|faction|guerrillas|rebels|company|newspaper|"
    r"union|network|front|wing|agency|cartel|gang|bloc|broadcaster|daily|watchdog))(?![\w-])"
)


class Newcomer(Struct, frozen=True):
    """A body that the text names and no table has: its span, its name and what its words say of it."""

    start: int
    end: int
    name: str
    found: Resolution


@cache
def noun_table() -> dict[str, dict[str, object]]:
    return read_table("descriptions")


@cache
def body_words() -> dict[str, str]:
    return {str(word): str(sector) for word, sector in noun_table()["bodies"].items()}


@cache
def place_words() -> frozenset[str]:
    return frozenset(_list("places", "words"))


@cache
def given_names() -> dict[str, bool]:
    """Given names, and some full ones, that tell the sex: true for a woman's."""
    table = read_table("given_names")
    names = {name_key(name): False for name in table["male"]}
    return names | {name_key(name): True for name in table["female"]}


def is_woman(name: str) -> bool | None:
    """What a given name tells of the sex of its bearer; None where it tells nothing."""
    names = given_names()
    key = name_key(name)
    first = key.split(" ")[0] if " " in key else ""
    return names.get(key, names.get(first))


def learn_newcomers(
    text: str, matches: Sequence[NameMatch], persons: Persons, day: dt.date | None
) -> list[Newcomer]:
    """Add the persons that only their name and its company introduce; returns the unlisted bodies."""
    # where every word has a capital, capitals tell no names
    bodies = [] if is_headline(text) else list(find_bodies(text, matches))
    taken = [(m.start, m.end) for m in bodies]
    starts = [start for start, _ in taken]
    for name, start, end in () if is_headline(text) else find_names(text, matches, day):
        place = bisect_right(starts, start) - 1
        if place >= 0 and taken[place][1] > start:
            continue
        if persons.by_key.get(name_key(name)) and persons.find(name, start):
            known = persons.find(name, start)
            if known and known[0].code is not None:
                continue
        found = introduced(text, matches, name, start, end)
        held = find_holder(name, day) if found.code is None else None
        if held is not None:
            found = held
        persons.add(name, found, former=found.sector == "ELI", female=is_woman(name), start=start)
    for person in persons.everybody:
        if person.female is None:
            person.female = is_woman(person.name)
    return bodies


def outside_names(text: str, matches: Sequence[NameMatch], persons: Persons) -> list[NameMatch]:
    """The names in a text without the places that are surnames: the Berlin of "Greta Berlin"."""
    spans = sorted(
        (start, start + len(person.name))
        for person in persons.everybody
        for start in person.seen
        if text.startswith(person.name, start) and " " in person.name
    )
    starts = [start for start, _ in spans]

    def inside(match: NameMatch) -> bool:
        place = bisect_left(starts, match.start) - 1
        return match.entry.kind == TERRITORY and place >= 0 and match.end <= spans[place][1]

    return [match for match in matches if not inside(match)]


def find_names(
    text: str, matches: Sequence[NameMatch], day: dt.date | None
) -> Iterator[tuple[str, int, int]]:
    """Every run of two words and more that looks like a person's name and is none of a body, a place or a title."""
    at = {match.start: match for match in matches}
    spoiled = body_words().keys() | place_words()
    position = 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < position or not word.group()[0].isupper():
            continue
        match = at.get(start)
        if match is not None and match.entry.kind == ROLE and match.entry.form == "person":
            # "Sheikh Hasina", "Prince Charles": the title is part of a name that the table of offices has
            whole = name_at(text, skip_space(text, match.end))
            if (
                whole is not None
                and find_holder(text[start : whole[1]], day) is not None
                and " " not in whole[0]
            ):
                position = whole[1]
                yield text[start : whole[1]], start, whole[1]
                continue
        if match is not None and (match.entry.kind != TERRITORY or match.entry.form != "place"):
            position = match.end
            continue
        named = name_at(text, start)
        if named is None:
            continue
        name, end = named
        # a title in the middle of the run ends it: "Karim Haddad General Secretary"
        for inner in matches[bisect_left(matches, start + 1, key=lambda m: m.start) :]:
            if inner.start >= end:
                break
            if inner.entry.kind != TERRITORY or inner.entry.form in {"name", "adjective"}:
                end = inner.start
                name = text[start:end].strip()
                break
        position = max(end, word.end())
        words = name.split()
        if len(words) < 2 or any(one in spoiled for one in words) or all(one.isupper() for one in words):
            continue
        if PLACE.search(text, max(0, start - 12), start) and is_woman(name) is None:
            continue
        yield name, start, end


def introduced(text: str, matches: Sequence[NameMatch], name: str, start: int, end: int) -> Resolution:
    """What the words right around a name say of its bearer."""
    at = {m.start: m for m in matches[bisect_left(matches, end, key=lambda m: m.start) :][:12]}
    said = []
    apposed = APPOSITION.match(text, end)
    behind = belongs_after(text, end, at)
    if behind > end:
        # "of the United Nations", "of Ivory Coast": by itself, for the name before it says nothing
        said.append(text[end:behind].split(maxsplit=1)[1])
        apposed = apposed or APPOSITION.match(text, behind)
    if apposed is not None:
        said.append(LEADS.sub("leader of ", ELSEWHERE.split(apposed["said"], maxsplit=1)[0], count=1))
    before = matches[bisect_left(matches, start, key=lambda m: m.start) - 1 :][:1]
    if before and before[0].end <= start and before[0].entry.kind == TERRITORY:
        between = text[before[0].end : start]
        if between in {"'s ", "’s ", "' ", "’ "} or (between == " " and before[0].entry.form == "adjective"):
            said.append(text[before[0].start : start] + name)
    best = Resolution(name=name, why=f"The text names {name} without a word on who it is.")
    for phrase in said:
        found = code_phrase(phrase)
        sector = found.sector
        # "who heads the political wing of the rebels": whom a bare leader leads
        if read_phrase(phrase).head is None and sector is None and found.code is None:
            continue
        best = Resolution(
            code=best.code or found.code,
            country=best.country or found.country,
            sector=best.sector or sector,
            name=name,
            office=best.office or found.office,
            confidence=0.85,
            why=f"The text calls {name} “{phrase}”." if not best.code and not best.sector else best.why,
        )
    return best


def find_bodies(text: str, matches: Sequence[NameMatch]) -> Iterator[Newcomer]:
    """Capitalised names that end in or contain a word for a body, and acronyms, where no table has them."""
    owned = [(m.start, m.end) for m in matches if m.entry.kind == ORGANISATION]
    owned_at = [start for start, _ in owned]
    last = 0
    acronyms = _list("places", "acronyms")
    runs = (
        *CAPITALS.finditer(text),
        *ACRONYM.finditer(text),
        *MEMBERS_OF.finditer(text),
        *EXPLAINED.finditer(text),
    )
    for run in sorted(runs, key=lambda one: one.start("name") if "name" in one.groupdict() else one.start()):
        told_so = "name" in run.groupdict()
        start, end = run.span("name") if told_so else run.span()
        if start < last:
            continue
        words = text[start:end].split()
        if words[0] in {"The", "A", "An"}:
            start += len(words[0]) + 1
            words = words[1:]
        owners = [number for number, word in enumerate(words) if word.endswith(("'s", "’s"))]
        if owners:
            # "Pakistan's Supreme Court" is the Supreme Court of Pakistan
            for word in words[: owners[-1] + 1]:
                start = text.index(word, start) + len(word)
            start += len(text[start:end]) - len(text[start:end].lstrip())
            words = words[owners[-1] + 1 :]
        if not words:
            continue
        name = " ".join(words)
        place = bisect_right(owned_at, start) - 1
        if (place >= 0 and owned[place][1] > start) or (place + 1 < len(owned) and owned[place + 1][0] < end):
            continue
        if told_so and (
            any(m.start <= start < m.end for m in near(matches, start)) or words[-1] in place_words()
        ):
            continue
        acronym = len(words) == 1 and not told_so
        if acronym and (words[0] in acronyms or not ACRONYM.fullmatch(words[0])):
            continue
        kinds = [body_words()[word.rstrip("'’")] for word in words if word.rstrip("'’") in body_words()]
        if not acronym and not told_so and (not kinds or len(words) < 2 or words[-1] in place_words()):
            continue
        if acronym and any(m.start <= start < m.end for m in near(matches, start)):
            continue
        if not acronym and not told_so and read_phrase(name).person is not None:
            continue
        found = code_phrase(name)
        said = APPOSITION.match(text, end)
        told = code_phrase(said["said"]) if said else None
        if told_so and told is None and "what" in run.groupdict():
            told = code_phrase(run["what"])
        before = text[max(0, start - 40) : start]
        apposed = re.search(
            r"(?<![\w-])((?:ruling|main|opposition|rebel|armed|the|pro-government)\s[\w\s-]{0,25})$", before
        )
        if told is None and apposed is not None and acronym:
            told = code_phrase(apposed.group(1).strip())
        sector = (found.sector if found.sector and not acronym else None) or (told.sector if told else None)
        last = end
        yield Newcomer(
            start,
            end,
            name,
            Resolution(
                code=found.code or (told.code if told else None),
                country=found.country or (told.country if told else None),
                sector=sector or (kinds[-1] if kinds else None),
                name=name,
                confidence=0.6,
                why=f"The text names {name}, a body that no table has.",
            ),
        )


def near(matches: Sequence[NameMatch], start: int) -> Sequence[NameMatch]:
    place = bisect_right(matches, start, key=lambda m: m.start)
    return matches[max(0, place - 2) : place]


def _list(table: str, key: str) -> list[str]:
    rows = noun_table()[table][key]
    assert isinstance(rows, list)
    return [str(row) for row in rows]
