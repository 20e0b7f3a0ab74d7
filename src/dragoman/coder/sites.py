"""The places that a sentence names, and the prepositions that govern them."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import zip_longest

from msgspec import Struct

from dragoman.actors import TERRITORY, lexicon
from dragoman.places import is_region, locate

_WORD = re.compile(r"(?:al|el|es|ez|ul)-[A-Z][\w’'-]*|[^\W\d_][\w’'-]*\.?")
# The words that say how a place stands are sought so many characters before it.
_REACH = 160
# A name has at most so many words.
_LONGEST = 5
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?"
)
# What may stand between an act and the place that it is done to: "recaptured much of Anbar".
DETERMINED = re.compile(
    r"\s+(?:(?:the|a|an|its|his|their|much of|most of|parts of|all of|[\w-]+ern)\s+)*(?:[a-z-]+ of )?"
    r"(?:[A-Z]\w+(?: [A-Z]\w+)?['’]s )?"
)


class Site(Struct, frozen=True):
    """A place named in a text, by its span."""

    start: int
    end: int


@cache
def site_words() -> Mapping[str, Sequence[str]]:
    """The word lists of ``sites.toml``."""
    text = (resources.files("dragoman.coder") / "sites.toml").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in tomllib.loads(text).items()}


def _any(*keys: str) -> str:
    """A pattern for the words of some lists, the longest first."""
    words = {word for key in keys for word in site_words()[key]}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


NOUN = _any("provinces", "districts", "cities", "lands")
_PREPOSITION = re.compile(rf"\b({_any('at', 'to', 'others')})\s+(?=(?:[^\s.;:()]+\s+){{0,6}}$)")
_PLACED = re.compile(rf"\b(?:{NOUN}) $", re.IGNORECASE)
_APPOSED = re.compile(rf"\b(?:{_any('cities')}|island),\s*$")
_OTHER_THING = re.compile(rf" (?:{_any('other_things')})\b(?! of )")
# What joins a place to the one that it holds: "Pakistan's southern province of Sindh", "the Red Sea resort of Sharm".
_LEADS_ON = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,4}(?:of (?:the )?)?"
    rf"| (?:[a-z-]+ )?(?:{_any('cities', 'provinces')}|island)s? of (?:the )?"
)
# "The Algerian desert", "the Iraqi port city": a place without a name of its own. A border is two countries'.
_OF_A_COUNTRY = re.compile(
    rf"(?: [a-z-]+)??(?: [a-z-]+)?? (?!border)(?:{NOUN})\b(?! of | [a-z]*s\b|,? [A-Z])"
)


def named_sites(text: str, within: tuple[int, int], acted: int, countries: Mapping[str, int]) -> list[Site]:
    """The places named in a part of a text, in its order, of overlapping ones the longest.

    A city's name of one word counts behind a preposition or as the object of the act that ends at ``acted``.
    ``countries`` counts how often the document speaks of each, to tell namesakes apart.
    """
    return list(_named(text, within, acted, countries))


def _named(text: str, within: tuple[int, int], acted: int, countries: Mapping[str, int]) -> Iterator[Site]:
    start, end = within
    sentence = text[start:end]
    matches = lexicon().find(sentence)
    kinds = {
        m.start: m for m in matches if m.entry.kind == TERRITORY and m.entry.form in ("adjective", "people")
    }
    taken = [m for m in matches if m.entry.kind != TERRITORY or m.start in kinds]
    ends = [m.end for m in taken]
    states = {
        m.start: m.end for m in matches if m.entry.kind == TERRITORY and m.entry.form in ("name", "capital")
    }
    words = list(_WORD.finditer(sentence))

    def governed(at: int) -> str | None:
        return preposition(sentence[max(0, at - _REACH) : at])

    done = 0
    for first, word in enumerate(words):
        at = word.start()
        if at < done or not (word[0][:1].isupper() or "-" in word[0][:3]):
            continue
        if at in kinds and kinds[at].entry.form == "adjective":
            common = _OF_A_COUNTRY.match(sentence, kinds[at].end)
            if common and governed(at) in site_words()["at"]:
                yield Site(start + at, start + common.end())
                done = common.end()
            continue
        stop = 0
        for last in range(min(len(words), first + _LONGEST) - 1, first - 1, -1):
            name = _tidy(sentence[at : words[last].end()], alone=first == last)
            if not name or _CALENDAR.fullmatch(name):
                continue
            # The matches do not overlap, so the first that ends behind the name's start is the one to ask.
            beside = bisect_right(ends, at)
            if beside < len(taken) and taken[beside].start < at + len(name):
                continue
            if is_region(name) or (
                locate(name, countries)
                and (
                    " " in name
                    or governed(at)
                    or (start + at - acted <= _REACH and DETERMINED.fullmatch(text, acted, start + at))
                )
            ):
                stop = at + len(name)
                break
        stop = max(stop, states.get(at, 0))
        if stop:
            done = stop
            if not _OTHER_THING.match(sentence, stop):
                yield Site(start + at, start + stop)


def _tidy(name: str, *, alone: bool) -> str:
    """A run of words as a name, without its genitive and full stop; empty where it can be none."""
    if "\n" in name or "," in name:
        return ""
    name = name.removesuffix("'s").removesuffix("’s")
    if name.endswith(".") and not (alone and len(name) < 4):
        name = name[:-1]
    return name if name and name[-1].isalnum() else ""


def outermost(sites: Sequence[Site]) -> list[Site]:
    """The sites in order, of those that overlap the longest alone."""
    kept: list[Site] = []
    for one in sorted(set(sites), key=lambda site: (site.start - site.end, site.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda site: site.start)


def without_holders(text: str, sites: Sequence[Site]) -> list[Site]:
    """The sites without those that only say where the next one lies: "Pakistan's Swat valley"."""
    return [
        one
        for one, follower in zip_longest(sites, sites[1:])
        if one and not (follower and _LEADS_ON.fullmatch(text[one.end : follower.start]))
    ]


def preposition(before: str) -> str | None:
    """The preposition that governs the phrase a place ends, seen from the text before the place.

    Of "in the southern Indian city of" it is "in".
    """
    end = len(before)
    while True:
        last = None
        for found in _PREPOSITION.finditer(before, max(0, end - _REACH), end):
            last = found
        if last is None:
            return None
        # Nothing but the words of one phrase may stand between, and no comma but after "capital".
        between = before[last.end() : end]
        if "," in between and not _APPOSED.search(between):
            return None
        if last[1].lower() != "of" or not _PLACED.search(before, max(0, last.start() - _REACH), last.start()):
            return last[1].lower()
        end = last.start()
