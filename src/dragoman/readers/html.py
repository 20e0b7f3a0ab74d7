"""Web pages: the article in them, without the page around it.

1. Figures are taken out of the tree, so that their captions are kept apart from the text.
2. trafilatura finds the main text and what the page's metadata say (JSON-LD, OpenGraph, meta).
3. What it finds is sorted as a plain text's paragraphs are: dateline, headings, captions, footers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from dragoman.errors import ReadError
from dragoman.readers.agencies import find_agency
from dragoman.readers.body import Body, read_body
from dragoman.readers.bylines import Byline, read_byline, read_names
from dragoman.readers.captions import split_credit
from dragoman.readers.dates import Stamp, read_date
from dragoman.readers.encoding import decode
from dragoman.readers.furniture import is_furniture_anywhere
from dragoman.readers.head import Head, read_head
from dragoman.readers.limits import read_bounded
from dragoman.readers.lines import Line, mend, tidy
from dragoman.readers.paragraphs import Block, Gap, ends_sentence
from dragoman.readers.text import assemble
from dragoman.records import Caption, Document

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w\-]{2,20})|^<\?xml[^>]{0,60}encoding=["']([\w\-]{2,20})""",
    re.I,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CURE = "save the page with its article loaded, or give its text as .txt"
_CREDIT_CLASS = re.compile(r"credit|source|attribution|copyright|photographer|byline", re.I)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:wp-)?caption(?:-text)?(?:$|[\s_-])", re.I)
_SCREEN_READER = re.compile(r"^(?:image|media|photo) (?:caption|source)[,:]?\s*", re.I)
_CAPTION_CAP = 1500


class HtmlReader:
    """Reads one document from a saved web page, without touching the network."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".mhtml.html")

    def read(self, stream: IO[bytes], source: str) -> Iterator[Document]:
        """Yield the one document. Raises ReadError for a page without a main text."""
        text, note = _decode_page(read_bounded(stream, source), source)
        yield read_page(text, source, (note,) if note else ())


reader = HtmlReader()


def _decode_page(data: bytes, source: str) -> tuple[str, str | None]:
    """Decode by the page's own word where it gives one that fits, else as any text."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\x00" not in data:
        try:
            return data.decode((named[1] or named[2]).decode("ascii")), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, source)


def read_page(page: str, source: str, notes: tuple[str, ...] = ()) -> Document:
    """Read a page from its characters. Raises ReadError when no article is found in it."""
    from trafilatura import bare_extraction, load_html

    tree = load_html(_DECLARATION.sub("", page))
    if tree is None:
        raise ReadError("is no page that can be parsed", source=source, cure=_CURE)
    captions = _take_captions(tree)
    found: Any = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        # A date guessed from anywhere in a page is worse than none: only what states it counts.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    blocks = _blocks(found.body) if found is not None and found.body is not None else []
    if not any(not block.heading for block in blocks):
        raise ReadError("has no main text", source=source, cure=_CURE)
    title = " ".join(found.title.split()) if found.title else None
    return _document(title, found, blocks, captions, source, notes)


def _document(
    title: str | None,
    found: Any,
    blocks: list[Block],
    captions: list[Caption],
    source: str,
    notes: tuple[str, ...],
) -> Document:
    lines = [Line(block.text) for block in blocks]
    # Trafilatura has the title from the page's head; the body may open with it once more.
    repeated = {number for number, line in enumerate(lines[:5]) if title and _same(line.text, title)}
    furniture = {number for number, line in enumerate(lines) if is_furniture_anywhere(line.text)}
    head = read_head(lines, repeated | furniture, "\n".join(line.text for line in lines))
    taken = repeated | furniture | head.used
    rest = [block for number, block in enumerate(blocks) if number not in taken]
    plain = sum(block.first < head.end and not block.heading for block in rest)
    body = read_body(rest, plain=plain, authors=head.authors)
    if not body.paragraphs:
        raise ReadError("has no main text", source=source, cure=_CURE)
    _add_metadata(head, found, body)
    known = {caption.text for caption in body.captions}
    body.captions[:0] = [caption for caption in captions if caption.text not in known]
    told = set(body.paragraphs)
    body.captions = [caption for caption in body.captions if caption.text not in told]
    if title is None and head.title:
        title = head.title
    return assemble(title, head, body, source, notes)


def _add_metadata(head: Head, found: Any, body: Body) -> None:
    """Put the page's metadata before what its text says."""
    date = read_date(found.date) if found.date else None
    if date:
        head.stamps.insert(0, Stamp(date, "published", str(found.date)))
    head.url = found.url or head.url
    if found.sitename:
        agency = find_agency(found.sitename)
        head.agency = head.agency or agency
        if agency is None:
            head.publisher = found.sitename
    signed = [_signed(name) for name in (found.author or "").split(";") if name.strip()]
    if any(byline.authors or byline.agency for byline in signed):
        head.authors = []
        for byline in signed:
            head.sign(byline)


def _signed(name: str) -> Byline:
    return read_byline(name) or read_names(name, sure=True) or Byline()


def _same(one: str, two: str) -> bool:
    small = [re.sub(r"\W+", " ", each).casefold().strip() for each in (one, two)]
    return small[0] == small[1] or (len(small[0]) > 15 and small[1].startswith(small[0] + " "))


def _take_captions(tree: Any) -> list[Caption]:
    """Take the figures' captions out of a page's tree; give them in the page's order."""
    captions: list[Caption] = []
    for figure in list(tree.iter("figcaption")) + [
        element
        for element in tree.iter("p", "div", "span")
        if _CAPTION_CLASS.search(element.get("class") or "")
    ]:
        if figure.getparent() is None or any(parent.tag == "figcaption" for parent in figure.iterancestors()):
            continue
        credits = []
        for part in list(figure.iter("span", "cite", "small", "p", "div")):
            if (
                part is not figure
                and _CREDIT_CLASS.search(part.get("class") or "")
                and part.getparent() is not None
            ):
                credits.append(_words(part))
                part.drop_tree()
        words = _SCREEN_READER.sub("", _words(figure))
        figure.drop_tree()
        if len(words) > _CAPTION_CAP:
            continue
        text, credit = split_credit(words)
        own = _SCREEN_READER.sub("", " ".join(each for each in credits if each)).strip(" ()[]")
        if text and ends_sentence(text) | (len(text.split()) >= 4):
            captions.append(Caption(text=text, credit=own or credit))
    return list({caption.text: caption for caption in captions}.values())


def _words(element: Any) -> str:
    return mend(" ".join(tidy(element.text_content()).split()))


def _blocks(body: Any) -> list[Block]:
    """Make blocks of trafilatura's elements: headings, paragraphs, a list's items, a table's rows."""
    blocks: list[Block] = []

    def add(words: str, *, heading: bool = False) -> None:
        tidied = mend(" ".join(tidy(words).split()))
        if tidied:
            blocks.append(Block(tidied, len(blocks), 1, Gap.BLANK, heading))

    for element in body:
        if element.tag == "head":
            add(_flat(element), heading=True)
        elif element.tag == "list":
            for item in element.iter("item"):
                add(_flat(item))
        elif element.tag == "table":
            for row in element.iter("row"):
                add(" | ".join(_flat(cell).strip() for cell in row.iter("cell")))
        elif element.tag == "quote" and any(child.tag == "p" for child in element):
            for child in element:
                add(_flat(child))
        else:
            bold = len(element) == 1 and element[0].tag == "hi" and element[0].get("rend") == "#b"
            alone = bold and not (element.text or "").strip() and not (element[0].tail or "").strip()
            for part in _flat(element).split("\n"):
                add(part, heading=alone and len(part) <= 110 and not ends_sentence(part.strip()))
    return blocks


def _flat(element: Any) -> str:
    """An element's words; a forced line break stays one."""
    pieces = [element.text or ""]
    for child in element:
        pieces.append("\n" if child.tag == "lb" else _flat(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
