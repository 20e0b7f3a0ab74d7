"""The chain of reference through a text: whom each pronoun and description takes up.

Read once from the first word to the last, so that what "he" stands for in one sentence counts for the next. Candidates
must agree in number, sex and kind, no one is the object of their own act ("consulted him"), and of those left the most
salient of the cast is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dragoman.actors.agreement import as_it, as_they, persons, sex
from dragoman.actors.cast import (
    BODY,
    FADES,
    GROUND,
    GROUP,
    OBJECT,
    OBLIQUE,
    OWNER,
    PERSON,
    SIDE,
    STATE,
    SUBJECT,
    WEIGHTS,
    Cast,
    Figure,
    Mention,
)
from dragoman.actors.names import same_office
from dragoman.actors.persons import phrase_start
from dragoman.actors.phrase import Phrase, read_phrase
from dragoman.actors.references import HE, IT, SHE, Reference, read_reference
from dragoman.actors.tables import ROLE
from dragoman.language import FoundQuote, find_quotes

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
_PRONOUN = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|it|its|itself|they|them|their|theirs|themselves)\b", re.I
)
_OWNERS = frozenset(("his", "her", "its", "their"))
_SUBJECTS = frozenset(("he", "she", "they"))
# What is thanked, blamed or warned is thanked for its own deeds: "thanked the minister for his service".
_TURNED = re.compile(
    r"\b(?:thank|prais|blam|accus|critici[sz]|condemn|congratulat|fault|rebuk|hail|hono?u?r|commend|reward|punish|denounc"
    r"|charg|urg|ask|told|tell|order|forc|allow|persuad|warn|press|invit|help)\w*\b"
)
LEADING, OWN, TURNED, JOINED = 0.6, 0.7, 0.9, 2.5
TWO, GONE, THEIRS = 0.8, 0.7, 0.4
# What the whole text is about weighs so much beside what was named last.
ABOUT = 3.0
# Somebody whose sex nothing tells: most of those in the news are men.
MAY_BE_HE, MAY_BE_SHE = 0.85, 0.35
# "The president, he argued, has immunity": whoever speaks is not whom the clause around is about.
_SPEAKS = re.compile(
    r"\s+(?:said|says|argued|added|insisted|wrote|claimed|told|explained|noted|conceded|admitted|warned|thought|believed)\b"
)
# "Kagame and his": what is joined to somebody right before is theirs.
_JOINS = re.compile(r"\s*(?:,?\s+and|,)\s+$")
_THAT = re.compile(r"\bthat\s+$")
_ANYBODY = frozenset(("men", "women", "man", "politician"))
_SEVERAL = re.compile(r"\b(?:both|(?:the|these) (?:two|three|four))(?: [a-z-]+)? [a-z]+s?\b", re.I)


class Chain:
    """What the pronouns of one text stand for, and the cast with them among its mentions."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.text = dossier.text
        self.cast = Cast(dossier)
        marked = any(mark in self.text for mark in '"“„«')
        self.quotes: list[FoundQuote] = list(find_quotes(self.text)) if marked else []
        self.quotes_at = [quote.start for quote in self.quotes]
        self.links: dict[int, tuple[Figure, ...]] = {}
        self._read()

    def quote_at(self, start: int) -> FoundQuote | None:
        """The direct or partial quotation that an offset lies in."""
        for place in range(
            bisect_right(self.quotes_at, start) - 1, max(-1, bisect_right(self.quotes_at, start) - 4), -1
        ):
            quote = self.quotes[place]
            if quote.start <= start < quote.end and quote.kind != "indirect":
                return quote
        return None

    def _read(self) -> None:
        """Go through the text and link every pronoun, and every title without a name, in turn."""
        pronouns = [(m.start(), m.end(), m[0].lower()) for m in _PRONOUN.finditer(self.text)]
        titles = [
            (phrase_start(self.text, self.dossier.matches, number), match.end, number)
            for number, match in enumerate(self.dossier.matches)
            if match.entry.kind == ROLE and match.entry.form == "person"
        ]
        several = [(m.start(), m.end(), m) for m in _SEVERAL.finditer(self.text)]
        every: list[tuple[int, int, str | int | re.Match[str]]] = [*pronouns, *titles, *several]
        for start, end, what in sorted(every, key=lambda one: one[0]):
            if isinstance(what, re.Match):
                reference = read_reference(what[0])
                figures = self.several(what[0], reference, start) if reference else ()
                part = self.cast.part(start, end)
            elif isinstance(what, str):
                figures = self.pronoun(what, start, end)
                part = self._part(what, start, end)
            else:
                figures = self._titled(start, end, what)
                part = self.cast.part(start, end)
            if figures:
                if isinstance(what, str):
                    # A title may begin with its owner's pronoun: "his aide" is not what "his" stands for.
                    self.links[start] = figures
                self.cast.add(self.cast.mention(start, end, figures, part))

    def _part(self, word: str, start: int, end: int) -> str:
        if word in _OWNERS and (word != "her" or re.match(r"\s+[a-z]", self.text[end : end + 3])):
            return OWNER
        if word in _SUBJECTS:
            return SUBJECT
        part = self.cast.part(start, end)
        return OBJECT if part == SUBJECT and word not in IT else part

    def _titled(self, start: int, end: int, number: int) -> tuple[Figure, ...]:
        """A title that no name follows: whoever of the text holds it, else somebody told by the title alone."""
        place = bisect_left(self.cast.starts, start)
        for mention in self.cast.mentions[place : place + 3]:
            if mention.start <= end + 3 and mention.figures[0].kind == PERSON:
                return ()
        text = " ".join(self.text[start:end].split())
        before = self.text[max(0, start - 5) : start].lower()
        definite = before.endswith("the ") or text.lower().startswith("the ")
        if definite:
            held = self.titled(read_phrase(text), start)
            if held is not None:
                return (held,)
        # What stands in apposition to a name is no second person.
        if re.search(
            r"[\w.]\s*,\s+(?:the|a|an|its|his|their|\w+['’]s)?\s*$", self.text[max(0, start - 30) : start]
        ):
            return ()
        entry = self.dossier.matches[number].entry
        return (self.cast.figure(PERSON, f"{text} {start}", entry=entry, text=text, start=start),)

    def titled(self, phrase: Phrase, start: int) -> Figure | None:
        """Who of the persons named before an offset holds the office, or does the work, that a phrase speaks of."""
        country = phrase.nation.country if phrase.nation else None
        wanted = phrase.title or ""
        sector = phrase.head.sector if phrase.head else None

        def holds(figure: Figure) -> bool:
            person = figure.person
            return (
                person is not None
                and (country is None or person.country == country)
                and same_office(person.office, wanted)
                and phrase.former == person.former
            )

        def works(figure: Figure) -> float:
            person = figure.person
            if person is None or (country is not None and person.country != country):
                return 0.0
            gone = person.former or person.left or person.sector == "ELI"
            if phrase.former:
                return float(gone)
            # "The autocrat" may have fallen since.
            return 1.0 if sector and person.sector == sector else GONE if sector == "GOV" and gone else 0.0

        def leads(figure: Figure) -> bool:
            person = figure.person
            led = person is not None and person.office is not None and country in (None, person.country)
            return led and phrase.former

        def belongs(figure: Figure) -> bool:
            return figure.person is not None and country is not None and figure.person.country == country

        for test in (holds, works, leads, belongs):
            ranked = self.rank(start, persons(test))
            if ranked:
                return ranked[0][1][0]
        return None

    def pronoun(self, word: str, start: int, end: int) -> tuple[Figure, ...]:
        """Whom a pronoun takes up; empty where nobody of the cast can be meant."""
        known = self.links.get(start)
        if known:
            return known
        part = self._part(word, start, end)
        sentence = self.dossier.traces.sentence(start)
        clause = bisect_right(self.cast.breaks, start)
        barred: set[Figure] = set()
        own: set[Figure] = set()
        aside = (
            part == SUBJECT
            and self.text[:start].rstrip(" ").endswith(",")
            and _SPEAKS.match(self.text, end) is not None
        )
        for mention in self.cast.before(start):
            if mention.sentence != sentence:
                break
            if aside and mention.part == SUBJECT:
                barred |= set(mention.figures)
            if mention.clause == clause and mention.part == SUBJECT and len(mention.figures) == 1:
                (barred if part in (OBJECT, OBLIQUE) else own).add(mention.figures[0])
        if word.endswith(("self", "selves")) and (own or barred):
            own, barred = own | barred, set()
        quote = self.quote_at(start)
        if quote is not None and quote.speaker_start is not None:
            for mention in self.cast.within(quote.speaker_start, quote.speaker_end or 0):
                barred |= set(mention.figures)
        fits = self._fits(word)

        def judge(mention: Mention) -> float:
            if barred.intersection(mention.figures):
                return 0.0
            return fits(mention)

        bonus: dict[Figure, float] = {}
        if part == OWNER:
            for figure in own:
                bonus[figure] = bonus.get(figure, 0.0) + OWN
            for mention in self.cast.before(start)[:3]:
                if _JOINS.fullmatch(self.text[mention.end : start]) and len(mention.figures) == 1:
                    bonus[mention.figures[0]] = bonus.get(mention.figures[0], 0.0) + JOINED
            turned = self._turned(start, sentence)
            if turned is not None:
                bonus[turned] = bonus.get(turned, 0.0) + TURNED + OWN
        begin = self.dossier.traces.bounds(sentence)[0]
        if part == SUBJECT and _THAT.search(self.text, max(begin, start - 12), start):
            # "Putin told him that he": whoever tells goes on.
            for mention in self.cast.before(start):
                if mention.sentence == sentence and mention.part == SUBJECT and judge(mention):
                    bonus[mention.figures[0]] = bonus.get(mention.figures[0], 0.0) + LEADING
                    break
        if part in (SUBJECT, OWNER) and start - begin < 4:
            for mention in reversed(self.cast.before(start)):
                if mention.sentence == sentence - 1 and mention.part == SUBJECT and judge(mention):
                    first = mention.figures[0]
                    bonus[first] = bonus.get(first, 0.0) + LEADING * judge(mention)
                    break
        ranked = self.rank(start, judge, bonus)
        return ranked[0][1] if ranked else ()

    def _turned(self, start: int, sentence: int) -> Figure | None:
        """The object that a verb of thanking, blaming or asking turns to, right before an offset."""
        for mention in self.cast.before(start):
            if mention.sentence != sentence:
                return None
            if mention.part == OBJECT and len(mention.figures) == 1:
                begin = self.dossier.traces.bounds(sentence)[0]
                verb = self.text[max(begin, mention.start - 40) : mention.start]
                return mention.figures[0] if _TURNED.search(verb) else None
        return None

    def _fits(self, word: str) -> Callable[[Mention], float]:
        if word in HE or word in SHE:
            female = word in SHE
            unsure = MAY_BE_SHE if female else MAY_BE_HE

            def agrees(figure: Figure) -> float:
                told = sex(figure)
                return unsure if told is None else float(told == female)

            return persons(agrees)
        if word in IT:
            return as_it
        return as_they

    def rank(
        self,
        start: int,
        judge: Callable[[Mention], float],
        bonus: dict[Figure, float] | None = None,
    ) -> list[tuple[float, tuple[Figure, ...]]]:
        """The figures named before an offset by salience, foremost first. ``judge`` weighs a mention, 0 bars it."""
        sentence = self.dossier.traces.sentence(start)
        best: dict[tuple[tuple[Figure, ...], int], float] = {}
        for near, mention in enumerate(self.cast.before(start)):
            share = judge(mention)
            if share <= 0:
                continue
            weight = share * WEIGHTS[mention.part] * FADES ** (sentence - mention.sentence) - near / 1000
            key = (mention.figures, mention.sentence)
            best[key] = max(best.get(key, 0.0), weight)
        total: dict[tuple[Figure, ...], float] = {}
        for (figures, _), weight in best.items():
            total[figures] = total.get(figures, 0.0) + weight
        for figure, more in (bonus or {}).items():
            if (figure,) in total:
                total[(figure,)] += more
        return sorted(((weight, figures) for figures, weight in total.items()), key=lambda one: -one[0])

    def several(self, words: str, reference: Reference, start: int) -> tuple[Figure, ...]:
        """Whom "both leaders", "the three presidents", "the two sides" take up; empty where they are not so many."""
        if reference.kind not in ("persons", "states") or reference.codes:
            return ()
        if reference.kind == "states":
            sides = self.rank(start, lambda mention: float(len(mention.figures) == reference.number))
            near = WEIGHTS[OBLIQUE] * FADES
            if sides and sides[0][0] > near and all(one.kind in (BODY, GROUP) for one in sides[0][1][:2]):
                return sides[0][1]
            return self.two(start, STATE, reference.number)
        title = words.split()[-1].lower().removesuffix("s")
        held = {
            figure
            for mention in self.cast.before(start)
            for figure in mention.figures
            if figure.person is not None and same_office(figure.person.office, title)
        }
        if len(held) < reference.number:
            # Leaders, presidents and ministers are at least of their governments.
            people = [f for m in self.cast.before(start) for f in m.figures if f.person is not None]
            held = (
                {f for f in people if f.person and f.person.sector == "GOV"}
                if title not in _ANYBODY
                else set()
            )
        return self.two(start, PERSON, reference.number, held if len(held) >= reference.number else None)

    def two(
        self, start: int, kind: str, number: int = 2, among: set[Figure] | None = None
    ) -> tuple[Figure, ...]:
        """The ``number`` figures of a kind that "both" or "the two" takes up, in the order of the text."""
        joined = self.rank(
            start,
            lambda mention: float(
                len(mention.figures) == number
                and all(
                    figure.kind == kind and (among is None or figure in among) for figure in mention.figures
                )
            ),
        )
        sentence = self.dossier.traces.sentence(start)
        if joined and joined[0][0] > WEIGHTS[OBLIQUE] * FADES**2 - 0.1:
            return joined[0][1]
        near = self._just_named(start, kind, number, among)
        if near:
            return near
        weights: dict[Figure, float] = {}
        for mention in self.cast.before(start):
            for figure in mention.figures:
                share = 1.0
                if kind == STATE and figure.person is not None and figure.person.country:
                    figure = self.cast.figures.get(f"{STATE} {figure.person.country}", figure)
                    share = THEIRS
                if among is not None and figure not in among:
                    continue
                if figure.kind == kind and (kind != PERSON or figure.person is not None):
                    share *= WEIGHTS[mention.part] * (TWO if mention.part == SIDE else 1.0)
                    share *= 0.7 ** (sentence - mention.sentence)
                    weights[figure] = weights.get(figure, 0.0) + share
        if kind == STATE:
            total = self.dossier.traces.total
            whole = sum(total.values()) or 1.0
            for figure in weights:
                weights[figure] += ABOUT * total.get(figure.key, 0.0) / whole
        return tuple(self._order(sorted(weights, key=lambda figure: -weights[figure])[:number]))

    def _just_named(
        self, start: int, kind: str, number: int, among: set[Figure] | None
    ) -> tuple[Figure, ...]:
        """The figures of a kind that a sentence right before names, where they are just so many."""
        sentence = self.dossier.traces.sentence(start)
        for back in (0, 1):
            there: list[Figure] = []
            for mention in self.cast.before(start):
                if mention.sentence != sentence - back or mention.part in (SIDE, GROUND):
                    continue
                for figure in mention.figures:
                    if figure.kind == kind and figure not in there and (among is None or figure in among):
                        there.append(figure)
            if len(there) == number and all(f.person is not None or kind != PERSON for f in there):
                return tuple(self._order(there))
        return ()

    def _order(self, figures: Iterable[Figure]) -> list[Figure]:
        """Figures in the order of their first mentions."""
        return sorted(figures, key=lambda figure: self.cast.first.get(figure, 0))
