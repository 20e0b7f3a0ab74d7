"""Plain text as people save it from pages and terminals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO

from dragoman.errors import ReadError
from dragoman.readers.agencies import find_agency, find_publisher
from dragoman.readers.body import Body, read_body
from dragoman.readers.bylines import is_role, read_names
from dragoman.readers.captions import ends_with_credit, read_caption
from dragoman.readers.encoding import decode
from dragoman.readers.furniture import (
    is_furniture,
    is_furniture_anywhere,
    is_kicker,
    opens_list,
    strip_markers,
)
from dragoman.readers.head import Head, read_head
from dragoman.readers.identity import document_id
from dragoman.readers.limits import read_bounded
from dragoman.readers.lines import Line, mend, tidy, to_lines
from dragoman.readers.mail import closing_lines
from dragoman.readers.paragraphs import Block, ends_sentence, hangs, to_blocks
from dragoman.readers.publication import settle_publication
from dragoman.readers.stops import holds_stop
from dragoman.records import Document

_TITLE_WORDS = 30
_TITLE_CAP = 250
_TAIL = re.compile(r"\s+(?:[|·•]|[-–—])\s+(?P<house>[^|·•–—]{2,40})$")

_MARKDOWN = re.compile(r"^#{1,6}\s+|\s+#{1,6}$|^\*\*(?=.*\*\*$)|\*\*$")


class TextReader:
    """Reads one document from a plain text: title, date, byline, dateline, sections, captions, body.

    All that is recognised is kept apart from the body; all that is not is body, so no prose is lost.
    """

    suffixes: tuple[str, ...] = (".txt", ".text", ".md", ".asc")

    def read(self, stream: IO[bytes], source: str) -> Iterator[Document]:
        """Yield the one document. Raises ReadError for empty, binary or undecodable data."""
        text, note = decode(read_bounded(stream, source), source)
        yield read_article(text, source, (note,) if note else ())


reader = TextReader()


def read_article(text: str, source: str, notes: tuple[str, ...] = ()) -> Document:
    """Read a saved article from its characters. Raises ReadError when it holds none that print."""
    text = tidy(text)
    lines = [_without_marker(line) for line in to_lines(text)]
    if not any(line.text for line in lines):
        raise ReadError("holds no text", source=source, cure="give a file with text in it")
    removed = {number for number, line in enumerate(lines) if line.text and is_furniture_anywhere(line.text)}
    removed |= closing_lines(text, lines)
    head = read_head(lines, removed, text)
    for number, words in head.replaced.items():
        lines[number] = Line(words, lines[number].indent)
    blocks = to_blocks(lines, removed | head.used, _breaks(lines, head))
    title, rest, plain, aside = _part_title(blocks, head, text)
    body = read_body(rest, plain=plain, authors=head.authors)
    if not body.paragraphs:
        # Whatever looked like a page's furniture is all there is: then it is the text.
        title, head, notes, aside = None, Head(), notes, ()
        body = Body(paragraphs=[mend(line.text) for line in lines if line.text])
    return assemble(title, head, body, source, notes + aside)


def assemble(title: str | None, head: Head, body: Body, source: str, notes: tuple[str, ...]) -> Document:
    """Make the document of its head and body."""
    text, sections = body.compose()
    published, dated = settle_publication(head.stamps, body.dateline, head.url)
    title, house = _part_house(title)
    dateline = body.dateline
    authors = tuple(head.authors) or (body.byline.authors if body.byline else ())
    return Document(
        id=document_id(title, published, text),
        text=text,
        title=title,
        published=published,
        authors=authors,
        agency=(dateline.agency if dateline else None)
        or head.agency
        or (find_agency(house) if house else None)
        or (body.byline.agency if body.byline else None)
        or body.agency,
        publisher=head.publisher or (find_publisher(house) if house else None) or body.publisher,
        dateline=(dateline.place if dateline else None) or head.place,
        sections=sections,
        captions=tuple(body.captions),
        url=head.url,
        source=source,
        notes=notes + dated,
    )


def _without_marker(line: Line) -> Line:
    return line._replace(text=strip_markers(line.text)) if "|" in line.text else line


def _breaks(lines: Sequence[Line], head: Head) -> set[int]:
    """The lines before which a paragraph always begins: after the head's fields and after a photo's credit."""
    breaks = {number + 1 for number in head.used}
    breaks |= {number + 1 for number, line in enumerate(lines) if line.text and ends_with_credit(line.text)}
    if head.body is not None:
        breaks.add(head.body)
    # A paragraph goes on after a removed line, so the break is carried to the next line with words.
    return {_next_filled(lines, number, head) for number in breaks} | set(head.replaced)


def _next_filled(lines: Sequence[Line], number: int, head: Head) -> int:
    while number < len(lines) and (not lines[number].text or number in head.used):
        number += 1
    return number


def _part_title(
    blocks: list[Block], head: Head, text: str
) -> tuple[str | None, list[Block], int, tuple[str, ...]]:
    """Find the title: give it, the blocks that remain, how many of them the head left, and a note."""
    limit = head.end if head.body is None else max(head.end, head.body - 1)
    above = [block for block in blocks if block.first <= limit]
    below = blocks[len(above) :]
    title = head.title
    aside: list[str] = []
    if title is None and above:
        title, above, aside = _choose(above, head)
    left = [block for block in above if not (title and _signs(block, head, text))]
    while head.end >= 0 and len(below) > 3 and is_furniture(below[0].text) and not opens_list(below[0].text):
        below = below[1:]
    if title is None and below and _may_title(below, sure=head.end >= 0):
        title, below = below[0].text, below[1:]
    if (
        title
        and head.end >= 0
        and len(below) > 2
        and _is_role(below[1].text)
        and _signs(below[0], head, text)
    ):
        below = below[1:]
    note = (f"set aside above the title: {' / '.join(aside)}",) if aside else ()
    return title, left + below, len(left), note


def _choose(above: list[Block], head: Head) -> tuple[str | None, list[Block], list[str]]:
    """Choose the title among the blocks of the head; give it, the other blocks, and what stood above it."""
    open_blocks = [block for block in above if not (is_furniture(block.text) or is_kicker(block.text))]
    fits = [block for block in open_blocks if _fits_title(block.text)]
    if not fits:
        return None, open_blocks, []
    chosen = next(
        (block for block in fits if len(block.text.split()) >= 4),
        max(fits, key=lambda block: len(block.text)),
    )
    at = open_blocks.index(chosen)
    words, last = chosen.text, at
    # A title set in larger letters is wrapped at a narrower width than the body, so its lines come apart.
    while last + 1 < len(open_blocks):
        following = open_blocks[last + 1]
        joined = f"{words} {following.text}"
        next_line = open_blocks[last].first + open_blocks[last].lines
        if following.first != next_line or ends_sentence(words) or ends_sentence(following.text):
            break
        if (
            not _fits_title(joined)
            or read_caption(following.text)
            or (not hangs(words) and read_names(following.text))
        ):
            break
        words, last = joined, last + 1
    above_it = open_blocks[:at]
    aside = [
        block.text for block in above_it if len(block.text.split()) <= 3 and not ends_sentence(block.text)
    ]
    kept = [block for block in above_it if block.text not in aside]
    return words, kept + open_blocks[last + 1 :], aside


def _fits_title(text: str) -> bool:
    if len(text) > _TITLE_CAP or len(text.split()) > _TITLE_WORDS:
        return False
    return not _is_sentence_pair(text) and read_caption(text) is None


def _is_sentence_pair(text: str) -> bool:
    """Whether a block holds two sentences or more, as no title does."""
    return bool(re.search(r"[a-z][.!?][”\"’]?\s+[A-Z“\"]", text)) and ends_sentence(text)


def _may_title(blocks: Sequence[Block], *, sure: bool) -> bool:
    """Whether the first block titles what follows. ``sure``: a date or byline shows that there is a head."""
    text = blocks[0].text
    if len(blocks) < 2 or len(text) > _TITLE_CAP or not 2 <= len(text.split()) <= 25:
        return False
    if text.endswith((",", ";", ":", "-", "—", "–", ".", "…")) or not (
        text[0].isupper() or text[0].isdigit() or text[0] in "“\"‘'"
    ):
        return False
    if not sure and holds_stop(text):
        return False
    if is_furniture(text) or (ends_sentence(text) and not sure and len(blocks[1].text) < 2 * len(text)):
        return False
    following = blocks[1].text
    return sure or len(following) > _TITLE_CAP or (ends_sentence(following) and len(following.split()) >= 8)


def _signs(block: Block, head: Head, text: str) -> bool:
    """Whether a block between title and body is a line of names without "By"."""
    if len(block.text.split()) > 10 or ends_sentence(block.text) or is_furniture(block.text):
        return False
    byline = read_names(block.text, text)
    if byline is None or (head.authors and not set(byline.authors) <= set(head.authors)):
        return False
    head.sign(byline)
    return True


def _is_role(text: str) -> bool:
    """Whether a line says what the person named above it is, or where from."""
    return len(text) <= 60 and (
        text.casefold().startswith(("reporting from", "reporting in"))
        or is_role(text.split(",")[0])
        or bool(find_agency(text.split(",")[0]) or find_publisher(text.split(",")[0]))
    )


def _part_house(title: str | None) -> tuple[str | None, str | None]:
    """Part a title from the publisher's name that a page's title carries ("… | BBC News")."""
    title = _MARKDOWN.sub("", title) if title else None
    found = _TAIL.search(title) if title else None
    if title and found and (find_agency(found["house"]) or find_publisher(found["house"])):
        return title[: found.start()].strip(), found["house"]
    return title, None
