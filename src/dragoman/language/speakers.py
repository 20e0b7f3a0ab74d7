"""Who the subject of a verb of reporting is: the noun phrase that stands for the speaker.

There is no tagger behind this. A clause is cut into noun phrases at its function words and verbs, and the
subject is the nearest phrase to the left of the verb that no preposition and no other verb governs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .speechwords import (
    ADVERBS,
    ALONE,
    BODIES,
    CONJUNCTIONS,
    DETERMINERS,
    NO_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SUBORDINATORS,
    TIMES,
    VERBS,
)

Span = tuple[int, int]

_TOKEN = re.compile(
    r"[^\W\d_](?:[\w’'-]|\.(?=\w)){0,40}\.?(?:\s[’']s\b)?|\d+(?:[.,]\d+)*\w*|[^\s\w]", re.UNICODE
)
_ABBREVIATED = re.compile(
    r"(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Adm|Maj|St|Rev|Jr|Sr|Inc|Corp)\."
)
_SUBJECT_OPENERS = frozenset({"start", "comma", "conjunction", "colon", "dash", "adverb"})


# A subject stands within this many characters before its verb.
_REACH = 400


class Phrase(NamedTuple):
    """A noun phrase: its span, its first and last token's numbers, and what stands before it."""

    start: int
    end: int
    first: int
    last: int
    before: str
    text: str

    @property
    def span(self) -> Span:
        return self.start, self.end

    @property
    def pronoun(self) -> bool:
        return self.text.lower() in PRONOUNS


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    kind: str


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text, start, end):
        word, stop = found[0], found.end()
        if word.endswith(".") and len(word) > 1 and not _ABBREVIATED.fullmatch(word):
            word, stop = word[:-1], stop - 1
        tokens.append(_Token(word, found.start(), stop, _kind(word, tokens)))
    return tokens


def _kind(word: str, before: list[_Token]) -> str:
    """The class of a token: what it can do to a noun phrase."""
    lower = word.lower()
    head = lower.split("’")[0].split("'")[0]
    if not word[0].isalnum():
        return {
            ",": "comma",
            ":": "colon",
            ";": "comma",
            "—": "dash",
            "–": "dash",
            "(": "comma",
            ")": "comma",
        }.get(word, "mark")
    if word[0].isdigit():
        return "name"
    if word[0].isupper() and before and lower not in PRONOUNS and head not in TIMES:
        return "name"
    if lower in DETERMINERS:
        # "that" opens a clause unless a noun phrase could start: after a verb of reporting it is a conjunction.
        return (
            "conjunction"
            if lower == "that" and before and before[-1].kind in ("verb", "time", "noun", "name")
            else "determiner"
        )
    for kind, words in (
        ("pronoun", PRONOUNS), ("preposition", PREPOSITIONS), ("conjunction", CONJUNCTIONS),
        ("adverb", ADVERBS), ("time", TIMES), ("verb", VERBS),
    ):  # fmt: skip
        if lower in words or (kind == "time" and head in words):
            return kind
    inner = bool(before) and before[-1].kind in ("determiner", "adjective")
    if word[0].islower() and lower.endswith("ed") and len(lower) > 3 and "-" not in lower:
        return "adjective" if inner else "verb"
    if word[0].islower() and lower.endswith("ing") and len(lower) > 5 and not inner:
        return "verb" if not (before and before[-1].kind in ("name", "noun")) else "noun"
    if word[0].islower() and lower.endswith("ly") and lower not in NO_ADVERBS:
        return "adverb" if not inner else "adjective"
    return "name" if word[0].isupper() else "noun"


_INSIDE = frozenset({"name", "noun", "adjective", "determiner"})


def phrases(text: str, start: int, end: int) -> list[Phrase]:
    """The noun phrases of a stretch of text."""
    return _phrases(text, _tokens(text, start, end))


def _phrases(text: str, tokens: list[_Token]) -> list[Phrase]:
    found: list[Phrase] = []
    at = 0
    while at < len(tokens):
        kind = tokens[at].kind
        if kind == "pronoun":
            found.append(_phrase(text, tokens, at, at))
            at += 1
        elif kind in _INSIDE:
            last = _extent(tokens, at)
            stands = any(t.kind in ("name", "noun") for t in tokens[at : last + 1])
            if stands or tokens[at].text.lower() in ALONE:
                found.append(_phrase(text, tokens, at, last))
            at = last + 1
        else:
            at += 1
    return found


def _extent(tokens: list[_Token], first: int) -> int:
    """The number of the last token of the noun phrase that starts at ``first``."""
    last = first
    while last + 1 < len(tokens):
        word = tokens[last + 1]
        if word.kind in _INSIDE and word.kind != "determiner":
            last += 1
        elif (
            word.kind == "preposition" and last + 2 < len(tokens) and _joins(tokens, last, word.text.lower())
        ):
            last += 2
        elif (
            (word.kind == "adverb" and tokens[last].kind == "determiner")
            or word.text == "-"
            or word.text == "&"
        ):
            last += 1
        elif word.text.lower() == "and" and _same_name(tokens, last):
            last += 2
        else:
            break
    return last


def _joins(tokens: list[_Token], last: int, preposition: str) -> bool:
    """Whether a preposition continues a phrase: "the president of France", "a spokesman for the army"."""
    after = tokens[last + 2].kind
    if after not in _INSIDE:
        return False
    if preposition == "of":
        return True
    # Between the role and the preposition nothing else may stand.
    return (
        preposition in ("for", "at", "from", "with", "in", "to", "on")
        and tokens[last].text.lower() in ROLES
        and (preposition not in ("in", "on", "to", "from") or after in ("name", "determiner"))
    )


def _same_name(tokens: list[_Token], last: int) -> bool:
    """Whether "and" stands inside a name of capitals: "Ministry of Trade and Industry"."""
    if last < 1 or last + 2 >= len(tokens):
        return False
    prior = [t.text.lower() for t in tokens[max(0, last - 4) : last + 1]]
    return (
        tokens[last].kind == "name"
        and tokens[last + 2].kind == "name"
        and "of" in prior
        and any(w in ("ministry", "department", "minister", "secretary", "committee") for w in prior)
    )


def _phrase(text: str, tokens: list[_Token], first: int, last: int) -> Phrase:
    before = tokens[first - 1].kind if first else "start"
    start, end = tokens[first].start, tokens[last].end
    return Phrase(start, end, first, last, before, text[start:end])


def subject_before(text: str, start: int, verb: int, *, participle: bool = False) -> Phrase | None:
    """The subject of the verb that stands at ``verb``, looked for from ``start`` on; ``None`` if none is clear.

    A ``participle`` ("…, saying") has the subject of the main clause, or of its own behind "with".
    """
    if verb - start > _REACH:
        start = text.index(" ", verb - _REACH) if " " in text[verb - _REACH : verb] else verb
    tokens = _tokens(text, start, verb)
    found = _phrases(text, tokens)
    for number in range(len(found) - 1, -1, -1):
        phrase = found[number]
        gap = tokens[phrase.last + 1 :]
        opener = tokens[phrase.first - 1].text.lower() if phrase.first else ""
        if participle and opener == "with" and not gap:
            return phrase
        if (
            phrase.before == "preposition"
            or _nobody(phrase, tokens)
            or (participle and opener in SUBORDINATORS)
        ):
            continue
        adjacent = all(
            t.kind in ("adverb", "time") or t.text in ("has", "have", "had", "did", "on") for t in gap
        )
        if phrase.before in _SUBJECT_OPENERS or (adjacent and phrase.before in ("verb", "mark", "time")):
            whole, number = _coordinated(text, found, number, tokens)
            if gap and gap[0].kind == whole.before == "comma" and _in_apposition(found, number):
                return _with_name(text, found[number - 1], whole, tokens)
            return whole
    return None


def _nobody(phrase: Phrase, tokens: list[_Token]) -> bool:
    """Whether a lone common noun can be no speaker: "real", "home"; plurals and bodies can."""
    word = phrase.text
    if word[0].isdigit() and phrase.first == phrase.last:
        return True
    lone = phrase.first == phrase.last and tokens[phrase.first].kind in ("noun", "adjective")
    return lone and not word.endswith("s") and word not in ROLES and word not in BODIES


def _with_name(text: str, head: Phrase, name: Phrase, tokens: list[_Token]) -> Phrase:
    """The phrase explained, together with its explanation where only that gives the name: "his lawyer, Ana Ruiz"."""
    named = all(t.kind == "name" and t.text[0].isupper() for t in tokens[name.first : name.last + 1])
    if named and tokens[head.last].kind == "noun":
        return Phrase(head.start, name.end, head.first, name.last, head.before, text[head.start : name.end])
    return head


def _in_apposition(found: list[Phrase], number: int) -> bool:
    """Whether a phrase between commas explains the one before it: "Lee, the president, said"."""
    prior = found[number - 1] if number else None
    return (
        prior is not None
        and prior.last == found[number].first - 2
        and prior.before in _SUBJECT_OPENERS | {"verb"}
        and prior.before != "preposition"
    )


def _coordinated(text: str, found: list[Phrase], number: int, tokens: list[_Token]) -> tuple[Phrase, int]:
    """The phrase with the one that "and" joins to it, where both are the subject; the number of the first."""
    phrase = found[number]
    prior = found[number - 1] if number else None
    if (
        prior is not None
        and phrase.before == "conjunction"
        and tokens[phrase.first - 1].text.lower() == "and"
        and prior.last == phrase.first - 2
        and prior.before in ("start", "comma")
        and not prior.pronoun
    ):
        both = Phrase(
            prior.start, phrase.end, prior.first, phrase.last, prior.before, text[prior.start : phrase.end]
        )
        return both, number - 1
    return phrase, number


def subject_after(text: str, verb_end: int, end: int) -> Phrase | None:
    """The subject that directly follows an inverted verb: ``," said Kim Yong-hyun, a professor``."""
    tokens = _tokens(text, verb_end, min(end, verb_end + _REACH))
    found = _phrases(text, tokens)
    if not found or found[0].first != 0:
        return None
    if len(found) > 1 and found[1].before == "comma" and found[1].first == found[0].last + 2:
        return _with_name(text, found[0], found[1], tokens)
    return found[0]
