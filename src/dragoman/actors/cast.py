"""Who appears in a text, in its order: persons, states, bodies and groups, and what part each mention plays.

The weights follow Lappin and Leass (1994): a subject is more likely to be taken up again than an object, an object than
what stands in a phrase of its own, and every sentence further back halves the weight.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from dragoman.actors.persons import Person, phrase_start
from dragoman.actors.tables import ORGANISATION, ROLE, TERRITORY, Entry

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

PERSON, STATE, BODY, GROUP = "person", "state", "body", "group"
SUBJECT, OBJECT, OBLIQUE, OWNER, GROUND, SIDE = "subject", "object", "oblique", "owner", "ground", "side"
WEIGHTS = {SUBJECT: 1.8, OBJECT: 1.5, OBLIQUE: 1.2, OWNER: 1.2, GROUND: 0.5, SIDE: 0.6}
FADES = 0.5
# So many sentences back a mention still counts.
REACH = 7

_PREPOSITION = re.compile(
    r"\b(?:with|of|by|to|against|from|for|about|than|on|over|like|between|in|at|after|before|into|under|without|among"
    r"|near|towards?|behind|including)\s+(?:(?:the|a|an|its|his|her|their|former|then|both)\s+|[A-Z][\w.'’-]*\s+|\w+\s+){0,4}$"
)
_VERBS = (
    r"(?:said|says|say|has|have|had|is|was|are|were|will|would|could|can|may|might|must|should|did|does|do|told|met|won"
    r"|led|left|took|made|gave|went|came|saw|held|put|set|cut|hit|got|sent|sold|bought|built|fought|found|kept|let|lost"
    r"|paid|read|ran|rose|shot|shut|spoke|spent|stood|swore|threw|thought|wrote|began|became|broke|brought|chose|drew"
    r"|drove|fell|fled|flew|forgave|froze|grew|hid|knew|laid|meant|quit|sat|shook|sought|struck|sued|swept|tore|dealt"
    r"|understood|withdrew|wore|wants?|denies|deny|\w{2,}ed|\w{3,}(?:[^s]s))"
)
_ACTS = re.compile(
    rf"(?:['’]s\s+\w+)?(?:,[^,.;\n]{{1,90}},)?(?:\s+(?:also|still|then|later|now|never|again|once|since|already|\w+ly"
    rf"|himself|herself|itself|themselves|alone|and\s+[A-Z][\w'’ -]{{1,40}}))?\s+{_VERBS}\b"
)
_BREAKS = re.compile(
    r"[;:]|,\s+(?:and|but|or|so|yet)\b|\b(?:but|who|whom|which|that|because|although|though|while|when|whether|if|unless"
    r"|after|before|until|since|where|as|said|says)\b|[.!?][\"”’']?\s|[\"“”]"
)
_JOINED = re.compile(r",?\s+and\s+(?:the\s+|its\s+|his\s+|her\s+)?(?:[\w’'-]+\s+){0,5}|,\s+(?:and\s+)?|-")
_CAPITALS = re.compile(r"(?<![.!?] )(?<![\w’'-])(?!The |A |An )(?:[A-Z][\w’'-]+ (?:(?:of|for|and) )?)+$")
_ARTICLE = re.compile(r"(?:the|a|an) ", re.I)
_PLURAL = re.compile(r"(?:s|men|women|people|police|children|troops)$")


class Figure(Struct, eq=False, kw_only=True):
    """One of the cast. ``key`` tells it from the others; ``plural`` for those that are "they"."""

    kind: str
    key: str
    person: Person | None = None
    entry: Entry | None = None
    text: str = ""
    start: int = 0
    plural: bool = False


class Mention(Struct, frozen=True, kw_only=True):
    """Where a figure, or several side by side, stand in the text, and as what."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    part: str
    sentence: int
    clause: int


class Cast:
    """The mentions of one text in order. ``add`` takes what a pronoun was found to stand for into account."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.text = dossier.text
        self.figures: dict[str, Figure] = {}
        self.breaks = [match.start() for match in _BREAKS.finditer(self.text)]
        self.mentions: list[Mention] = sorted(
            (*self._persons(), *self._names()), key=lambda mention: (mention.start, -mention.end)
        )
        self.mentions = _apart(self.mentions)
        self.mentions = sorted((*self.mentions, *self._together()), key=lambda one: (one.start, one.end))
        self.starts = [mention.start for mention in self.mentions]
        self.first: dict[Figure, int] = {}
        for mention in self.mentions:
            for figure in mention.figures:
                self.first.setdefault(figure, mention.start)

    def add(self, mention: Mention) -> None:
        """Take a resolved reference into the cast."""
        place = bisect_right(self.starts, mention.start)
        self.starts.insert(place, mention.start)
        self.mentions.insert(place, mention)
        for figure in mention.figures:
            self.first.setdefault(figure, mention.start)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch of the text."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def mention(self, start: int, end: int, figures: tuple[Figure, ...], part: str) -> Mention:
        return Mention(
            start=start,
            end=end,
            figures=figures,
            part=part,
            sentence=self.dossier.traces.sentence(start),
            clause=bisect_right(self.breaks, start),
        )

    def before(self, start: int) -> list[Mention]:
        """The mentions before an offset, the nearest first, as far back as they count."""
        first = self.dossier.traces.sentence(start) - REACH
        found = []
        for place in range(bisect_left(self.starts, start) - 1, -1, -1):
            mention = self.mentions[place]
            if mention.sentence < first:
                break
            if mention.end <= start:
                found.append(mention)
        return found

    def figure(self, kind: str, key: str, **fields: object) -> Figure:
        known = self.figures.get(f"{kind} {key}")
        if known is None:
            known = self.figures[f"{kind} {key}"] = Figure(kind=kind, key=key, **fields)  # type: ignore[arg-type]
        return known

    def of_person(self, person: Person) -> Figure:
        return self.figure(PERSON, person.name, person=person)

    def part(self, start: int, end: int) -> str:
        """What a noun phrase is in its clause, told by the words before and behind it."""
        if re.match(r"['’]s?\b", self.text[end : end + 2]) and not re.match(
            r"['’]s?\s+[\w-]+(?:\s+[\w-]+)?", self.text[end : end + 40]
        ):
            return OWNER
        if re.match(r"['’]s?\s", self.text[end : end + 3]):
            return OWNER
        begin = self.dossier.traces.bounds(self.dossier.traces.sentence(start))[0]
        if _PREPOSITION.search(self.text[max(begin, start - 50) : start]):
            return OBLIQUE
        return SUBJECT if _ACTS.match(self.text[end : end + 130]) else OBJECT

    def _persons(self) -> list[Mention]:
        found = []
        for start, person in self.dossier.traces.people:
            end = start + len(self._name_end(start, person))
            found.append(self.mention(start, end, (self.of_person(person),), self.part(start, end)))
        return found

    def _name_end(self, start: int, person: Person) -> str:
        """The words of a person's name that stand at an offset."""
        words = {word.lower().rstrip(".") for word in person.name.split()}
        found = re.match(r"[\w.'’-]+(?:\s[\w.'’-]+)*", self.text[start : start + 80])
        kept: list[str] = []
        for word in (found[0] if found else "").split(" "):
            plain = re.sub(r"['’]s$", "", word)
            if kept and plain.lower().rstrip(".,") not in words and not re.fullmatch(r"[A-Z]\.", plain):
                break
            kept.append(plain)
            if plain != word:
                break
        return " ".join(kept)

    def _names(self) -> list[Mention]:
        found = []
        matches = self.dossier.matches
        for number, match in enumerate(matches):
            entry = match.entry
            start, end = match.start, match.end
            if entry.kind == TERRITORY and entry.code:
                if entry.form in ("name", "capital"):
                    part = GROUND if start in self.dossier.traces.grounds else self.part(start, end)
                elif entry.form == "adjective":
                    part = SIDE
                else:
                    continue
                figure = self.figure(STATE, entry.country or entry.code, entry=entry)
                found.append(self.mention(start, end, (figure,), part))
            elif entry.kind == ORGANISATION and entry.code:
                figure = self.figure(BODY, entry.name, entry=entry)
                found.append(self.mention(start, end, (figure,), self.part(start, end)))
            elif entry.kind == ROLE and entry.form == "group":
                begin = phrase_start(self.text, matches, number)
                bodies = [one for one in matches[max(0, number - 3) : number] if one.start >= begin]
                named = next(
                    (one for one in bodies if one.entry.kind == ORGANISATION and one.entry.code), None
                )
                if named is not None:
                    # "the M23 movement" is M23
                    figure = self.figure(BODY, named.entry.name, entry=named.entry)
                    found.append(self.mention(begin, end, (figure,), self.part(begin, end)))
                    continue
                # "Central Election Commission": a name that no table has begins with its capitals.
                capitals = _CAPITALS.search(self.text, max(0, begin - 60), begin)
                if capitals and self.text[begin].isupper():
                    begin = capitals.start()
                article = _ARTICLE.match(self.text, begin, end)
                first = article.end() if article else begin
                words = " ".join(self.text[first:end].split())
                figure = self.figure(
                    GROUP,
                    words.lower(),
                    entry=entry,
                    text=words,
                    start=first,
                    plural=_PLURAL.search(entry.name) is not None,
                )
                found.append(self.mention(begin, end, (figure,), self.part(begin, end)))
        return found

    def _together(self) -> list[Mention]:
        """Figures of one kind side by side: "Tusk and Zelensky", "Peru, Chile and Bolivia"."""
        found = []
        run: list[Mention] = []
        for mention in [*self.mentions, None]:
            if mention is not None and mention.part != SIDE:
                last = run[-1] if run else None
                if last and mention.figures[0] in [one.figures[0] for one in run]:
                    continue
                if (
                    last
                    and (last.figures[0].kind == PERSON) == (mention.figures[0].kind == PERSON)
                    and last.sentence == mention.sentence
                    and _JOINED.fullmatch(self._between(last.end, mention.start))
                ):
                    run.append(mention)
                    continue
            elif mention is not None:
                continue
            if len(run) > 1:
                found.append(
                    self.mention(
                        run[0].start,
                        run[-1].end,
                        tuple(one.figures[0] for one in run),
                        run[-1].part if run[0].part == OBJECT else run[0].part,
                    )
                )
            run = [mention] if mention else []
        return found

    def _between(self, end: int, start: int) -> str:
        """The words between two mentions; titles and states of the second left out."""
        words = self.text[end:start]
        for match in self.dossier.matches[
            bisect_left(self.dossier.starts, end) : bisect_left(self.dossier.starts, start)
        ]:
            words = words.replace(self.text[match.start : match.end], "x")
        return words


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap the first and longest; a side named within a group stays."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end and mention.part != SIDE:
            continue
        kept.append(mention)
    return kept
