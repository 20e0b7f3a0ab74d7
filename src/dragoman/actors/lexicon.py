"""The lexicon: one Aho-Corasick automaton over all names of territories, organisations and roles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from dragoman.actors.standing import BETWEEN_STATES
from dragoman.actors.tables import ORGANISATION, ROLE, Entry, Form, all_forms, stops, without_accents

# How far to either side of an ambiguous name its cues are looked for, in characters: about half a sentence.
NEAR = 80

# Names of at least this many characters are also recognised in capitals, as headlines print them.
CAPITALS_FROM = 4


class NameMatch(Struct, frozen=True):
    """A name found in a text: its span (characters, end-exclusive) and what it stands for.

    ``others`` are further things of the same name, to be preferred when the text names their country.
    """

    start: int
    end: int
    entry: Entry
    others: tuple[Entry, ...] = ()


def plain(text: str) -> str:
    """The text with typographic variants made one, every character still in its place."""
    return (
        text.replace("’", "'").replace("\n", " ").replace("\u00a0", " ").replace("‑", "-").replace("İ", "I")
        if not text.isascii()
        else text.replace("\n", " ")
    )


def writings(form: Form) -> frozenset[str] | None:
    """The ways a form may stand in a text; ``None`` for any mixture of upper and lower case."""
    if not form.exact:
        return None
    written = form.written
    ways = {written, without_accents(written), written[0].upper() + written[1:]}
    if written.isupper() and is_spoken(form):
        ways.add(written.capitalize())
    if len(written) >= CAPITALS_FROM:
        ways |= {way.upper() for way in ways}
    return frozenset(ways)


def is_spoken(form: Form) -> bool:
    """Whether an acronym is said as a word, so that British papers write it as one: "Unicef", "Nato", "Swapo".

    Short ones of a single state are left out: some are words of their own ("Mend").
    """
    written = form.written
    known = len(written) > CAPITALS_FROM or form.entry.code in BETWEEN_STATES
    return form.entry.kind == ORGANISATION and written.isalpha() and len(written) >= CAPITALS_FROM and known


class Lexicon:
    """All names, searched for in one pass. Build it with ``lexicon()``, which keeps the one instance."""

    def __init__(self) -> None:
        self.senses: dict[str, list[tuple[frozenset[str] | None, Entry]]] = {}
        for form in all_forms():
            ways = writings(form)
            for key in {form.written.lower(), without_accents(form.written).lower()}:
                self.senses.setdefault(key, []).append((ways, form.entry))
        self.keys = list(self.senses)
        # Overlapping rather than leftmost-longest search: a hit that is no whole word ("Roman" in "Romanesque")
        # must not hide a true one that it overlaps. The longest of those that hold is chosen afterwards.
        self.automaton = AhoCorasick(self.keys)
        self.stops = stops()

    def find(self, text: str) -> list[NameMatch]:
        """Every name in a text, leftmost and longest first, none overlapping. Whole words only."""
        return list(self._found(text))

    @lru_cache(maxsize=512)  # noqa: B019 (there is one lexicon, and a sentence is asked for several times over)
    def _found(self, text: str) -> tuple[NameMatch, ...]:
        found: list[NameMatch] = []
        hits = sorted(self.hits(text), key=lambda hit: (hit[0], -hit[1]))
        end = 0
        for start, stop, senses in hits:
            if start < end:
                continue
            found.append(NameMatch(start, stop, senses[0], tuple(senses[1:])))
            end = stop
        return tuple(found)

    def hits(self, text: str) -> Iterator[tuple[int, int, list[Entry]]]:
        """Every whole-word occurrence of a name that its case and its neighbours allow, overlapping."""
        written = plain(text)
        length = len(written)
        for number, start, end in self.automaton.find_matches_as_indexes(written.lower(), overlapping=True):
            if start and (written[start - 1].isalnum() or written[start - 1] == "_"):
                continue
            if end < length and (written[end].isalnum() or written[end] == "_"):
                continue
            name = written[start:end]
            senses = [entry for ways, entry in self.senses[self.keys[number]] if ways is None or name in ways]
            if not senses:
                continue
            if name in self.stops and self.stopped(written, name, start, end):
                continue
            if senses[0].readings:
                senses[0] = reading(senses[0], written[max(0, start - NEAR) : end + NEAR])
            yield start, end, senses

    def stopped(self, written: str, name: str, start: int, end: int) -> bool:
        """Whether the words right beside a name make it part of something else ("Michael Jordan")."""
        for stop in self.stops[name]:
            before, after = written[:start].rstrip()[-24:], written[end : end + 24].lstrip()
            if any(ends_with_word(before, word) for word in stop.before):
                return True
            if any(
                after.startswith(word) and not after[len(word) : len(word) + 1].isalpha()
                for word in stop.after
            ):
                return True
        return False


def ends_with_word(text: str, word: str) -> bool:
    return text.endswith(word) and not text[: -len(word)][-1:].isalnum()


def reading(entry: Entry, around: str) -> Entry:
    """What an ambiguous name stands for among the words around it: the usual sense unless a cue is there."""
    for other, cues in entry.readings:
        if any(cue in around for cue in cues):
            return other
    return entry


@cache
def lexicon() -> Lexicon:
    """The lexicon, built at its first use."""
    return Lexicon()


def names_political_actor(text: str) -> bool:
    """Whether any territory, organisation or telling role word stands in a text: a first look, no analysis.

    Words as common as "people" or "group" alone do not count.
    """
    return any(not (senses[0].kind == ROLE and senses[0].weak) for _, _, senses in lexicon().hits(text))
