"""Captions of photographs, and the credit that each carries."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.readers.agencies import find_agency, find_publisher
from dragoman.records import Caption

CAP = 900
_BRACKET = re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{2,120})[)\]]\.?$")
# A photographer before a house that only deals in pictures, or behind an agency's name.
_BARE_CREDIT = re.compile(
    r"(?:[\w.'’\-]{1,20} ){0,4}[\w.'’\-]{0,20} ?/? ?(?:AFP|AP|Reuters|EPA)?(?: ?(?:/|via) ?)?"
    r"(?:Getty Images|Shutterstock|EPA-EFE)"
    r"|(?:REUTERS|AP Photo|AFP|EPA)\s?/\s?[A-ZÀ-Þ][\w .'’\-]{2,40}(?:/File(?: Photo)?)?"
)
_LABELLED = (
    r"(?i:photo(?:graph)?|image|picture|credit|photo credit|photo by|photograph by|image credit|courtesy)s?"
)
_AFTER_STOP = re.compile(
    r"(?<=[.!?”\"])\s+(?P<credit>"
    rf"(?:{_LABELLED}\s?[:/]\s?|(?:REUTERS|AFP|AP|EPA|Reuters)\s?/\s?).{{2,80}}"
    r"|(?:[A-ZÀ-Þ][\w.'’\-]+ ){1,3}?/ ?[A-Z][\w /.]{1,40}"
    r"|[^.]{0,60}\b(?:Getty Images|via (?:AP|AFP|Reuters|REUTERS|Getty Images)))$"
)

_LABEL_OF_CREDIT = re.compile(
    r"^(?:photo(?:graph)?|image|picture|credit)s?(?: (?:by|credit))?\s?:\s?", re.IGNORECASE
)


class _Patterns(NamedTuple):
    labels: re.Pattern[str]
    openings: re.Pattern[str]
    photo_words: re.Pattern[str]
    credits: re.Pattern[str]
    credit_lines: tuple[re.Pattern[str], ...]
    seen: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files(__package__).joinpath("captions.toml").read_text("utf-8"))

    def any_of(name: str, wrap: str = "{}") -> re.Pattern[str]:
        return re.compile(wrap.format("|".join(f"(?:{one})" for one in data[name])))

    return _Patterns(
        any_of("labels"),
        any_of("openings"),
        any_of("photo_words", r"\b(?:{})\b"),
        any_of("credits"),
        tuple(re.compile(one) for one in data["credit_lines"]),
        any_of("seen"),
    )


def ends_with_credit(line: str) -> bool:
    """Whether a line ends with a credit in brackets that only a photograph has, "(AP Photo/Jane Doe)"."""
    if not line.endswith((")", "]", ").")):
        return False
    found = _BRACKET.search(line[-150:])
    return bool(found and _is_photo_credit(found["credit"]))


def _is_photo_credit(words: str) -> bool:
    if len(words.split()) > 14:
        return False
    patterns = _patterns()
    if patterns.credits.fullmatch(words.strip()):
        return True
    return bool(patterns.photo_words.search(words)) and words.strip()[:1].isupper()


def _is_house(words: str) -> bool:
    return any(find_agency(part) or find_publisher(part) for part in (words, *re.split(r"[/,]", words)))


def read_credit(paragraph: str) -> str | None:
    """Give the credit when a paragraph is nothing else: "Photo: Jane Doe/Reuters", "(AP Photo/Jane Doe)"."""
    if len(paragraph) > 130:
        return None
    found = _BRACKET.fullmatch(paragraph)
    if found and (_is_photo_credit(found["credit"])):
        return found["credit"].strip()
    for pattern in _patterns().credit_lines:
        match = pattern.fullmatch(paragraph)
        if match and not paragraph.endswith((".", "!", "?")) and len(match["credit"].split()) <= 10:
            credit: str = match["credit"].strip(" .")
            return credit
    return paragraph if _BARE_CREDIT.fullmatch(paragraph) else None


def read_caption(paragraph: str, *, last: bool = False) -> Caption | None:
    """Read a paragraph as a caption; ``None`` when it is none.

    ``last`` says that the paragraph ends the article, where an agency in brackets signs the report.
    """
    if len(paragraph) > CAP:
        return None
    patterns = _patterns()
    text, credit = split_credit(paragraph)
    label = patterns.labels.match(text)
    if label and len(text) > label.end():
        return Caption(text=text[label.end() :], credit=credit)
    if patterns.openings.match(text) and (credit or len(text) < 400):
        return Caption(text=text, credit=credit)
    if credit is None:
        return None
    if _is_photo_credit(credit) or paragraph.endswith(credit):
        return Caption(text=text, credit=credit)
    if not last and patterns.seen.search(text):
        return Caption(text=text, credit=credit)
    return None


def tells_what_is_seen(words: str) -> bool:
    """Whether a paragraph is one sentence that tells, as captions do, who stands where."""
    return (
        len(words) <= 300
        and bool(_patterns().seen.search(words))
        and not re.search(r"[.!?]\s+[A-Z]|[“\"]", words)
    )


def split_credit(words: str) -> tuple[str, str | None]:
    """Part a caption from the credit at its end; the credit is ``None`` when there is none."""
    found = _BRACKET.search(words, max(0, len(words) - 150))
    if found and (_is_photo_credit(found["credit"]) or _is_house(found["credit"])):
        return words[: found.start()].strip(), found["credit"].strip()
    found = _AFTER_STOP.search(words, max(0, len(words) - 150))
    if found:
        credit = _LABEL_OF_CREDIT.sub("", found["credit"])
        return words[: found.start()].strip(), credit.strip()
    return words.strip(), None
