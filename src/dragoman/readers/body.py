"""The body of an article: its paragraphs, with headings, captions, footers and furniture kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from dragoman.readers.agencies import Dateline, find_agency, read_dateline
from dragoman.readers.bylines import Byline
from dragoman.readers.captions import read_caption, read_credit
from dragoman.readers.furniture import copyright_holder, footer_byline, is_copyright, is_footer, is_furniture
from dragoman.readers.paragraphs import Block, Gap, ends_sentence, goes_on
from dragoman.records import Caption, Section

_HEADING_WORDS = 14
_HEADING_CAP = 110
_LIST = 3
_BULLET = re.compile(r"[•●▪◦‣■]\s*|[*]\s+(?=\S)")
_MARKDOWN = re.compile(r"#{1,6}\s+(?P<words>.+?)\s*#*")
_QUESTION = re.compile(r"(?:what|why|how|who|when|where|which|is|are|was|were|will|can|could|does|do|did|should|has|have)\b", re.I)
_CAPTION_NEXT = re.compile(r"(?:image|photo|media|picture|video) caption[,:]?", re.IGNORECASE)
_SIGNED = re.compile(r"\s*[(\[](?P<agency>[^()\[\]]{2,40})[)\]]$")
_LAST_BLOCKS = 12
_DATELINE_WITHIN = 4


class Body(Struct):
    """The paragraphs in order, and what was found among them.

    ``headings`` pairs each heading with the number of the paragraph that it stands before.
    """

    paragraphs: list[str] = field(default_factory=list)
    headings: list[tuple[str, int]] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    dateline: Dateline | None = None
    agency: str | None = None
    publisher: str | None = None
    byline: Byline | None = None

    def compose(self) -> tuple[str, tuple[Section, ...]]:
        """Give the text, its paragraphs parted by blank lines, and the sections with their spans in it."""
        starts: list[int] = []
        at = 0
        for paragraph in self.paragraphs:
            starts.append(at)
            at += len(paragraph) + 2
        text = "\n\n".join(self.paragraphs)
        sections: list[Section] = []
        for number, (heading, first) in enumerate(self.headings):
            after = self.headings[number + 1][1] if number + 1 < len(self.headings) else len(self.paragraphs)
            start = starts[first] if first < len(starts) else len(text)
            end = starts[after - 1] + len(self.paragraphs[after - 1]) if after > first else start
            sections.append(Section(heading=heading, start=start, end=end))
        return text, tuple(sections)


def read_body(blocks: Sequence[Block], *, plain: int = 0) -> Body:
    """Sort paragraphs into body, headings, captions and furniture.

    The first ``plain`` blocks, those that the head left over, are never headings.
    """
    body = Body()
    headings = _headings(blocks, plain)
    credit_waiting: str | None = None
    caption_next = copyrighted = False
    broken = True
    for number, block in enumerate(blocks):
        text = block.text
        late = number >= max(1, min(len(blocks) - _LAST_BLOCKS, len(blocks) * 2 // 3))
        if number in headings:
            if headings[number]:
                body.headings.append((headings[number], len(body.paragraphs)))
            broken = False
            continue
        if _CAPTION_NEXT.fullmatch(text[:40]):
            caption_next = broken = True
            continue
        if (credit := read_credit(text)) is not None:
            credit_waiting = _give_credit(body, credit, block, broken)
            broken = True
            continue
        caption = Caption(text=text) if caption_next and len(text.split()) <= 80 else read_caption(text, last=number == len(blocks) - 1)
        caption_next = False
        if caption is not None:
            if caption.credit is None and credit_waiting:
                caption = Caption(text=caption.text, credit=credit_waiting)
            credit_waiting = None
            body.captions.append(caption)
            broken = True
            continue
        credit_waiting = None
        if is_copyright(text):
            agency, publisher = copyright_holder(text)
            body.agency, body.publisher = body.agency or agency, body.publisher or publisher
            copyrighted = late
            broken = True
            continue
        if is_furniture(text) or (late and (is_footer(text) or _signs(body, text))):
            if late:
                body.byline = body.byline or footer_byline(text)
            broken = True
            continue
        if copyrighted and not (ends_sentence(text) and len(text.split()) >= 8):
            continue
        _add(body, text, broken)
        broken = False
    _take_signature(body)
    return body


def _add(body: Body, text: str, broken: bool) -> None:
    """Put a paragraph into the body, joined to the one before when something only parted the two."""
    if body.dateline is None and len(body.paragraphs) < _DATELINE_WITHIN:
        body.dateline = read_dateline(text)
        if body.dateline:
            text = text[body.dateline.length :]
    if len(text) < 400 or text[0] in "•●▪◦‣■*":
        text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    if not text.strip():
        return
    opens_section = bool(body.headings) and body.headings[-1][1] == len(body.paragraphs)
    if broken and body.paragraphs and not opens_section and goes_on(body.paragraphs[-1], text):
        body.paragraphs[-1] = f"{body.paragraphs[-1]} {text}"
        return
    body.paragraphs.append(text)


def _give_credit(body: Body, credit: str, block: Block, broken: bool) -> str | None:
    """Give a credit that stands alone to the caption before it; else hand it on to the one that may follow."""
    if body.captions and broken and body.captions[-1].credit is None:
        body.captions[-1] = Caption(text=body.captions[-1].text, credit=credit)
        return None
    if not broken and block.gap is Gap.NONE and len(body.paragraphs) > 1:
        caption = read_caption(f"{body.paragraphs[-1]} (Photo: {credit})")
        words = len(body.paragraphs[-1].split())
        opens_section = bool(body.headings) and body.headings[-1][1] == len(body.paragraphs)
        if caption is not None and words <= 45 and not opens_section:
            body.captions.append(Caption(text=body.paragraphs.pop(), credit=credit))
            return None
    return credit


def _signs(body: Body, text: str) -> bool:
    """Whether a paragraph is only an agency's name in brackets, which signs a report."""
    found = _SIGNED.fullmatch(text[:50])
    agency = find_agency(found["agency"]) if found else None
    body.agency = body.agency or agency
    return agency is not None


def _take_signature(body: Body) -> None:
    """Take an agency in brackets off the end of the last paragraph."""
    if not body.paragraphs:
        return
    last = body.paragraphs[-1]
    found = _SIGNED.search(last, max(0, len(last) - 50))
    agency = find_agency(found["agency"]) if found else None
    if found and agency and ends_sentence(last[: found.start()]):
        body.paragraphs[-1] = last[: found.start()]
        body.agency = body.agency or agency


def _headings(blocks: Sequence[Block], plain: int) -> dict[int, str]:
    """Number the blocks that are headings, with their words; a block joined to the heading before has "".

    Three short lines or more in a row are a list, not headings.
    """
    wrapped = any(block.lines > 1 for block in blocks)
    found: dict[int, str] = {}
    number = plain
    while number < len(blocks):
        run = number
        while run < len(blocks) and _may_head(blocks[run]):
            run += 1
        followed = run < len(blocks) and _is_prose(blocks[run].text)
        length = run - number
        if 0 < length and followed:
            _name_run(blocks, number, run, wrapped, found)
        for each in range(number, run):
            marked = _MARKDOWN.fullmatch(blocks[each].text)
            if blocks[each].heading or marked:
                found[each] = marked["words"] if marked else blocks[each].text
        number = run + 1
    return found


def _name_run(blocks: Sequence[Block], first: int, end: int, wrapped: bool, found: dict[int, str]) -> None:
    """Name the headings in a run of short lines that a paragraph of prose follows."""
    joined = [blocks[first].text]
    starts = [first]
    for number in range(first + 1, end):
        words = f"{joined[-1]} {blocks[number].text}"
        if wrapped and blocks[number].gap is Gap.NONE and len(words.split()) <= _HEADING_WORDS:
            joined[-1] = words
        else:
            joined.append(blocks[number].text)
            starts.append(number)
    if len(joined) >= _LIST:
        return
    for number in range(first, end):
        found[number] = joined[starts.index(number)] if number in starts else ""


def _may_head(block: Block) -> bool:
    """Whether a block is short and open-ended, as headings are."""
    text = block.text
    if block.heading:
        return True
    if len(text) > _HEADING_CAP or not 1 <= len(text.split()) <= _HEADING_WORDS:
        return False
    if _MARKDOWN.fullmatch(text):
        return True
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"‘'¿") or not any(char.isalpha() for char in text):
        return False
    if text.endswith("?"):
        return len(text.split()) <= 10 and bool(_QUESTION.match(text))
    if ends_sentence(text) or text.endswith((",", ";", "-", "—", "–")) or _BULLET.match(text):
        return False
    if text.startswith(("“", '"')) and text.endswith(("”", '"')):
        return False
    return not (
        is_furniture(text) or is_copyright(text) or read_credit(text) or read_caption(text) or _CAPTION_NEXT.fullmatch(text)
        or _SIGNED.fullmatch(text)
    )


def _is_prose(text: str) -> bool:
    return (ends_sentence(text) and len(text.split()) >= 4) or len(text.split()) > _HEADING_WORDS
