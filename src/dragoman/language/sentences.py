"""Where the sentences of a text begin and end.

sentencex finds the boundaries; what it does not know of news (ranks, states, datelines, a time of day before
a weekday) is mended after it with the words in ``sentences.toml``. A blank line always ends a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources

Span = tuple[int, int]

# A sentence of news has seldom more than 400 characters. What runs on far beyond that is a table, a list or
# an attack, and is cut at a blank so that every stage after this one meets pieces of bounded size.
LONGEST = 2000

# sentencex needs time that grows with the square of its input where a quotation mark is never closed, so it
# reads a window at a time; the window's last sentence is read again at the head of the next one.
_WINDOW = 2 * LONGEST

# A quotation that holds several sentences stays in one piece, up to this many words.
_LONG_QUOTATION = 60

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LAST_WORD = re.compile(r"([^\s.(\[“\"‘'—–][^\s(\[“\"‘'—–]{0,15}|\w)\.$")
_FIRST_WORD = re.compile(r"[\s\"“‘'(\[]*([^\W_]+)")
_INNER_END = re.compile(r"[.!?…][\"”’')\]]{0,2}\s+(?=[\"“‘(]?[A-Z])")
_BRACKETED_END = re.compile(r"[.!?]\)\s+(?=[\"“‘(]?[A-Z])")
_CLOSERS = "”’)]»"


def _load() -> dict[str, frozenset[str]]:
    file = resources.files(__package__).joinpath("sentences.toml")
    return {name: frozenset(words) for name, words in tomllib.loads(file.read_text("utf-8")).items()}


_WORDS = _load()
_ASCRIBED = re.compile(
    rf"(?:[A-Z][\w.’'-]*|the|of|for)(?:\s[\w.’'-]{{1,20}}){{0,5}}\s(?:{'|'.join(sorted(_WORDS['ascribing']))})"
    r"(?:\.|\s(?:on\s|in\s|at\s|during\s|via\s|of\s|[A-Z]\w+day|reporters|lawmakers|him|her|them)[^“\"]{0,90}\.)$"
)


def split_sentences(text: str) -> list[Span]:
    """Give the sentences of ``text`` as half-open spans, in order, without blanks at their edges."""
    spans: list[Span] = []
    for start, end in paragraphs(text):
        spans.extend(_sentences(text, start, end))
    return spans


def paragraphs(text: str) -> Iterator[Span]:
    """Give the spans between blank lines, without blanks at their edges; empty ones are left out."""
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        if trimmed := _trim(text, start, gap.start()):
            yield trimmed
        start = gap.end()
    if trimmed := _trim(text, start, len(text)):
        yield trimmed


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of one paragraph: the boundaries found, those of abbreviations mended, the long cut."""
    open_at: Span | None = None
    for piece in _pieces(text, start, end):
        if open_at and _runs_on(text, open_at, piece) and piece[1] - open_at[0] <= LONGEST:
            open_at = (open_at[0], piece[1])
            continue
        if open_at:
            yield from _cut(text, *open_at)
        open_at = piece
    if open_at:
        yield from _cut(text, *open_at)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    from sentencex import get_sentence_boundaries

    while start < end:
        window = text[start : min(end, start + _WINDOW)].replace("\n", " ")
        found = [
            (start + b["start_index"], start + b["end_index"]) for b in get_sentence_boundaries("en", window)
        ]
        last = start + len(window) >= end
        if not last:
            # The last sentence may go on beyond the window; a lone one is taken up to a blank near its end.
            found = found[:-1] if len(found) > 1 else [(start, _blank_before(text, start, start + LONGEST))]
        for piece in found:
            if trimmed := _trim(text, *piece):
                yield trimmed
        start = found[-1][1] if found else end
        if last:
            return


def _blank_before(text: str, start: int, end: int) -> int:
    """The last blank in the second half of a span, or its end: where a piece without boundaries is cut."""
    for at in range(end, (start + end) // 2, -1):
        if at < len(text) and text[at].isspace():
            return at
    return end


def _runs_on(text: str, before: Span, after: Span) -> bool:
    """Whether the boundary between two pieces is no end of a sentence."""
    if text[after[0]] in _CLOSERS or (text[before[1] - 1] in '"”’' and _ASCRIBED.match(text, *after)):
        return True
    first = _FIRST_WORD.match(text, after[0], after[1])
    if first is None:
        return not any(c.isalnum() for c in text[after[0] : after[1]]) and text[after[0]] not in "_*•-—–#©"
    word = first[1]
    if word[0].islower() and text[before[1] - 1] not in ":;":
        return True
    ending = _LAST_WORD.search(text, max(before[0], before[1] - 20), before[1])
    if ending is None:
        return False
    return _stop_of_abbreviation(text, before, ending, word)


def _stop_of_abbreviation(text: str, before: Span, ending: re.Match[str], word: str) -> bool:
    last, opener = ending[1].lower(), word.lower()
    if last in _WORDS["titles"]:
        return True
    if last in _WORDS["before_figures"] and word[0].isdigit():
        return True
    if last in _WORDS["clock"]:
        return opener in _WORDS["after_clock"]
    if last in _WORDS["either"]:
        return opener not in _WORDS["openers"]
    # An initial stands at the head of a name or after another part of it: "J. D. Vance", "George W. Bush".
    if len(last) == 1 and ending[1].isupper() and opener not in _WORDS["openers"]:
        prior = text[before[0] : ending.start()].rstrip().rpartition(" ")[2]
        return not prior or prior[0].isupper() or prior[0] in "\"“‘'("
    return False


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a piece at the sentences it holds after brackets or in a long quotation, then within bounds."""
    long = text.count(" ", start, end) >= _LONG_QUOTATION
    if long or text.find(".)", start, end - 1) > 0:
        for stop in (_INNER_END if long else _BRACKETED_END).finditer(text, start, end):
            before, after = (start, stop.start() + 1), (stop.end(), end)
            if not _runs_on(text, before, after):
                yield from _bounded(text, start, stop.end())
                start = stop.end()
    yield from _bounded(text, start, end)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        at = _blank_before(text, start, start + LONGEST)
        if trimmed := _trim(text, start, at):
            yield trimmed
        start = at
    if trimmed := _trim(text, start, end):
        yield trimmed
