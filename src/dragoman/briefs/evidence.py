"""The sentences that a brief rests on, numbered in the order in which they are first called upon."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.briefs.brief import Piece, Reference
from dragoman.language.sentences import split_sentences
from dragoman.records import Annotation, Document, Event
from dragoman.schema import part_text

Span = tuple[int, int]
_Place = tuple[str, int | None, Span]
"""A sentence: its document, its caption's index (``None`` in the body), its span."""


class Evidence:
    """Gives each sentence one number, however many statements rest on it, and keeps what is marked in it.

    An imported event comes without its document: its own words stand for the sentence, or where it has none the
    name of its source and its id.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self.annotations = {one.document.id: one for one in annotations}
        self._others: dict[str, Annotation] = {}
        self._imported: dict[_Place, Event] = {}
        self._marks: dict[_Place, set[Span]] = {}
        self._numbers: dict[_Place, int] = {}
        self._sentences: dict[str, list[Span]] = {}

    def add(self, annotations: Iterable[Annotation]) -> None:
        """Reports that may be cited too, though they are not on the two countries."""
        self._others.update((one.document.id, one) for one in annotations)

    def event(self, event: Event) -> int:
        """The number of the sentence that tells an event; its trigger is marked there."""
        info = event.text_info
        caption = info.caption if info.part == "caption" else None
        place = (event.cite_info.document, caption, (info.start, info.end))
        if not self._has(event.cite_info.document):
            self._imported.setdefault(place, event)
        return self._number(place, info.trigger)

    def span(self, document: str, start: int, end: int) -> int:
        """The number of the sentence (or sentences) around some words of a document's body."""
        return self._number((document, None, self.around(document, start, end)), (start, end))

    def around(self, document: str, start: int, end: int, *, before: int = 0) -> Span:
        """The span of the sentence, or sentences, of a document's body around some words.

        ``before`` adds so many sentences ahead of them.
        """
        if document not in self._sentences:
            self._sentences[document] = split_sentences(self._document(document).text)
        sentences = self._sentences[document]
        touched = [index for index, one in enumerate(sentences) if one[0] < end and start < one[1]]
        if not touched:
            return start, end
        return sentences[max(touched[0] - before, 0)][0], sentences[touched[-1]][1]

    def sentence(self, event: Event) -> str | None:
        """The sentence that tells an event, on one line; ``None`` for one imported without its text."""
        if not self._has(event.cite_info.document):
            return one_line(event.text) if event.text else None
        text = part_text(event, self._document(event.cite_info.document))
        return one_line(text[event.text_info.start : event.text_info.end])

    def words(self, document: str, span: Span) -> str:
        """Words of a document's body, on one line."""
        return one_line(self._document(document).text[slice(*span)])

    def references(self) -> tuple[Reference, ...]:
        """All that was called upon, in order of number."""
        return tuple(self._reference(place, number) for place, number in self._numbers.items())

    def _number(self, place: _Place, mark: Span) -> int:
        self._marks.setdefault(place, set()).add(mark)
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def _has(self, id: str) -> bool:
        return id in self.annotations or id in self._others

    def _document(self, id: str) -> Document:
        return (self.annotations.get(id) or self._others[id]).document

    def _reference(self, place: _Place, number: int) -> Reference:
        id, caption, span = place
        if place in self._imported:
            return self._told(self._imported[place], number, sorted(self._marks[place]))
        document = self._document(id)
        text = document.text if caption is None else document.captions[caption].text
        return Reference(
            number=number,
            document=id,
            pieces=_pieces(text, span, sorted(self._marks[place])),
            start=span[0],
            end=span[1],
            caption=caption,
            title=document.title,
            publication=document.publisher or document.agency,
            date=document.published,
            url=document.url,
        )

    def _told(self, event: Event, number: int, marks: list[Span]) -> Reference:
        """What an imported event says of itself."""
        cite, start = event.cite_info, event.text_info.start
        if event.text:
            own = [(first - start, last - start) for first, last in marks]
            pieces = _pieces(event.text, (0, len(event.text)), own)
        else:
            pieces = ((f"Coded by {event.coder or 'others'} as {event.id}, without its text.", False),)
        return Reference(
            number=number,
            document=cite.document,
            pieces=pieces,
            title=cite.title,
            publication=cite.publication or event.coder or None,
            date=cite.date,
            url=cite.url,
        )


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def _pieces(text: str, span: Span, marks: list[Span]) -> tuple[Piece, ...]:
    """A sentence cut where marks begin and end; overlapping marks run into one."""
    start, end = span
    pieces: list[Piece] = []
    at = start
    for mark_start, mark_end in marks:
        first, last = max(mark_start, at), min(mark_end, end)
        if first >= last:
            continue
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end], False))
    # the ends of lines go, the blanks between the pieces stay
    return tuple((" ".join(words.split(" ")).replace("\n", " "), marked) for words, marked in pieces if words)
