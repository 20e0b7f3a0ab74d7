"""The mentions of one text in its order: who is spoken of where, by name, by description, by pronoun."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from dragoman.actors.descriptions import all_nouns
from dragoman.actors.grammar import followed_by_verb
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import WORD, name_at
from dragoman.actors.newcomers import Newcomer
from dragoman.actors.persons import NO_ADJECTIVE, Person, belongs_after, phrase_start
from dragoman.actors.tables import ROLE, TERRITORY
from dragoman.actors.traces import is_sided

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

PERSON, STATE, BODY, GROUP, SET = "person", "state", "body", "group", "set"
NAME, DESCRIPTION, PRONOUN = "name", "description", "pronoun"

PRONOUNS = re.compile(
    r"(?<![\w'’-])(?:he|him|his|himself|she|her|hers|herself|it|its|itself|they|them|their|theirs|themselves)(?![\w-])",
    re.I,
)
DETERMINED = re.compile(
    r"(?:(?:the|this|that|these|those|an?|its|his|her|their|both|our)\s+)(?:[a-z][\w-]*\s+){0,2}$", re.I
)
DETERMINER_WORD = re.compile(
    r"(?<![\w-])(?:the|this|that|these|those|an?|its|his|her|their|both|our)\s+", re.I
)
APPOSED = re.compile(
    r"(?:\s+of\s+[A-Z][\w ]{2,25})?,\s+(?:(?:aged?\s+)?\d{1,3},\s+)?"
    r"(?:(?:the|an?|once|now|its|their|former)\s+){0,2}(?:[A-Z][\w-]+\s+)?"
)
VERB_NEXT = re.compile(r"(?<!\w)(?:who|that|which|he|she|it|they) $", re.I)
PEERS = re.compile(r"(?<![\w-])the\s+(?:latter|pair|duo)(?![\w-])", re.I)
THE = re.compile(r"(?<!\w)the $", re.I)
ARTICLE = re.compile(r"(?<!\w)(?:the|its|his|her|their|an?) $", re.I)
TITLE_JOINT = re.compile(r"(?:\s+(?:of|for)\s+(?:the\s+)?[\w ]{2,30})?,?\s+(?:the\s+)?")


class Referent(Struct, eq=False, kw_only=True):
    """One actor that a text speaks of.

    ``home`` is the body that a person speaks for or leads; ``members`` are those of a set; ``guessed`` tells that the
    country is taken from what is spoken of around the first mention.
    """

    kind: str
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    name: str | None = None
    office: str | None = None
    female: bool | None = None
    former: bool = False
    plural: bool = False
    guessed: bool = False
    members: tuple[Referent, ...] = ()
    home: Referent | None = None
    person: Person | None = None
    confidence: float = 0.9
    why: str = ""
    identifier_id: str | None = None


class Mention(Struct, eq=False, kw_only=True):
    """A place where a text speaks of a referent.

    ``role`` is its function in its clause; ``embedded`` tells a clause within another, ``quoted`` words within
    quotation marks; ``antecedent`` is the earlier mention it was read by.
    """

    start: int
    end: int
    begin: int
    referent: Referent
    form: str
    role: str
    sentence: int
    embedded: bool = False
    quoted: bool = False
    plural: bool = False
    antecedent: Mention | None = None


class Raw(Struct, frozen=True):
    """A stretch of text that may mention somebody: what it is, and what the lexicon or the persons say of it.

    ``begin`` is where the whole phrase begins, title and nationality included.
    """

    start: int
    end: int
    form: str
    what: Person | NameMatch | Newcomer | None
    begin: int


def find_raw(dossier: Dossier, bodies: Sequence[Newcomer]) -> list[Raw]:
    """All stretches of the text that may mention somebody, in its order."""
    text, matches = dossier.text, dossier.matches
    people = list(name_spans(dossier))
    name_starts = sorted({raw.begin for raw in people} | {raw.start for raw in people})
    at = {m.start: m for m in matches}
    taken = [(raw.start, belongs_after(text, raw.end, at)) for raw in people] + [
        (b.start, b.end) for b in bodies
    ]
    ends = [raw.end for raw in people]
    taken.sort()
    taken_at = [start for start, _ in taken]
    raws: list[Raw] = [*people, *(Raw(b.start, b.end, NAME, b, b.start) for b in bodies)]
    phrases: list[tuple[int, int]] = []
    for number, match in enumerate(matches):
        if match.entry.kind != ROLE or within(taken, taken_at, match.start, match.end):
            continue
        if text[max(0, match.start - 5) : match.start].lower().endswith("who "):
            # "who heads the party": a verb
            continue
        if follows_title(text, match.end, name_starts) or apposed(text, number, matches, people, ends):
            continue
        begin = phrase_start(text, matches, number)
        determiners = DETERMINER_WORD.finditer(text, begin, match.start)
        inner = max(determiners, key=lambda one: one.start(), default=None)
        if inner is not None:
            begin = inner.start()
        else:
            opened = DETERMINED.search(text, max(0, begin - 40), begin)
            words = opened.group().lower().split()[1:] if opened else []
            begin = opened.start() if opened and not any(word in NO_ADJECTIVE for word in words) else begin
        end = belongs_after(text, match.end, at) if match.entry.heads or match.entry.weak else match.end
        raws.append(Raw(begin, end, DESCRIPTION, match, begin))
        phrases.append((begin, match.end))
    names = [(m.start, m.end) for m in matches if m.entry.kind != ROLE]
    names_at = [start for start, _ in names]
    phrases.sort()
    phrases_at = [start for start, _ in phrases]
    for match in matches:
        entry = match.entry
        if entry.kind == ROLE or within(taken, taken_at, match.start, match.end) or is_sided(text, match):
            continue
        if within(phrases, phrases_at, match.start, match.end):
            continue
        if (
            entry.form == "adjective"
            and THE.search(text, max(0, match.start - 5), match.start)
            and followed_by_verb(text, match.end)
        ):
            # "The Canadian said"
            raws.append(Raw(match.start - 4, match.end, DESCRIPTION, None, match.start - 4))
        if entry.kind == TERRITORY and (entry.form not in {"name", "capital", "people"} or not entry.code):
            continue
        raws.append(Raw(match.start, match.end, NAME, match, match.start))
    for found in all_nouns().finditer(text):
        noun = found.start() + len(found.group().rsplit(maxsplit=1)[0])
        if within(phrases, phrases_at, found.start(), found.end()) or follows_title(
            text, found.end(), name_starts
        ):
            continue
        if not within(taken, taken_at, noun, found.end()) and not within(names, names_at, noun, found.end()):
            raws.append(Raw(found.start(), found.end(), DESCRIPTION, None, found.start()))
    for found in PEERS.finditer(text):
        raws.append(Raw(found.start(), found.end(), DESCRIPTION, None, found.start()))
    for found in PRONOUNS.finditer(text):
        raws.append(Raw(found.start(), found.end(), PRONOUN, None, found.start()))
    raws.sort(key=lambda raw: (raw.start, raw.end))
    return raws


def name_spans(dossier: Dossier) -> Iterator[Raw]:
    """Every place that names a person known, with the title before it."""
    text, matches = dossier.text, dossier.matches
    at = [m.start for m in matches]
    for start, person in dossier.traces.people:
        named = name_at(text, start)
        word = WORD.match(text, start)
        end = named[1] if named else word.end() if word else start + 1
        # a title that ends right before the name is part of its phrase
        begin = start
        for place in range(bisect_left(at, start) - 1, max(-1, bisect_left(at, start) - 4), -1):
            if not TITLE_JOINT.fullmatch(text[matches[place].end : start]):
                break
            if matches[place].entry.kind != ROLE:
                continue
            begin = phrase_start(text, matches, place)
            article = ARTICLE.search(text, max(0, begin - 6), begin)
            begin = article.start() if article else begin
        if begin < start and VERB_NEXT.search(text, max(0, begin - 8), begin) and text[begin].islower():
            # "who freed General Ouma": the title begins behind the verb
            begin = min(text.find(" ", begin) + 1 or start, start)
        yield Raw(start, end, NAME, person, min(begin, start))


def follows_title(text: str, end: int, name_starts: Sequence[int]) -> bool:
    """Whether the name of the bearer follows a title: "President Paul Kagame", "the speaker, Fehmida Mirza"."""
    place = bisect_left(name_starts, end)
    return place < len(name_starts) and TITLE_JOINT.fullmatch(text[end : name_starts[place]]) is not None


def apposed(
    text: str, number: int, matches: Sequence[NameMatch], people: Sequence[Raw], ends: Sequence[int]
) -> bool:
    """Whether a title explains the name before it: "Paul Kagame, the president of Rwanda"."""
    begin = phrase_start(text, matches, number)
    place = bisect_right(ends, begin) - 1
    return place >= 0 and APPOSED.fullmatch(text[people[place].end : begin]) is not None


def within(spans: Sequence[tuple[int, int]], starts: Sequence[int], start: int, end: int) -> bool:
    place = bisect_right(starts, start) - 1
    return (place >= 0 and spans[place][1] >= end) or (
        place + 1 < len(spans) and spans[place + 1][0] < end and place >= 0 and spans[place][1] > start
    )
