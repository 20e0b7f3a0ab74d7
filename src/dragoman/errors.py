"""The tree of exceptions.

DragomanError
├── InputError            something given cannot be read; names the file, the place and the cure
│   ├── ReadError         a document or a record in it is set aside
│   └── CorpusError       a corpus file breaks its markup
├── UnknownCode           a name that the ontology does not hold
├── UsageError            a command was called with words it cannot take
├── SettingsError         a setting has a value it cannot take
├── StoreError            a store is missing, foreign or damaged
└── ModelError            the coder's model is missing or does not fit
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root of every error that Dragoman raises on purpose."""


class InputError(DragomanError):
    """Something given cannot be read. ``source`` is the file, ``place`` where in it, ``cure`` what to do."""

    def __init__(
        self, reason: str, *, source: str, place: str | None = None, cure: str | None = None
    ) -> None:
        self.reason = reason
        self.source = source
        self.place = place
        self.cure = cure
        where = f"{source}, {place}" if place else source
        super().__init__(f"{where}: {reason}" + (f" ({cure})" if cure else ""))


class ReadError(InputError):
    """A document, or one record of a file, could not be read and is set aside."""


class CorpusError(InputError):
    """A corpus file breaks the rules of its markup."""


class UnknownCode(DragomanError):
    """A name that the ontology does not hold."""


class UsageError(DragomanError):
    """A command was called with words it cannot take."""


class SettingsError(DragomanError):
    """A setting has a value it cannot take."""


class StoreError(DragomanError):
    """A store is missing, was written by something else, or is damaged."""


class ModelError(DragomanError):
    """The coder's model is missing or does not fit this version."""
