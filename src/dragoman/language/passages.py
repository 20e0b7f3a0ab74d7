"""The passages of a document: consecutive sentences that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Document, Passage
from .sentences import Span, paragraphs, split_sentences

# What a passage is filled up to: the corpus that the coder learned from has passages of this length at most.
WORDS = 70

# The encoder reads up to 256 wordpieces; names of people and places break into several pieces each, so news
# has about 1.5 pieces a word. A sentence up to this length stays whole, whatever a passage's usual size.
LONGEST = 150

# Short paragraphs are read together, as the second often needs the first for its actors. Beyond four
# sentences the topic has usually moved on.
SENTENCES_JOINED = 4

Numbered = tuple[int, int, int]


def split_passages(document: Document, *, words: int = WORDS) -> Iterator[Passage]:
    """Give the document's passages of about ``words`` words: those of the body, then one or more a caption.

    Sentences are numbered from 0 through the whole document, captions last; a caption's offsets count in its
    own text. A sentence is split only where it alone exceeds 150 words. A passage stays within a paragraph,
    except that paragraphs of one sentence are joined with the next while both fit.
    """
    sequence = 0
    waiting: list[Numbered] = []
    for paragraph in _numbered(document.text, sequence):
        sequence = paragraph[-1][0] + 1
        packs = list(_pack(document.text, paragraph, words))
        if waiting and len(packs) == 1 and _joins(document.text, waiting, packs[0], words):
            waiting += packs[0]
            if len(packs[0]) > 1:
                yield _passage(document, document.text, waiting)
                waiting = []
        else:
            if waiting:
                yield _passage(document, document.text, waiting)
            *full, waiting = packs
            for pack in full:
                yield _passage(document, document.text, pack)
            if len(packs) > 1 or len(waiting) > 1:
                # A paragraph of several sentences stands by itself; only a lone sentence waits for the next.
                yield _passage(document, document.text, waiting)
                waiting = []
    if waiting:
        yield _passage(document, document.text, waiting)
    for index, caption in enumerate(document.captions):
        for paragraph in _numbered(caption.text, sequence):
            sequence = paragraph[-1][0] + 1
            for pack in _pack(caption.text, paragraph, words):
                yield _passage(document, caption.text, pack, index)


def _numbered(text: str, sequence: int) -> Iterator[list[Numbered]]:
    """The sentences of each paragraph with their numbers, the overlong ones in parts."""
    spans = iter(split_sentences(text))
    span = next(spans, None)
    for _, end in paragraphs(text):
        found: list[Numbered] = []
        while span and span[1] <= end:
            for part in _parts(text, span):
                found.append((sequence, *part))
                sequence += 1
            span = next(spans, None)
        if found:
            yield found


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence, or where it has more than ``LONGEST`` words its parts of that many."""
    start, end = span
    while _count(text, start, end) > LONGEST:
        at, left = start, LONGEST
        while left:
            at = _word_end(text, at, end)
            left -= 1
        yield start, at
        start = at
        while text[start].isspace():
            start += 1
    yield start, end


def _word_end(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    while at < end and not text[at].isspace():
        at += 1
    return at


def _count(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _pack(text: str, sentences: list[Numbered], words: int) -> Iterator[list[Numbered]]:
    pack: list[Numbered] = []
    held = 0
    for sentence in sentences:
        size = _count(text, *sentence[1:])
        if pack and held + size > words:
            yield pack
            pack, held = [], 0
        pack.append(sentence)
        held += size
    if pack:
        yield pack


def _joins(text: str, waiting: list[Numbered], pack: list[Numbered], words: int) -> bool:
    fits = _count(text, waiting[0][1], pack[-1][2]) <= words
    return fits and len(waiting) + len(pack) <= SENTENCES_JOINED


def _passage(document: Document, text: str, pack: list[Numbered], caption: int | None = None) -> Passage:
    start, end = pack[0][1], pack[-1][2]
    return Passage(
        document=document.id, text=text[start:end], start=start, sentences=tuple(pack), caption=caption
    )
