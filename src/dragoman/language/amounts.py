"""Sums of money and counts of people: the dead, the injured, the arrested, and the size of crowds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from ..records import Amount
from .numbers import FIGURES, NUMBER, SCALES, SHORT_SCALES, VAGUE_NUMBER, alternatives, number_value


def _load() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("amounts.toml").read_text("utf-8"))


_DATA = _load()
_SIGNS: dict[str, str] = _DATA["signs"]
_CURRENCIES: dict[str, str] = _DATA["words"]
_AMBIGUOUS = frozenset(_DATA["ambiguous"]["words"])
_OTHER = alternatives(_DATA["other"]["words"])

_SCALE = rf"(?:{alternatives(SCALES)})"
_SHORT = rf"(?:{alternatives(SHORT_SCALES)})"
_PLURALS = ("", "s", "es")

_SIGNED = re.compile(
    rf"(?<![\w$])(?P<sign>{'|'.join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))})\s?"
    rf"(?P<number>\d[\d,]{{0,31}}(?:\.\d{{1,6}})?)(?:[\s-]?(?P<scale>{_SCALE}|{_SHORT}))?(?![\w]|[.,]?\d)"
)
_RANGE = re.compile(rf"\s?(?:to|-|–|and|or)\s?(?:{_SIGNED.pattern})")
_COUNTED = re.compile(
    rf"(?P<number>(?:\b(?:an?|one|half\sa)[\s-]{_SCALE}\b|{VAGUE_NUMBER}|(?:{FIGURES})(?:bn|m|tn|k)|{NUMBER}))"
    rf"[\s-](?P<currency>(?:{alternatives(_CURRENCIES)})(?:e?s)?)\b",
)

_PERSON = alternatives(_DATA["people"]["words"])
_NUMBER = rf"(?P<number>{VAGUE_NUMBER}|{NUMBER}|\b[Aa]n?(?=\s(?:[\w-]{{1,20}}\s){{0,2}}(?:{_PERSON})\b))"
_UNAMBIGUOUS = alternatives(w for w in _CURRENCIES if w not in _AMBIGUOUS)
_NOT_OTHER = (
    rf"(?!(?:[\s-]|%)(?:[A-Z]\w+\s|[a-z]+\s)?(?:{_OTHER})\b|%|[-–]\d|\s(?:{_SCALE})?\s?(?:{_UNAMBIGUOUS}))"
)
# Words between a number and what befell those counted; none that opens a clause of its own.
_WORD = (
    r"(?:\s(?!(?:who|that|which|to|and|said|after|before|when|but|while|as|were|was|have|had|has|are|is)\b)"
    r"[\w’'-]{1,24})"
)
_ASIDE = r"(?:,\s(?:including|among|most|mostly|many|some|all|at\sleast)\s[^.;\n]{3,80}?,)?"
_BEING = r"\s(?:was|were|have\sbeen|had\sbeen|has\sbeen|are|is|are\sbeing|were\sbeing|be|being|got|remain|remained)"
_LATELY = r"(?:\s(?:\w{2,16}ly|also|still|feared|believed|confirmed|reported|left|now|either))?"

# A number that is not exact, by the words before it.
_APPROXIMATE = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|more than|over|at least|up to|an estimated|approximately"
    r"|less than|fewer than|under|as many as|as much as|close to|estimated at|well over)\s(?:the\s)?$",
    re.IGNORECASE,
)
_HEDGE = (
    r"(?:(?:about|around|roughly|some|nearly|almost|more\sthan|over|at\sleast|up\sto|an\sestimated|approximately"
    r"|as\smany\sas|another|a\sfurther|the)\s)?"
)
_COUNTED_NOUN = rf"(?P<noun>(?:\s(?:more|other|of\sthe))?(?:{_WORD}){{0,3}})?"


def _patterns(kind: str) -> Iterator[re.Pattern[str]]:
    words = _DATA[kind]
    behind = alternatives(words["behind"])
    yield re.compile(rf"(?i:\b(?:{alternatives(words['before'])}))\s{_HEDGE}{_NUMBER}{_NOT_OTHER}")
    yield re.compile(
        rf"{_NUMBER}{_NOT_OTHER}(?P<noun>{_WORD}{{0,5}}?){_ASIDE}{_BEING}{_LATELY}\s(?:{behind})\b"
    )
    yield re.compile(rf"{_NUMBER}{_NOT_OTHER}(?P<noun>{_WORD}{{0,2}}?)\s(?:{behind})\b(?!\s(?:\d|the|an?)\b)")
    if toll := words.get("lives"):
        yield re.compile(
            rf"(?i:\b(?:{alternatives(toll)}))\s(?:the\s)?{_HEDGE}{_NUMBER}(?P<noun>\s(?:\w+\s)?lives\b)"
        )
    if words["verbs"]:
        yield re.compile(
            rf"{_NUMBER}{_NOT_OTHER}(?P<noun>{_WORD}{{0,4}}?){_ASIDE}\s(?:\w{{2,16}}ly\s)?(?:{alternatives(words['verbs'])})\b"
        )
    yield re.compile(rf"{_NUMBER}{_NOT_OTHER}(?P<noun>{_WORD}{{0,2}}?\s(?:{alternatives(words['nouns'])})\b)")


def _crowd_patterns() -> Iterator[re.Pattern[str]]:
    words = _DATA["size"]
    nouns, people = alternatives(words["nouns"]), alternatives([*words["people"], *words["nouns"]])
    yield re.compile(rf"(?i:\b(?:{alternatives(words['before'])}))\s{_HEDGE}{_NUMBER}{_NOT_OTHER}")
    yield re.compile(rf"{_NUMBER}(?P<noun>{_WORD}{{0,2}}?\s(?:{nouns})\b)")
    yield re.compile(
        rf"{_NUMBER}(?P<noun>{_WORD}{{0,2}}?\s(?:{people})\b){_ASIDE}{_WORD}{{0,4}}?\s(?:{alternatives(words['verbs'])})\b"
    )
    yield re.compile(
        rf"{_NUMBER}(?P<noun>(?<=s|f))\s(?:\w{{2,16}}ly\s)?(?:{alternatives(words['verbs'][:9])})\b"
    )


_PEOPLE = {kind: tuple(_patterns(kind)) for kind in ("dead", "injured", "arrested")} | {
    "size": tuple(_crowd_patterns())
}
_NOUN = re.compile(
    r"(?:\s(?:more|other|of\sthe))?(?:\s(?!(?:in|on|at|by|from|and|or|who|that|near|with|for|after|during|when|while|as|over|were|was"
    r"|since|outside|across|inside|including|around|before|this|last|of)\b)[A-Za-z’'-]{2,24}){1,2}"
)
# Where none of these stands in a text, no count of people does.
_CUE = re.compile(
    r"\b(?:kill|dead|d(?:ie|ea|row)|injur|wound|hurt|arrest|detain|detention|custod|casualt|crowd|protest|demonstrat|march|rall"
    r"|gather|perish|slain|massacr|execut|round|fatalit|jail|maim|hospitali|lives|tur?n|took|pour|pack|fill|join|attend|chant|dre?w|draw"
    r"|attract|str[ie]k|shot|behead|apprehend|block|occup|assassinat|converg|mass|lined|walk|surround|parade|camp|show)",
    re.IGNORECASE,
)


def find_amounts(text: str) -> list[Amount]:
    """Find sums of money and counts of people in ``text``, in order of their place; none overlap.

    Money has its ISO 4217 code as ``unit``, counts have ``people``. A number that the text leaves open
    ("dozens", "about 500") is ``approximate``; of a vague one the value is the least it stands for.
    """
    found = list(_money(text))
    for start, end in _lines_with_cues(text):
        found.extend(_people(text, start, end))
    taken: list[Amount] = []
    # A count that tells more comes first: 40 protesters detained are no crowd.
    order = {kind: rank for rank, kind in enumerate(("money", "dead", "injured", "arrested", "size"))}
    for amount in sorted(found, key=lambda a: (a.start, order[a.kind], -a.end)):
        if not taken or amount.start >= taken[-1].end:
            taken.append(amount)
        elif order[amount.kind] < order[taken[-1].kind] or (
            amount.kind == taken[-1].kind and amount.start == taken[-1].start and amount.end > taken[-1].end
        ):
            taken[-1] = amount
    return taken


def _money(text: str) -> Iterator[Amount]:
    for match in _SIGNED.finditer(text):
        scale = match["scale"] or _scale_of_range(text, match.end())
        value = number_value(f"{match['number']} {scale}")
        if value is not None:
            yield _amount("money", value, _SIGNS[match["sign"]], text, *match.span())
    for match in _COUNTED.finditer(text):
        number, name = match["number"], match["currency"]
        value = number_value(re.sub(r"(?<=\d)(?=[a-z])", " ", number))
        currency = next(
            (name[: -len(p)] if p else name for p in _PLURALS if _stem(name, p) in _CURRENCIES), None
        )
        if value is None or currency is None or (value < 1000 and currency in _AMBIGUOUS):
            continue
        vague = bool(re.fullmatch(VAGUE_NUMBER, number))
        yield _amount("money", value, _CURRENCIES[currency], text, *match.span(), vague=vague)


def _scale_of_range(text: str, at: int) -> str:
    """The scale that the first sum of a range shares with the second: "$5 to $10 million"."""
    second = _RANGE.match(text, at)
    return second["scale"] or "" if second else ""


def _stem(name: str, plural: str) -> str | None:
    return name.removesuffix(plural) if name.endswith(plural) else None


def _lines_with_cues(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text in which a word for what befalls people stands."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _CUE.search(text, start, end):
            yield start, end
        start = end + 1


def _people(text: str, start: int, end: int) -> Iterator[Amount]:
    for kind, patterns in _PEOPLE.items():
        for pattern in patterns:
            for match in pattern.finditer(text, start, end):
                number = match["number"]
                value = 1.0 if number in ("a", "an", "A", "An") else number_value(number)
                if value is None or _is_year(number, match, text):
                    continue
                vague = bool(re.fullmatch(VAGUE_NUMBER, number))
                first, last = match.span("number")
                if "noun" in match.groupdict():
                    last = max(last, match.end("noun"))
                elif counted := _NOUN.match(text, last, end):
                    last = counted.end()
                yield _amount(kind, value, "people", text, first, last, vague=vague)


def _is_year(number: str, match: re.Match[str], text: str) -> bool:
    """Whether the number is a year rather: four figures without a comma behind "in" or "since"."""
    before = text[max(0, match.start("number") - 8) : match.start("number")].lower()
    return bool(re.fullmatch(r"(?:1[89]|20)\d\d", number)) and before.endswith(
        ("in ", "since ", "of ", "the ", "by ", "from ")
    )


def _amount(
    kind: str, value: float, unit: str, text: str, start: int, end: int, *, vague: bool = False
) -> Amount:
    approximate = vague or _APPROXIMATE.search(text, max(0, start - 24), start) is not None
    return Amount(
        kind=kind, value=value, unit=unit, text=text[start:end], start=start, end=end, approximate=approximate
    )
