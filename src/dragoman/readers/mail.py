"""What ends a mail or a press release below its body: the sender's signature, and whom to call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.readers.lines import Line
from dragoman.readers.paragraphs import ends_sentence

_DELIMITER = re.compile(r"^(?:> ?)*--(?P<blank> ?)$")
_SIGNATURE_LINES = 30
_BARE_LINES = 10
_BLOCK_LINES = 60
_LABEL = re.compile(
    r"[*_#\s]{0,4}(?:(?:(?P<press>(?:media|press|news)(?: (?:and|&) \w{3,20}| relations| office)?)|"
    r"investor(?: relations)?|public (?:affairs|relations)|editorial|"
    r"for (?:more|further|additional|media|press)[\w ]{0,30},?(?: please)?)\s)?"
    r"(?:contacts?|enquiries|inquiries)(?: (?:person|persons|information|details|us))?[*_\s]{0,4}"
    r"(?P<colon>:[*_]{0,2}(?:\s.{0,120})?)?",
    re.IGNORECASE,
)
_REACHES = re.compile(r"\S@\S|https?://|\bwww\.|\+?\(?\d[\d ().\-/]{6,20}\d")
_OPENS_SECTION = re.compile(r"(?:about|background|notes? (?:to|for) editors?)\b", re.IGNORECASE)
_LONG = 100
_CAP = 200
_SENTENCE_WORDS = 6
_PROSE_WORDS = 20


def closing_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """Number the lines of a signature below "-- " and of a block of contacts that follows the body.

    ``lines`` are those of the tidied ``text``, one for one. A block of contacts ends where prose or a section
    such as "About the ministry" begins; before any prose there is none.
    """
    end = _signature(text, lines)
    found = set(range(end, len(lines)))
    prose = False
    number = 0
    while number < end:
        words = lines[number].text
        if prose and len(words) <= _CAP and (label := _LABEL.fullmatch(words)):
            last = _contacts(lines, number, min(end, number + _BLOCK_LINES))
            inside = [line.text for line in lines[number:last] if line.text]
            told = bool(label["press"] or label["colon"]) and not ends_sentence(words[:-1])
            if any(_REACHES.search(line) for line in inside) or (told and len(inside) > 1):
                found.update(range(number, last))
                number = last
                continue
        prose = prose or _is_prose(words)
        number += 1
    return found


def _signature(text: str, lines: Sequence[Line]) -> int:
    """The number of the line that parts a signature off, or the count of all lines."""
    if "\n--" not in text and "> --" not in text:
        return len(lines)
    rows = text.split("\n")
    for number in range(len(rows) - 1, 0, -1):
        found = _DELIMITER.match(rows[number])
        if not found:
            continue
        below = [line.text for line in lines[number + 1 :] if line.text]
        # Without its blank the mark may be a rule between paragraphs, so only what is no prose is below it.
        if found["blank"]:
            cut = 0 < len(below) <= _SIGNATURE_LINES
        else:
            cut = 0 < len(below) <= _BARE_LINES and not any(_is_prose(words) for words in below)
        if cut and any(_is_prose(line.text) for line in lines[:number]):
            return number
        return len(lines)
    return len(lines)


def _contacts(lines: Sequence[Line], label: int, end: int) -> int:
    """Where the block that a label opens ends: before the next prose, or a heading above prose."""
    number = label + 1
    while number < end:
        if lines[number].text:
            after = number
            while after < end and lines[after].text:
                after += 1
            words = [line.text for line in lines[number:after]]
            alone = number == label + 1
            if not alone and (_is_block_of_prose(words) or _heads_prose(lines, words, after, end)):
                return number
            for each in range(number, after):
                opens = each > label + 1 and _OPENS_SECTION.match(lines[each].text)
                if opens or _is_prose(lines[each].text):
                    return each
            number = after
        else:
            number += 1
    return end


def _heads_prose(lines: Sequence[Line], words: list[str], after: int, end: int) -> bool:
    if len(words) != 1 or _REACHES.search(words[0]):
        return False
    if _OPENS_SECTION.match(words[0]):
        return True
    while after < end and not lines[after].text:
        after += 1
    following: list[str] = []
    while after < end and lines[after].text:
        following.append(lines[after].text)
        after += 1
    return bool(following) and _is_block_of_prose(following)


def _is_block_of_prose(words: list[str]) -> bool:
    joined = " ".join(words)
    return ends_sentence(joined) and len(joined.split()) >= _SENTENCE_WORDS and not _REACHES.search(joined)


def _is_prose(words: str) -> bool:
    if _REACHES.search(words[:_CAP]):
        return len(words.split()) > _PROSE_WORDS
    return len(words) > _LONG or (len(words.split()) >= _SENTENCE_WORDS and ends_sentence(words))
