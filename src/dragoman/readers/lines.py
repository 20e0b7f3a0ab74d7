"""A text's characters put in order, and its lines."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Characters that only a page's or a printer's layout put in, and what they stand for.
_INSTEAD: tuple[tuple[str, str], ...] = (
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("\x85", "\n"),
    ("\u2028", "\n"),
    ("\u2029", "\n\n"),
    ("\x0b", "\n"),
    ("\xa0", " "),
    ("\u2007", " "),
    ("\u2009", " "),
    ("\u200a", " "),
    ("\u202f", " "),
    ("\u3000", " "),
    ("\u200b", ""),
    ("\u2060", ""),
    ("\ufeff", ""),
    ("\u200e", ""),
    ("\u200f", ""),
    ("\u2011", "-"),
    ("\u2010", "-"),
    ("\ufb00", "ff"),
    ("\ufb01", "fi"),
    ("\ufb02", "fl"),
    ("\ufb03", "ffi"),
    ("\ufb04", "ffl"),
)
_TERMINAL = re.compile(r"\x1b(?:\[[0-9;?]{0,16}[A-Za-z]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[()][A-Z0-9])")
_OVERSTRUCK = re.compile(r".\x08")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SOFT_BREAK = re.compile(r"\xad[ \t]{0,8}\n[ \t]{0,40}")
# "Abe 's rule", "did n't": a blank that a conversion left before a clitic; "word ," before a mark.
_STRAY = re.compile(
    r" (?:(?<=[^\W\d_] )(?=['’](?:s|re|ve|ll|d|m|t)\b(?!['’]))|(?<=[a-z] )(?=n['’]t\b)"
    r"|(?<=\w )(?=[,;](?:\s|$))|(?<=[a-z]{2} )(?=\.(?:\s+[A-Z“\"]|$)))"
)

_STRAY_PAIRS = (" '", " ’", " n'", " n’", " ,", " ;", " .")
_BLANKS = re.compile(r"[ \f]{2,}|\f")


class Line(NamedTuple):
    """One line without the blanks around it; ``indent`` counts those before, ``page`` marks a page's first line."""

    text: str
    indent: int = 0
    page: bool = False


def tidy(text: str) -> str:
    """Bring line ends, blanks and ligatures to one form; drop what a terminal needs to colour a text.

    Works in a few passes over the whole text, each linear, so that a line of many megabytes is no trouble.
    """
    for found, instead in _INSTEAD:
        if found in text:
            text = text.replace(found, instead)
    if "\xad" in text:
        text = _SOFT_BREAK.sub("", text).replace("\xad", "")
    if "\x1b" in text:
        text = _TERMINAL.sub("", text)
    if "\x08" in text:
        text = _OVERSTRUCK.sub("", text)
    text = _CONTROL.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def mend(text: str) -> str:
    """Take out stray blanks: "Abe 's" becomes "Abe's"."""
    # Nearly all paragraphs have none of the pairs, and a search for a literal is far faster than the pattern.
    return _STRAY.sub("", text) if any(pair in text for pair in _STRAY_PAIRS) else text


def to_lines(text: str) -> list[Line]:
    """Part a tidied text into lines, with mail's quotation marks ("> ") taken off where all lines bear them."""
    rows = text.split("\n")
    filled = [row for row in rows if row.strip()]
    if len(filled) > 1 and sum(row.startswith(">") for row in filled) > 0.8 * len(filled):
        rows = [re.sub(r"^(?:> ?)+", "", row) for row in rows]
    lines: list[Line] = []
    for row in rows:
        # A form feed is dropped by strip; it only says that a page begins.
        page = "\f" in row
        words = row.expandtabs(8) if "\t" in row else row
        stripped = words.strip()
        indent = len(words) - len(words.lstrip()) if stripped else 0
        if "  " in stripped or "\f" in stripped:
            stripped = _BLANKS.sub(" ", stripped)
        lines.append(Line(stripped, indent, page))
    return lines
