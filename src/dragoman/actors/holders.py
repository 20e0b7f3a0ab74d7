"""All persons of the tables, each with everything listed of them, found by full name, surname or any of its words."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache

from msgspec import Struct

from dragoman.actors.names import HONORIFICS, SUFFIXES, name_key
from dragoman.actors.standing import Listed, Term, own, shipped, term_before, term_on

# Who is meant where several of a name hold an office: the one who leads the state, then the head of government.
TITLES = r"(?:acting |interim |transitional )?(?:{})\b"
FIRST = re.compile(
    TITLES.format(
        "president|supreme leader|general secretary|paramount leader|king|queen|emperor|emir|sultan|pope|"
        "leader of the revolution|head of state|head of the (?:state|junta|military)|"
        "chairman of the (?:state|revolutionary|provisional|military|supreme|transitional)"
    ),
    re.I,
)
SECOND = re.compile(
    TITLES.format("prime minister|premier|federal chancellor|chancellor|taoiseach|crown prince"), re.I
)
# An Arabic article stands before a surname or not, and in either spelling.
ARTICLE = re.compile(r"^(?:al|el|an|as|ash|ad|at|ar)\s+(?=\w{3})")


# A name spelt otherwise must have more consonants than this, and so large a share of letters in common.
SHORT, ALIKE = 5, 0.75


class Holder(Struct, frozen=True, kw_only=True):
    """One person with all terms in order of time; ``country`` is ISO alpha-3, or UNO, IGO, EUR."""

    name: str
    code: str
    country: str
    terms: tuple[Term, ...]
    names: frozenset[str]
    families: frozenset[str]
    female: bool | None = None
    identifier: str | None = None

    def term_on(self, day: dt.date) -> Term | None:
        """What the person was on a day; of several the last that began."""
        return term_on(self.terms, day)

    def term_before(self, day: dt.date) -> Term | None:
        """The last term that had ended by a day."""
        return term_before(self.terms, day)

    @property
    def led(self) -> bool:
        """Whether the person ever led the state."""
        return any(rank(term.office) for term in self.terms)


def rank(office: str | None) -> int:
    """How high an office is: 2 for a head of state, 1 for one of government, else 0."""
    office = office or ""
    return 2 if FIRST.match(office) else 1 if SECOND.match(office) else 0


class Holders:
    """The indexes. Build them with ``holders()``, which keeps the one instance."""

    def __init__(self, people: Iterable[Holder]) -> None:
        self.people = list(people)
        self.by_name: dict[str, list[Holder]] = defaultdict(list)
        self.by_family: dict[str, list[Holder]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_sound: dict[str, list[Holder]] = defaultdict(list)
        for number, holder in enumerate(self.people):
            for name in holder.names:
                self.by_name[name].append(holder)
            for word in {word for name in holder.names for word in name.split()}:
                self.by_word[word].append(number)
            for family in holder.families:
                self.by_family[family].append(holder)
            for sound in {sound_of(name) for name in holder.names if " " in name}:
                self.by_sound[sound].append(holder)

    def named(self, words: str) -> list[Holder]:
        """Who bears a full name: as it is written, without second names, or in another spelling of its sounds."""
        key = name_key(words)
        found = self.by_name.get(key)
        if found or " " not in key:
            return list(found or ())
        mine = set(key.split())
        initials = {word for word in mine if len(word) == 1}
        found = [
            holder for holder in self.sharing(mine - initials) if any(is_part(mine, n) for n in holder.names)
        ]
        return found or self.sounding(key)

    def sounding(self, key: str) -> list[Holder]:
        """The one person whose name has the same consonants and nearly the same letters; none where it is short."""
        sound = sound_of(key)
        found = self.by_sound.get(sound, ()) if len(sound) > SHORT else ()
        alike = [h for h in found if any(SequenceMatcher(None, key, n).ratio() >= ALIKE for n in h.names)]
        return alike if len(alike) == 1 else []

    def sharing(self, words: set[str]) -> Iterator[Holder]:
        """Everybody with at least two of some words in the names."""
        counts: dict[int, int] = defaultdict(int)
        for word in words:
            for number in self.by_word.get(word, ()):
                counts[number] += 1
        for number, count in counts.items():
            if count > 1:
                yield self.people[number]

    def of_family(self, word: str) -> list[Holder]:
        """Who is called by one word alone: by surname, or a short name that the table lists."""
        key = name_key(word)
        bare = ARTICLE.sub("", key)
        return list(dict.fromkeys((*self.by_name.get(key, ()), *self.by_family.get(bare, ()))))


def is_part(mine: set[str], name: str) -> bool:
    """Whether one name is the other with some of its words left out, two at least being shared."""
    theirs = set(name.split())
    return len(theirs) > 1 and (mine <= theirs or theirs <= mine)


SOUNDS = (
    (re.compile(r"[^\w ]|_"), ""),
    (re.compile(r"\b(?:al|el|ul|abd) "), ""),
    (re.compile(r"sch|sh|ch|tch"), "s"),
    (re.compile(r"[kgdt]h"), lambda found: found.group()[0]),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q|c"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"j"), "y"),
    (re.compile(r"(?<=\w)[aeiouy]+"), ""),
    (re.compile(r"(?<=\w)h"), ""),
    (re.compile(r"(\w)\1+"), r"\1"),
)


def sound_of(name: str) -> str:
    """The consonants of a name as most spellings have them: "mohammed morsi" and "muhamad mursi" are one."""
    for pattern, instead in SOUNDS:
        name = pattern.sub(instead, name)
    return name


@cache
def holders() -> Holders:
    """All persons, the user's own in place of those of the same name that ship. Raises InputError for a wrong entry."""
    mine = list(merge(entry for entry in own() if entry.kind == "person"))
    taken = {name for holder in mine for name in holder.names}
    listed = (
        entry for folder in ("offices", "standing") for entry in shipped(folder) if entry.kind == "person"
    )
    return Holders([*mine, *(holder for holder in merge(listed) if not holder.names & taken)])


def bears_exactly(text: str, title: str) -> bool:
    """Whether a text is the full name of a listed person, though its last word is a title elsewhere: "Julie Bishop"."""
    words = text.split()
    return (
        len(words) > 1
        and not text.lower().startswith(title.lower())
        and all(word[0].isupper() for word in words)
        and name_key(text) in holders().by_name
    )


def merge(entries: Iterable[Listed]) -> Iterator[Holder]:
    """One holder for each name and country, with the terms of all its entries."""
    people: dict[tuple[str, str | None], list[Listed]] = {}
    for entry in entries:
        people.setdefault((name_key(entry.name), entry.country), []).append(entry)
    for same in people.values():
        first = same[0]
        yield Holder(
            name=first.name,
            code=first.code or "",
            country=first.country or "",
            terms=tuple(sorted((term for one in same for term in one.terms), key=lambda term: term.start)),
            names=frozenset(name_key(name) for one in same for name in (one.name, *one.aliases)),
            families=frozenset(
                ARTICLE.sub("", name_key(family)) for one in same for family in families(one) if family
            ),
            female=next((one.female for one in same if one.female is not None), None),
            identifier=next((one.identifier for one in same if one.identifier), None),
        )


def families(entry: Listed) -> tuple[str, ...]:
    """The surnames of an entry: as the table has it, and its last part ("Johnson Sirleaf", "Sirleaf")."""
    family = entry.family or last_word(entry.name)
    return family, *family.split()[1:]


def last_word(name: str) -> str:
    """The surname of a name in Western order."""
    words = [word for word in name.split() if word.rstrip(".") not in SUFFIXES]
    return words[-1] if words else name


def without_honorifics(words: str) -> str:
    return " ".join(word for word in words.split() if word.rstrip(".") not in HONORIFICS)
