"""The head of a saved article: its fields, date lines, bylines, address, up to where the body begins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct, field

from dragoman.readers.agencies import Dateline, find_agency, find_publisher, read_dateline
from dragoman.readers.bylines import Byline, begins_byline, goes_on, read_byline, read_names
from dragoman.readers.dates import Stamp, read_stamps
from dragoman.readers.furniture import is_furniture, is_kicker
from dragoman.readers.lines import Line
from dragoman.readers.paragraphs import hangs

# A head has few words that are not fields: a kicker, a title, a line or two below it.
_REACH_LINES = 80
_REACH_WORDS = 90
_REACH_CHARS = 900
_LINE_CAP = 300
_FIELD = re.compile(r"(?P<label>[A-Za-z][A-Za-z \-]{0,24}?)\s?:(?:\s+(?P<value>.*))?")
_URL = re.compile(
    r"(?:\[|<|\(|available at:?\s|retrieved from:?\s)?(?P<url>https?://[^\s<>\])]+)[>\])]?", re.IGNORECASE
)
# A mail's other fields; they stand among those that are known.
_MAIL = re.compile(
    r"(?:x|arc|list|dkim|feedback|received|authentication|delivered|in-reply|thread)-", re.IGNORECASE
)
_ANSWER = re.compile(r"(?:(?:re|fwd?)\s?:\s{0,3}){1,9}", re.IGNORECASE)
_PIECES = re.compile(r"\s*[|•·]\s*|\s/\s|\s[-–—]\s|,\s")
_READING_TIME = re.compile(
    r"\(?\d{1,3}[ -]?min(?:ute)?s?(?:[ -](?:of )?read(?:ing)?(?: time)?)?\)?", re.IGNORECASE
)
_OPEN_END = re.compile(r"(?:\s+and|\s+with|,|\s*&)$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:(?:published|updated|posted|modified):?\s)?(?:about |an? |just )?(?:\d{1,3}|an?|few|one|two|three)? ?"
    r"(?:second|minute|min|hour|hr|day|week|month)s? ago|just now|yesterday|today",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:,? [A-ZÀ-Þ][\w.'’\-]*){0,3}")


class Head(Struct):
    """What the head says. ``used`` are the numbers of the lines that it took; ``end`` the last of them.

    ``body`` is the number of the line that opens with a dateline, if one does; ``first`` the number of the
    first line that the head took, ``-1`` like ``end`` when there is none.
    """

    title: str | None = None
    stamps: list[Stamp] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    publisher: str | None = None
    url: str | None = None
    place: str | None = None
    used: set[int] = field(default_factory=set)
    replaced: dict[int, str] = field(default_factory=dict)
    first: int = -1
    end: int = -1
    body: int | None = None

    def take(self, number: int) -> None:
        """Mark a line as the head's own."""
        self.used.add(number)
        self.first = number if self.first < 0 else self.first
        self.end = number

    def sign(self, byline: Byline) -> None:
        """Keep what a byline says, a name that is already known once."""
        self.authors.extend(name for name in byline.authors if name not in self.authors)
        self.agency = self.agency or byline.agency
        self.publisher = self.publisher or byline.publisher


@cache
def _labels() -> dict[str, str]:
    data = tomllib.loads(files(__package__).joinpath("head.toml").read_text("utf-8"))
    return {label: name for name, labels in data.items() for label in labels}


def read_head(lines: Sequence[Line], removed: set[int], text: str) -> Head:
    """Read the lines before the body. ``removed`` are lines of furniture; ``text`` is the whole article.

    Stops at a dateline, or when more words have gone by than a head holds. A line belongs to the head only
    when all of it is a field: a date inside a sentence never does.
    """
    head = Head()
    words = 0
    before = ""
    names_follow = False
    for number, line in enumerate(lines[:_REACH_LINES]):
        if number in removed or not line.text:
            before = ""
            continue
        if names_follow:
            names_follow = False
            byline = read_names(_OPEN_END.sub("", line.text), text, sure=True)
            if byline:
                head.sign(byline)
                head.take(number)
                names_follow = goes_on(line.text)
                continue
        may_be_field = len(line.text) <= _LINE_CAP and not hangs(before)
        if may_be_field and _reads_field(head, lines, number, text, seen=words > 0):
            by = line.text[:3].casefold() in ("by ", "by:")
            names_follow = begins_byline(line.text) or (by and goes_on(line.text))
            before = ""
            continue
        if read_dateline(line.text):
            head.body = number
            break
        if len(line.text) > _REACH_CHARS:
            break
        if not is_furniture(line.text):
            words += len(line.text.split())
        if words > _REACH_WORDS:
            break
        before = line.text
    return head


def _reads_field(head: Head, lines: Sequence[Line], number: int, text: str, *, seen: bool) -> bool:
    """Read one line as a field of the head; say whether it was one. ``seen``: a title may stand above."""
    line = lines[number].text
    if number in head.used:
        return True
    stamps, rest = read_stamps(line)
    if stamps and not line.endswith(".") and _explain_rest(head, rest, text, seen=seen):
        head.stamps.extend(stamps)
        head.take(number)
        return True
    if line[:2] in ("By", "BY") or line[:12].lower().startswith(("written by", "reported by", "story by")):
        byline = read_byline(_OPEN_END.sub("", line), text)
        if byline:
            head.sign(byline)
            head.take(number)
            return True
        if begins_byline(line) and len(line) <= 12:
            head.take(number)
            return True
    if _reads_label(head, lines, number, text):
        return True
    if _RELATIVE.fullmatch(line) or line.casefold() == "body":
        head.take(number)
        return True
    address = _URL.fullmatch(line)
    if address:
        head.url = head.url or address["url"]
        head.take(number)
        return True
    # A lone name of a house heads a page or stands beside a date; among prose it may be a word ("Time").
    if not seen or head.end >= 0:
        agency, publisher = find_agency(line), find_publisher(line)
        if (agency or publisher) and len(line) > 1:
            head.agency, head.publisher = head.agency or agency, head.publisher or publisher
            head.take(number)
            return True
    return False


def _explain_rest(head: Head, rest: str, text: str, *, seen: bool) -> bool:
    """Read what a date line holds beside its dates; false when it is more than a head's fields."""
    if not rest or begins_byline(rest) or _labels().get(rest.casefold().rstrip(" :")) == "date":
        return True
    byline = read_byline(rest, text)
    if byline:
        head.sign(byline)
        return True
    if len(rest) > 120:
        return False
    if rest[-3:] in (" By", " BY", " by"):
        rest = rest[:-3]
    found: list[Byline] = []
    for piece in _PIECES.split(rest):
        piece = piece.strip(" ()[],:;-–—")
        if not piece or is_kicker(piece) or _READING_TIME.fullmatch(piece) or is_furniture(piece):
            continue
        labelled = _FIELD.fullmatch(piece)
        if labelled and (kind := _labels().get(labelled["label"].casefold())):
            if _keep_field(head, kind, (labelled["value"] or "").strip(), text):
                continue
            return False
        agency, publisher = find_agency(piece), find_publisher(piece)
        byline = read_byline(piece, text) or (read_names(piece, text) if seen else None)
        if agency or publisher:
            found.append(Byline((), agency, publisher))
        elif byline and not (seen and _is_bare_place(rest)):
            found.append(byline)
        elif seen and _is_place(rest):
            head.place = head.place or rest
            return True
        elif not (found and len(piece.split()) <= 2):
            # Beside a known house, a word or two more name a section of the site.
            return False
    for byline in found:
        head.sign(byline)
    return True


def _is_place(rest: str) -> bool:
    """Whether the words beside a date are a city, with or without its country ("Seoul, South Korea")."""
    return len(rest.split(",")[0].split()) <= 2 and len(rest.split()) <= 4 and bool(_PLACE.fullmatch(rest))


def _is_bare_place(rest: str) -> bool:
    return "," in rest and len(rest.split(",")[0].split()) == 1 and _is_place(rest)


def _reads_label(head: Head, lines: Sequence[Line], number: int, text: str) -> bool:
    found = _FIELD.fullmatch(lines[number].text)
    kind = _labels().get(found["label"].casefold()) if found else None
    if found and kind is None and head.end == number - 1 and _MAIL.match(found["label"]):
        kind = "ignored"
    if found is None or kind is None:
        return False
    value = (found["value"] or "").strip()
    last = number
    if not value and kind not in ("body", "ignored"):
        # The value may stand on the next line.
        last = next(
            (later for later in range(number + 1, min(number + 3, len(lines))) if lines[later].text), number
        )
        value = lines[last].text if last != number else ""
    elif kind in ("title", "ignored"):
        # A mail folds a long field into lines that begin with a blank.
        while (
            last + 1 < len(lines) and lines[last + 1].text and lines[last + 1].indent > lines[number].indent
        ):
            last += 1
            value = f"{value} {lines[last].text}"
    if "=?" in value:
        value = _decode_words(value)
    if kind == "title":
        value = value[found.end() :] if (found := _ANSWER.match(value)) else value
    if not _keep_field(head, kind, value, text):
        return False
    if kind == "body" and value:
        head.replaced[number] = value
        head.end = max(head.end, number - 1)
        return False
    for each in range(number, last + 1):
        head.take(each)
    return True


def _decode_words(value: str) -> str:
    """Decode the words of a mail's field that stand in another encoding, "=?utf-8?q?Per=C3=BA?="."""
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value


def _keep_field(head: Head, kind: str, value: str, text: str) -> bool:
    """Put a labelled value in its place; false when it cannot be one."""
    if kind == "title":
        head.title = head.title or value
        return bool(value)
    if kind == "date":
        stamps, _ = read_stamps(value)
        head.stamps.extend(stamp._replace(kind=stamp.kind or "published") for stamp in stamps[:1])
        return bool(stamps)
    if kind == "authors":
        byline = read_names(value, text, sure=True)
        if byline:
            head.sign(byline)
        return byline is not None
    if kind == "publisher":
        if address := _URL.search(value):
            head.url = head.url or address["url"]
            return True
        name = re.sub(r"\s*<[^<>]{0,100}>|\S+@\S+", "", value).strip(" \"'")
        if len(name) > 80 or name.endswith("."):
            return False
        agency = find_agency(name)
        head.agency = head.agency or agency
        if name and not agency:
            head.publisher = head.publisher or find_publisher(name) or name
        return bool(value)
    if kind == "url":
        head.url = head.url or value.split(" ")[0]
        return value.startswith(("http", "www."))
    if kind == "dateline":
        dateline: Dateline | None = read_dateline(f"{value} — ")
        head.place = head.place or (dateline.place if dateline else value)
        return 0 < len(value) <= 80
    return len(value) <= _LINE_CAP
