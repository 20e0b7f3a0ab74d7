"""Sums of money and counts of people: the dead, the injured, the arrested, and the size of crowds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any, NamedTuple

from ..records import Amount
from .numbers import (
    FIGURES,
    NUMBER,
    SCALE,
    SHORT_SCALES,
    UNITS,
    VAGUE,
    VAGUE_NUMBER,
    alternatives,
    number_value,
)
from .speechwords import VERBS


def _load() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("amounts.toml").read_text("utf-8"))


_DATA = _load()
_SIGNS: dict[str, str] = _DATA["signs"]
_CURRENCIES: dict[str, str] = _DATA["words"]
_AMBIGUOUS = frozenset(_DATA["ambiguous"]["words"])

_SHORT = rf"(?:{alternatives(SHORT_SCALES)})"
_PLURALS = ("", "s", "es")

_SIGNED = re.compile(
    rf"(?<![\w$])(?P<sign>{'|'.join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))})\s?"
    rf"(?P<number>\d[\d,]{{0,31}}(?:\.\d{{1,6}})?)(?:[\s-]?(?P<scale>{SCALE}|{_SHORT}))?(?![\w]|[.,]?\d)"
)
_RANGE = re.compile(rf"\s?(?:to|-|–|and|or)\s?(?:{_SIGNED.pattern})")
_CURRENCY = re.compile(rf"[\s-](?P<currency>(?:{alternatives(_CURRENCIES)})(?:e?s)?)\b")

# "a" and "the" count one before a word for a person: "killing a young soldier", "the general and two guards".
_PERSON = (
    r"\b(?:[Aa]n?|[Tt]he)"
    rf"(?=(?P<person>\s(?:[\w-]{{1,20}}\s){{0,2}}(?:{alternatives(_DATA['people']['words'])})\b))"
)
_NUMBER = re.compile(rf"{VAGUE_NUMBER}|(?:{FIGURES})(?:bn|mn|tn|m|k)\b|{NUMBER}|{_PERSON}")
_OTHER = re.compile(
    rf"(?:[\s-]|%)(?:[A-Z]\w+\s|[a-z]+\s)?(?:{alternatives(_DATA['other']['words'])})\b|%|[-–]\d"
    rf"|\s{SCALE}\s|[\s-](?:{alternatives(w for w in _CURRENCIES if w not in _AMBIGUOUS)})"
)
# Words between a number and what befell those counted; none that opens a clause of its own.
_WORD = (
    r"(?:\s(?!(?:who|that|which|to|and|said|after|before|when|but|while|as|were|was|have|had|has|are|is)\b)"
    r"[\w’'-]{1,24})"
)
_ASIDE = r"(?:,\s(?:including|among|most|mostly|many|some|all|at\sleast)\s[^.;\n]{3,80}?,)?"
_BEING = r"\s(?:was|were|(?:have|had|has)\sbeen|are|is|(?:are|were)\sbeing|be|being|got|remain|remained)"
_LATELY = r"(?:\s(?:\w{2,16}ly|also|still|feared|believed|confirmed|reported|left|now|either))?"

# Behind "killed" these are whom somebody killed: "the soldier killed two men".
_OBJECT = (
    rf"the|an?|his|her|their|its|him|them|himself|herself|more|at|nearly|{alternatives([*UNITS, *VAGUE])}"
)

# A number that is not exact, by the words before it.
_HEDGES = (
    r"about|around|roughly|some|nearly|almost|more\sthan|over|at\sleast|up\sto|an\sestimated|approximately"
    r"|less\sthan|fewer\sthan|under|as\smany\sas|as\smuch\sas|close\sto|well\sover"
)
_APPROXIMATE = re.compile(rf"\b(?:{_HEDGES}|estimated\sat)\s(?:the\s)?$", re.IGNORECASE)
_HEDGE = rf"(?:(?:{_HEDGES}|another|a\sfurther|the)\s)?"

_KINDS = ("dead", "injured", "arrested", "size")
# How far before its number a verb may begin; the longest phrase and hedge have 50 characters.
_LEFT_REACH = 52


def _left() -> re.Pattern[str]:
    """What stands right before the number of people: a verb, a kind's name for its group."""
    branches = [f"(?P<{kind}>{alternatives(_DATA[kind]['before'])})" for kind in _KINDS]
    return re.compile(
        rf"\b(?:{'|'.join(branches)}|(?P<lives>{alternatives(_DATA['dead']['lives'])}))\s{_HEDGE}$"
    )


def _right(kind: str) -> re.Pattern[str]:
    """What stands behind the number of people: whom it counts and what befell them."""
    words = _DATA[kind]
    if kind == "size":
        nouns, people = alternatives(words["nouns"]), alternatives([*words["people"], *words["nouns"]])
        acts = alternatives(words["verbs"])
        branches = [
            rf"(?P<n1>{_WORD}{{0,2}}?\s(?:{people})\b){_ASIDE}{_WORD}{{0,4}}?\s(?:{acts})\b",
            rf"(?P<n2>{_WORD}{{0,2}}?\s(?:{nouns})\b)",
            rf"(?P<n3>(?<=s))\s(?:\w{{2,16}}ly\s)?(?:{alternatives(words['verbs'][:9])})\b",
        ]
    else:
        behind = alternatives(words["behind"])
        branches = [
            rf"(?P<n1>{_WORD}{{0,5}}?){_ASIDE}{_BEING}{_LATELY}\s(?:{behind})\b",
            rf"(?P<n2>{_WORD}{{0,2}}?)\s(?:{behind})\b(?!\s(?:\d|{_OBJECT})\b)",
            rf"(?P<n3>{_WORD}{{0,2}}?\s(?:{alternatives(words['nouns'])})\b)",
        ]
        if words["verbs"]:
            acts = alternatives(words["verbs"])
            branches.append(rf"(?P<n4>{_WORD}{{0,4}}?){_ASIDE}\s(?:\w{{2,16}}ly\s)?(?:{acts})\b")
    return re.compile("|".join(branches))


_LEFT = _left()
_RIGHT = {kind: _right(kind) for kind in _KINDS}
_LIVES = re.compile(r"\s(?:\w+\s)?lives\b")
# "The army lost 14 men."
_LOST = re.compile(
    r"\s(?:of\s(?:its|their|his)\s)?(?:\w+\s)?(?:men|soldiers|troops|fighters|officers|policemen|sailors|people|sons)\b"
)
# "The death toll from the shelling rose to": a word more than the list of phrases can hold.
_TOLL = re.compile(
    r"\bdeath\stoll(?:\s(?!(?:and|but)\b)[\w’'-]+){1,8}?\s(?:to|at|reached|hit|passed)\s(?:(?:at\sleast|more\sthan|nearly|about|over)\s)?$"
)
# The lower bound of a range: "between 200 and", "20 to".
_LOWER = re.compile(
    rf"\b(?:between\s(?P<low>[\w.,]{{1,16}}(?:\s{SCALE})?)\sand|(?P<least>[\w.,]{{1,16}})\sto)\s$",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf\s$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:\s(?:more|other|of\sthe))?(?:\s(?!(?:in|on|at|by|from|and|or|who|that|near|with|for|after|during|when|while"
    r"|as|over|were|was|since|outside|across|inside|including|around|before|this|last|of)\b)[A-Za-z’'-]{2,24}){1,2}"
)
# "no one was hurt", "none of the 12", "without killing a guard"; but "no fewer than 12".
_NONE = re.compile(r"\b(?:no|not|nor|neither|none|nobody)\s(?:(?:even|just|of\s(?:the|its|their|those))\s)?$")
_NEGATED = re.compile(
    r"(?:\b(?:not|never|without|nobody|none|no\sone|avoid|avoided|avoiding)|n[’']t)\s(?:\w{2,16}\s)?$"
)

# The items of a list of counts: whom an item counts, what parts it from the next, and what may end the list.
_COUNTED = (
    r"(?P<whom>(?:\s(?!(?:and|or|but|who|that|which|was|were|is|are|has|have|had|will|to)\b)"
    r"[A-Za-z’'-]{2,24}){1,3}?)"
)
_JOINED = re.compile(rf"{_COUNTED}(?P<joint>,\s(?:and\s)?|\s(?:and|as\swell\sas)\s){_HEDGE}(?=[\dA-Za-z])")
_LISTED = re.compile(
    rf"{_COUNTED}(?=\s?(?:[.,;:!?()\"”’—–\n]|$)|\s(?:in|on|at|by|from|near|during|and|as|when|while|who|after|before|since|outside|across"
    r"|inside|over|with|for|last|this|today|yesterday|early|late|along|according|including|between|around|under|amid|through"
    r"|[A-Z]\w{2,8}day)\b)"
)
# What stands before a list that is the subject of the verb behind it.
_SUBJECT = re.compile(
    rf"(?:^|[.;:,!?—–\n“\"(]\s?|\b(?:that|after|when|while|where|because|as|and|but|said|says)\s){_HEDGE}$",
    re.IGNORECASE,
)
_LONGEST_LIST = 8


class _List(NamedTuple):
    """Counts joined so far: where the list starts, its sum, and where its next number must stand."""

    start: int
    value: float
    vague: bool
    next: int
    closed: bool


def find_amounts(text: str) -> list[Amount]:
    """Find sums of money and counts of people in ``text``, in order of their place; none overlap.

    Counts that one verb governs are one amount of their sum: "killed a soldier and two officers".

    Money has its ISO 4217 code as ``unit``, counts have ``people``. A number that the text leaves open
    ("dozens", "about 500") is ``approximate``; of a vague one the value is the least it stands for.
    """
    found = list(_signed(text))
    listed: _List | None = None
    for number in _NUMBER.finditer(text):
        amount = _worded(text, number) or _people(text, number, listed)
        if amount:
            found.append(amount)
        listed = _listed(text, number, listed)
    found.sort(key=lambda amount: (amount.start, -amount.end))
    return [a for n, a in enumerate(found) if n == 0 or a.start >= found[n - 1].end]


def _signed(text: str) -> Iterator[Amount]:
    """Money behind its sign: "$500 million"."""
    for match in _SIGNED.finditer(text):
        scale = match["scale"] or _scale_of_range(text, match.end())
        value = number_value(f"{match['number']} {scale}")
        if value is not None:
            yield _amount("money", value, _SIGNS[match["sign"]], text, *match.span())


def _scale_of_range(text: str, at: int) -> str:
    """The scale that the first sum of a range shares with the second: "$5 to $10 million"."""
    second = _RANGE.match(text, at)
    return second["scale"] or "" if second else ""


def _worded(text: str, number: re.Match[str]) -> Amount | None:
    """Money before its name: "10,000 yuan", "a billion-won fund", "half a million euros"."""
    named = _CURRENCY.match(text, number.end())
    if named is None:
        return None
    value = number_value(re.sub(r"(?<=\d)(?=[a-z])", " ", number[0]))
    name = named["currency"]
    currency = next((stem for p in _PLURALS if (stem := name.removesuffix(p)) in _CURRENCIES), None)
    if value is None or currency is None or (value < 1000 and currency in _AMBIGUOUS):
        return None
    start = number.start()
    if text[max(0, start - 5) : start].lower() == "half ":
        value, start = value / 2, start - 5
    vague = re.fullmatch(VAGUE_NUMBER, number[0]) is not None
    return _amount("money", value, _CURRENCIES[currency], text, start, named.end(), vague=vague)


def _people(text: str, number: re.Match[str], listed: _List | None) -> Amount | None:
    """People killed, injured, arrested or in a crowd, by the words on either side of their number.

    ``listed`` is the list of counts that the number may end.
    """
    first, last = number.span()
    value = _count(text, number)
    if value is None:
        return None
    before = text[max(0, first - _LEFT_REACH) : first].lower()
    if _NONE.search(before):
        return None
    vague = _is_vague(number)
    if _HALF.search(before) and number[0].lower().startswith("a "):
        value, first = value / 2, first - len("half ")
        before = before.removesuffix("half ")
    elif before.endswith((" and ", " to ")) and (
        lower := _LOWER.search(text, max(0, number.start() - 40), number.start())
    ):
        low = number_value(lower["low"] or lower["least"])
        if low is not None and low < value and not _is_year(lower["low"] or lower["least"], before):
            # Of a range the value is the least that it stands for.
            value, first, vague = low, lower.start("low") if lower["low"] else lower.start("least"), True
            before = text[max(0, first - _LEFT_REACH) : first].lower()
    if _TOLL.search(text, max(0, first - 90), first):
        return _amount("dead", value, "people", text, first, last, vague=vague)
    if left := _LEFT.search(before):
        kind = left.lastgroup or ""
        verb = first - len(before) + left.start()
        if _NEGATED.search(text, max(0, verb - 40), verb):
            return None
        if kind != "lives":
            counted = _NOUN.match(text, last)
            one = number["person"]
            end = last + len(one) if one else counted.end() if counted else last
            value, end, vague = _coordinated(text, number, value, end, vague=vague)
            return _amount(kind, value, "people", text, first, end, vague=vague)
        verb_lost = left[0].split()[0] in ("lost", "losing")
        if lives := (verb_lost and _LOST.match(text, last)) or _LIVES.match(text, last):
            return _amount("dead", value, "people", text, first, lives.end(), vague=vague)
    for kind, pattern in _RIGHT.items():
        if right := pattern.match(text, last):
            noun = next(name for name, words in right.groupdict().items() if words is not None)
            if listed and listed.closed and listed.next == first and noun != "n3":
                first, value, vague = listed.start, value + listed.value, vague or listed.vague
            return _amount(kind, value, "people", text, first, right.end(noun), vague=vague)
    return None


def _count(text: str, number: re.Match[str]) -> float | None:
    """How many people a number may count; ``None`` for years and for what counts things."""
    if _OTHER.match(text, number.end()):
        return None
    before = text[max(0, number.start() - _LEFT_REACH) : number.start()].lower()
    if _is_year(number[0], before):
        return None
    return 1.0 if number["person"] else number_value(number[0])


def _is_vague(number: re.Match[str]) -> bool:
    return re.fullmatch(VAGUE_NUMBER, number[0]) is not None


def _listed(text: str, number: re.Match[str], before: _List | None) -> _List | None:
    """The list of counts that goes on behind a number, where it stands as a subject."""
    joined = _JOINED.match(text, number.end())
    value = _count(text, number) if joined else None
    if joined is None or value is None:
        return None
    closed, vague = "and" in joined["joint"] or " as " in joined["joint"], _is_vague(number)
    if before and before.next == number.start() and not before.closed:
        return _List(before.start, before.value + value, before.vague or vague, joined.end(), closed)
    start = number.start()
    if _SUBJECT.search(text, max(0, start - 30), start):
        return _List(start, value, vague, joined.end(), closed)
    return None


def _coordinated(
    text: str, number: re.Match[str], value: float, end: int, *, vague: bool
) -> tuple[float, int, bool]:
    """The sum, end and vagueness of a list of counts that a verb before its first number governs."""
    whole = value, end, vague
    for _ in range(_LONGEST_LIST):
        joined = _JOINED.match(text, number.end())
        following = _NUMBER.match(text, joined.end()) if joined else None
        more = _count(text, following) if following else None
        if joined is None or following is None or more is None:
            break
        if any(pattern.match(text, following.end()) for pattern in _RIGHT.values()):
            break
        value, vague, number = value + more, vague or _is_vague(following), following
        listed = _LISTED.match(text, number.end())
        if listed and joined["joint"].strip(", ") and not _hold_verb(listed["whom"].split()):
            whole = value, listed.end("whom"), vague
            break
    return whole


def _hold_verb(words: list[str]) -> bool:
    """Whether what a list's last number counts is rather the start of a clause: "…, and two officers fled"."""
    return not VERBS.isdisjoint(words) or words[-1].endswith("ed")


def _is_year(number: str, before: str) -> bool:
    """Whether the number is a year rather: four figures without a comma behind "in" or "since"."""
    year = re.fullmatch(r"(?:1[89]|20)\d\d", number)
    return year is not None and before.endswith(("in ", "since ", "of ", "the ", "by ", "from "))


def _amount(
    kind: str, value: float, unit: str, text: str, start: int, end: int, *, vague: bool = False
) -> Amount:
    approximate = vague or _APPROXIMATE.search(text, max(0, start - 24), start) is not None
    return Amount(
        kind=kind, value=value, unit=unit, text=text[start:end], start=start, end=end, approximate=approximate
    )
