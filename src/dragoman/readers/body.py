"""The body of an article: its paragraphs, with headings, captions, footers and furniture kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from dragoman.readers.agencies import Dateline, find_agency, read_dateline
from dragoman.readers.bylines import Byline
from dragoman.readers.captions import read_caption, read_credit, tells_what_is_seen
from dragoman.readers.furniture import (
    copyright_holder,
    footer_byline,
    is_copyright,
    is_footer,
    is_furniture,
    opens_list,
)
from dragoman.readers.paragraphs import Block, Gap, ends_sentence, goes_on
from dragoman.readers.stops import holds_stop
from dragoman.records import Caption, Section

_HEADING_WORDS = 14
_HEADING_CAP = 110
_LIST = 3
_CAPTION_WORDS = 80
_CUT_WORDS = 12
_BULLET = re.compile(r"[•●▪◦‣■]\s*|[*]\s+(?=\S)")
_MARKDOWN = re.compile(r"#{1,6}\s+(?P<words>.+?)\s*#*")
_QUESTION = re.compile(
    r"(?:what|why|how|who|when|where|which|is|are|was|were|will|can|could|does|do|did|should|has|have)\b",
    re.I,
)
_CAPTION_NEXT = re.compile(r"(?:image|photo|media|picture|video) caption[,:]?", re.IGNORECASE)
_SIGNED = re.compile(r"\s*[(\[](?P<agency>[^()\[\]]{2,40})[)\]]$")
_END_MARK = re.compile(
    r"(?<=[.!?”\"])\s*(?:Enditem|ENDITEM|\(END\)|-?ENDS-?|-30-|###|NNNN|Item ends|"
    r"(?:PTI|ANI|IANS|UNI)(?: [A-Z]{2,4}){0,5})$"
)
_PRESENTS = re.compile(r"(?:is|was|has been|covers|reports|writes|joined|works|leads)\b")
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


def read_body(blocks: Sequence[Block], *, plain: int = 0, authors: Sequence[str] = ()) -> Body:
    """Sort paragraphs into body, headings, captions and furniture.

    The first ``plain`` blocks, those that the head left over, are never headings. ``authors`` are the names
    of the byline, by which a paragraph at the end that only introduces one of them is told.
    """
    body = Body()
    headings = _headings(blocks, plain)
    wrapped = any(block.lines > 1 for block in blocks)
    tail = max(1, min(len(blocks) - _LAST_BLOCKS, len(blocks) * 2 // 3))
    credit: str | None = None
    captioned = listing = copyrighted = False
    broken = True
    for number, block in enumerate(blocks):
        text = block.text
        if captioned and len(text.split()) <= _CAPTION_WORDS:
            body.captions.append(Caption(text=text, credit=credit))
            captioned, credit, broken = False, None, True
        elif _CAPTION_NEXT.fullmatch(text[:40]):
            captioned = broken = True
        elif (own := read_credit(text)) is not None:
            credit = _give_credit(body, own, block, broken)
            broken = True
        elif (listing or copyrighted) and not _is_prose(text):
            # A list of links, or a page's foot, goes on until there is a paragraph of prose again.
            broken = True
        elif is_copyright(text):
            agency, publisher = copyright_holder(text)
            body.agency, body.publisher = body.agency or agency, body.publisher or publisher
            copyrighted, broken = number >= tail, True
        elif is_furniture(text):
            listing, broken = opens_list(text), True
        elif number >= tail and (is_footer(text) or _signs(body, text) or _introduces(text, authors)):
            body.byline = body.byline or footer_byline(text)
            broken = True
        elif number in headings:
            if headings[number]:
                body.headings.append((headings[number], len(body.paragraphs)))
            broken = listing = False
        elif (caption := read_caption(text, last=number == len(blocks) - 1)) is not None:
            body.captions.append(Caption(text=caption.text, credit=caption.credit or credit))
            credit, broken = None, True
        else:
            _add(body, text, broken=broken, wrapped=wrapped, opening=number < plain + _DATELINE_WITHIN)
            captioned, credit, broken, listing = False, None, False, False
    _take_signature(body)
    # A gallery repeats its pictures' captions.
    body.captions = list(dict.fromkeys(body.captions))
    return body


def _add(body: Body, text: str, *, broken: bool, wrapped: bool, opening: bool) -> None:
    """Put a paragraph into the body, joined to the one before when something only parted the two."""
    if opening and body.dateline is None:
        body.dateline = read_dateline(text)
        if body.dateline:
            text = text[body.dateline.length :]
    if len(text) < 400 or text[0] in "•●▪◦‣■*":
        text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    if not text.strip():
        return
    opens_section = bool(body.headings) and body.headings[-1][1] == len(body.paragraphs)
    if broken and body.paragraphs and not opens_section:
        last = body.paragraphs[-1]
        # In a wrapped text a long paragraph without an end was cut by a column or a picture, not by its writer.
        if goes_on(last, text) or (wrapped and len(last.split()) >= _CUT_WORDS and not ends_sentence(last)):
            body.paragraphs[-1] = f"{last} {text}"
            return
    body.paragraphs.append(text)


def _give_credit(body: Body, credit: str, block: Block, broken: bool) -> str | None:
    """Give a credit that stands alone to the caption before it; else hand it on to the one that may follow."""
    if body.captions and broken and body.captions[-1].credit is None:
        body.captions[-1] = Caption(text=body.captions[-1].text, credit=credit)
        return None
    if not broken and block.gap is Gap.NONE and len(body.paragraphs) > 1:
        opens_section = bool(body.headings) and body.headings[-1][1] == len(body.paragraphs)
        if tells_what_is_seen(body.paragraphs[-1]) and not opens_section:
            body.captions.append(Caption(text=body.paragraphs.pop(), credit=credit))
            return None
    return credit


def _signs(body: Body, text: str) -> bool:
    """Whether a paragraph is only an agency's name in brackets, which signs a report."""
    found = _SIGNED.fullmatch(text[:50])
    agency = find_agency(found["agency"]) if found else None
    body.agency = body.agency or agency
    return agency is not None


def _introduces(text: str, authors: Sequence[str]) -> bool:
    """Whether a paragraph introduces one of the authors: "Jane Doe is the paper's correspondent in Lima." """
    name = next((name for name in authors if text.startswith(f"{name} ")), None)
    return name is not None and len(text) <= 400 and bool(_PRESENTS.match(text, len(name) + 1))


def _take_signature(body: Body) -> None:
    """Take an agency in brackets, and a wire's mark of its end, off the last paragraph."""
    if not body.paragraphs:
        return
    last = _END_MARK.sub("", body.paragraphs[-1])
    found = _SIGNED.search(last, max(0, len(last) - 50))
    agency = find_agency(found["agency"]) if found else None
    if found and agency and ends_sentence(last[: found.start()]):
        last = last[: found.start()]
        body.agency = body.agency or agency
    body.paragraphs[-1] = last or body.paragraphs[-1]


def _headings(blocks: Sequence[Block], plain: int) -> dict[int, str]:
    """Number the blocks that are headings, with their words; a block joined to the heading before has "".

    Three short lines or more in a row are a list, not headings; of two, the second is one.
    """
    wrapped = any(block.lines > 1 for block in blocks)
    found: dict[int, str] = {}
    number = plain
    while number < len(blocks):
        run = number
        while run < len(blocks) and _may_head(blocks[run]) and not _follows_caption_label(blocks, run):
            run += 1
        followed = run < len(blocks) and _is_prose(blocks[run].text)
        length = run - number
        if length > 0 and followed:
            _name_run(blocks, number, run, wrapped, found)
        for each in range(number, run):
            marked = _MARKDOWN.fullmatch(blocks[each].text)
            if blocks[each].heading or marked:
                found[each] = marked["words"] if marked else blocks[each].text
        number = run + 1
    return found


def _follows_caption_label(blocks: Sequence[Block], number: int) -> bool:
    return number > 0 and bool(_CAPTION_NEXT.fullmatch(blocks[number - 1].text[:40]))


def _name_run(blocks: Sequence[Block], first: int, end: int, wrapped: bool, found: dict[int, str]) -> None:
    """Name the heading in a run of short lines that a paragraph of prose follows: the last of them.

    Lines that are headings by their mark are left to the caller.
    """
    start = end - 1
    words = blocks[start].text
    # A heading wrapped at a narrower width than the body lies on several lines without a blank between.
    while wrapped and start > first and blocks[start].gap is Gap.NONE:
        joined = f"{blocks[start - 1].text} {words}"
        if len(joined.split()) > _HEADING_WORDS:
            break
        words, start = joined, start - 1
    if start - first + 1 >= _LIST or blocks[start].heading:
        return
    found[start] = words
    found.update(dict.fromkeys(range(start + 1, end), ""))


def _may_head(block: Block) -> bool:
    """Whether a block is short and open-ended, as headings are."""
    text = block.text
    if block.heading is not None:
        return block.heading
    if len(text) > _HEADING_CAP or not 1 <= len(text.split()) <= _HEADING_WORDS:
        return False
    if _MARKDOWN.fullmatch(text):
        return True
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"‘'¿") or not any(
        char.isalpha() for char in text
    ):
        return False
    if text.endswith("?"):
        return len(text.split()) <= 10 and bool(_QUESTION.match(text))
    if ends_sentence(text) or text.endswith((",", ";", "-", "—", "–")) or _BULLET.match(text):
        return False
    if holds_stop(text):
        return False
    if text.startswith(("“", '"')) and text.endswith(("”", '"')):
        return False
    return not (
        is_furniture(text)
        or is_copyright(text)
        or read_credit(text)
        or read_caption(text)
        or _CAPTION_NEXT.fullmatch(text)
        or _SIGNED.fullmatch(text)
    )


def _is_prose(text: str) -> bool:
    if len(text) > 2 * _HEADING_CAP:
        return True
    words = len(text.split())
    return words > _HEADING_WORDS or (words >= 4 and ends_sentence(text))
