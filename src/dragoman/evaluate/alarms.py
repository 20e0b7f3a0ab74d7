"""Events found where there are none: in texts of sport, markets, films and weather."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dragoman.coder.coder import Coder
from dragoman.language import split_passages
from dragoman.pipeline import annotate_all
from dragoman.records import Document, Event


class AlarmReport(Struct, frozen=True, kw_only=True):
    """How many sentences were read, and the events found in them, each one false."""

    documents: int
    sentences: int
    events: tuple[Event, ...]

    @property
    def rate(self) -> float:
        """Events per 100 sentences."""
        return 100 * len(self.events) / max(1, self.sentences)


def measure_alarms(documents: Iterable[Document], coder: Coder) -> AlarmReport:
    """Code texts in which nothing political happens."""
    read = list(documents)
    events = [
        event for annotation in annotate_all(read, coder, mentions=False) for event in annotation.events
    ]
    sentences = sum(len(passage.sentences) for document in read for passage in split_passages(document))
    return AlarmReport(documents=len(read), sentences=sentences, events=tuple(events))
