"""Whom a description takes up: "the former president", "the 61-year-old South Korean", "the rebels", and who "I" is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.agreement import persons
from dragoman.actors.cast import BODY, GROUP, PERSON, STATE, Figure, Mention
from dragoman.actors.coding import code_organisation
from dragoman.actors.following import PROPER, called, of_state, taken_up
from dragoman.actors.phrase import Phrase
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import Entry

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

# What a description is worth: a title that one of the text holds, a trait of nobody else, a body for its people, the
# state that the text speaks of most.
HOLDS, TRAIT, PEOPLE, SPOKEN_OF, SPEAKER = 0.85, 0.6, 0.6, 0.5, 0.8

ABOUT = 6.0
# Bodies that go by a proper name first and by a common one after.
_NAMED_SO = frozenset(("JUD", "LEG", "PTY", "OPP", "REB", "PRM"))

_AGED = re.compile(r"\b\d{2}-year-old\b")
_SOMEBODY = re.compile(
    r"(?:\w(?:er|or|ist|man|woman|ian|eer|ess|chief)|veteran|native|aide|patriarch|strongman|laureate|graduate|monarch"
    r"|newcomer|candidate|incumbent|dissident|exile|cleric|tycoon|magnate|pilot|athlete|star|priest|heir|widow|patriot"
    r"|academic|technocrat|economist|populist|conservative|liberal|socialist|communist|islamist|nationalist|reformist"
    r"|hero|prince|princess|general|colonel|captain|sergeant)$",
    re.I,
)
# "His host", "her counterpart": the other of two.
_OTHER = re.compile(
    r"^(?:his|her)\s+(?:[\w-]+\s+)?(?:host|guest|counterpart|rival|opponent|challenger|opposite number|visitor)$",
    re.I,
)
_NEIGHBOUR = re.compile(
    r"^(?:its|their|his|her)\s+(?:[\w-]+\s+){0,2}(?:rival|neighbou?r|ally|foe|partner|enemy|adversary|patron|creditor)$",
    re.I,
)
_RANK = re.compile(r"\b(?:general|colonel|captain|sergeant|admiral|major|commander|marshal|brigadier)$")
# Only what is definite takes up something; the chain of the text is not read for less.
_BACK = ("the ", "his ", "her ", "its ", "their ")
_LATTER = re.compile(r"^the (latter|former)$", re.I)
_STATE_LIKE = re.compile(
    r"^the (?:[\w-]+ ){0,2}"
    r"(?:country|nation|state|kingdom|republic|islands?|emirate|archipelago|sultanate|power)$",
    re.I,
)
_BODY_HEADS = frozenset(
    ("movement", "group", "party", "union", "militia", "alliance", "front", "federation", "council")
)


def describe(
    dossier: Dossier, text: str, phrase: Phrase, found: Resolution, start: int, acting: bool
) -> list[Resolution]:
    """Whom a definite description stands for; empty where it names somebody itself or nobody fits."""
    lowered = text.lower()
    if not (phrase.definite or lowered.startswith(_BACK)):
        return []
    how = f"“{text}” refers back"
    sides = _LATTER.match(lowered)
    if sides:
        return _one_of_two(dossier, start, sides[1], how, acting)
    if _OTHER.match(lowered):
        holder = dossier.chain.pronoun(lowered.split()[0], start, start + 3)
        ranked = dossier.chain.rank(start, persons(lambda figure: figure not in holder))
        return taken_up(dossier, ranked[0][1][0], start, how, acting) if ranked else []
    if _NEIGHBOUR.match(lowered):
        owner = dossier.chain.pronoun(lowered.split()[0], start, start + lowered.index(" "))
        kind = PERSON if owner and owner[0].kind == PERSON else STATE
        ranked = dossier.chain.rank(
            start, lambda m: float(m.figures[0].kind == kind and m.figures[0] not in owner)
        )
        return taken_up(dossier, ranked[0][1][0], start, how, acting) if ranked else []
    if phrase.person is not None or not (phrase.definite or lowered.startswith("the ")):
        return []
    if _STATE_LIKE.match(lowered) and phrase.nation is None:
        ranked = dossier.chain.rank(start, called(lowered))
        return taken_up(dossier, ranked[0][1][0], start, how, acting) if ranked else []
    head = phrase.head
    if head is not None and head.form == "person":
        figure = dossier.chain.titled(phrase, start)
        if figure is None:
            return []
        return [replace(one, confidence=HOLDS) for one in taken_up(dossier, figure, start, how, acting)]
    if head is not None and phrase.body is None:
        return _their_body(dossier, phrase, found, start, how)
    if phrase.body is None and head is None and _RANK.search(lowered):
        ranked = dossier.chain.rank(
            start, persons(lambda f: f.person is not None and f.person.sector in ("MIL", "REB", "PRM"))
        )
        if ranked:
            return taken_up(dossier, ranked[0][1][0], start, how, acting)
    trait = _AGED.search(lowered) or (_SOMEBODY.search(text) and text.split()[-1].islower())
    if phrase.body is None and trait:
        country = phrase.nation.country if phrase.nation else None
        ranked = dossier.chain.rank(
            start,
            persons(lambda f: f.person is not None and (country is None or f.person.country == country)),
        )
        if ranked:
            told = taken_up(dossier, ranked[0][1][0], start, how, acting)
            return [replace(one, confidence=min(one.confidence, TRAIT)) for one in told]
    return []


def _one_of_two(dossier: Dossier, start: int, which: str, how: str, acting: bool) -> list[Resolution]:
    """The first or the last of the two figures that the text has just set beside each other."""
    figures: list[Figure] = []
    for mention in dossier.chain.cast.before(start):
        for figure in reversed(mention.figures):
            if figure.kind in (PERSON, STATE, BODY) and figure not in figures:
                figures.append(figure)
        if len(figures) > 1:
            break
    if not figures:
        return []
    chosen = figures[0] if which == "latter" else figures[min(1, len(figures) - 1)]
    return taken_up(dossier, chosen, start, how, acting)


def _their_body(
    dossier: Dossier, phrase: Phrase, found: Resolution, start: int, how: str
) -> list[Resolution]:
    """ "The rebels", "the judges", "the army": the body of the same work that the text named, else the state's own."""
    head = phrase.head
    assert head is not None

    def same(mention: Mention) -> float:
        entry = mention.figures[0].entry
        if mention.figures[0].kind != BODY or entry is None or len(mention.figures) > 1:
            return 0.0
        fits = entry.sector is not None and entry.sector == found.sector
        return float(fits and (found.country is None or entry.country == found.country))

    ranked = dossier.chain.rank(start, same) if found.sector not in (None, "GOV", "CVL") else []
    if ranked:
        entry = ranked[0][1][0].entry
        assert entry is not None
        body = code_organisation(Phrase(text=phrase.text, body=entry), entry)
        return [replace(body, sector=found.sector, confidence=PEOPLE, why=f"{how} to {entry.name}.")]
    proper = (
        dossier.chain.rank(start, lambda mention: _court(mention, found)) if found.sector in _NAMED_SO else []
    )
    if proper and not PROPER.fullmatch(phrase.text):
        told = taken_up(dossier, proper[0][1][0], start, how, True)
        if told and told[0].sector == found.sector:
            return told
    if found.code is not None:
        return []
    near = {figures[0].key: weight for weight, figures in dossier.chain.rank(start, _state)}
    if not near:
        return []
    # What the whole text is about weighs as much as what was named last.
    whole = sum(dossier.traces.total.values()) or 1.0
    code = max(near, key=lambda state: near[state] + ABOUT * dossier.traces.total.get(state, 0.0) / whole)
    why = f"{found.why.split(';')[0].rstrip('.')}; the text here speaks mostly of {code}."
    return [replace(found, code=code, country=code, confidence=SPOKEN_OF, why=why)]


def _court(mention: Mention, found: Resolution) -> float:
    """A body named in full that no table has, of the sector that a description has: "the Constitutional Court"."""
    figure = mention.figures[0]
    entry = figure.entry
    if figure.kind != GROUP or entry is None or len(mention.figures) > 1:
        return 0.0
    return float(entry.sector == found.sector and PROPER.fullmatch(figure.text) is not None)


def _state(mention: Mention) -> float:
    """States count, and persons and bodies for theirs, where they are their state's."""
    return float(len(mention.figures) == 1 and mention.figures[0].kind == STATE)


def first_person(dossier: Dossier, word: str, start: int, acting: bool) -> list[Resolution]:
    """Who "I" and "we" are: the speaker, or whom the speaker speaks for."""
    quote = dossier.chain.quote_at(start)
    if quote is None or quote.speaker_start is None or quote.speaker_end is None:
        return []
    words = dossier.text[quote.speaker_start : quote.speaker_end]
    how = f"“{word}” is the speaker"
    named = [
        mention.figures[0]
        for mention in dossier.chain.cast.within(quote.speaker_start, quote.speaker_end)
        if mention.figures[0].kind == PERSON
    ]
    told = (
        taken_up(dossier, named[0], quote.speaker_start, how, True)
        if named
        else dossier.resolve_all(words, quote.speaker_start, acting=True)
    )
    if word.lower() in ("i", "me", "my", "mine", "myself") or len(told) != 1:
        return [
            replace(one, confidence=min(one.confidence, SPEAKER), why=f"{how}. {one.why}") for one in told
        ]
    speaker = told[0]
    if speaker.code is None:
        return told
    if speaker.sector == "GOV":
        return [
            of_state(
                speaker.code, f"{how} {speaker.name or words}, for the government; that refers", SPEAKER, True
            )
        ]
    body = _own_body(dossier, speaker, quote.speaker_start)
    if body is not None:
        coded = code_organisation(Phrase(text=word, body=body), body)
        return [replace(coded, confidence=TRAIT, why=f"{how} {speaker.name or words}, for {body.name}.")]
    return [replace(speaker, confidence=min(speaker.confidence, TRAIT), why=f"{how}. {speaker.why}")]


def _own_body(dossier: Dossier, speaker: Resolution, start: int) -> Entry | None:
    """The body of the speaker's country and sector that the text has named."""

    def same(mention: Mention) -> float:
        entry = mention.figures[0].entry
        if mention.figures[0].kind != BODY or entry is None or len(mention.figures) > 1:
            return 0.0
        return float(
            entry.sector is not None and entry.sector == speaker.sector and entry.country == speaker.country
        )

    ranked = dossier.chain.rank(start, same)
    return ranked[0][1][0].entry if ranked else None
