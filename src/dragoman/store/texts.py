"""Search over the words of a store: a full-text index in SQLite (FTS5), kept beside the Parquet parts.

DuckDB's own full-text search is an extension that is not bundled. The index is made when it is first asked, and
follows the store: a part that it has not seen is read, what it has is kept. It can be deleted at any time.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.records import Document
from dragoman.store.store import Store

FILE = "words.sqlite3"
VERSION = 1
MARKS = ("\x02", "\x03")
"""Stand around the words that were found; no text holds them."""
LONGEST_QUERY = 200
MOST_WORDS = 12
_WORDS = re.compile(r'"([^"]*)"|(\S+)')

_TABLES = (
    "CREATE TABLE parts (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, published TEXT, publication TEXT)",
    "CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT UNIQUE, date TEXT, document TEXT)",
    "CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize = 'porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE sentences USING fts5(sentence, names,"
    " tokenize = 'porter unicode61 remove_diacritics 2')",
    f"PRAGMA user_version = {VERSION}",
)


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A document or an event whose words were found.

    ``pieces`` are a stretch of its text, cut so that each piece with True is a word that was asked for.
    """

    id: str
    document: str
    date: str | None
    title: str | None
    publication: str | None
    pieces: tuple[tuple[str, bool], ...]


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """Some hits, the best first, and how many there are in all (counted up to ``TextIndex.COUNTED``)."""

    total: int
    hits: tuple[Hit, ...]


class TextIndex:
    """The index of one store's words. Safe to ask from several threads; one of them builds."""

    COUNTED = 10_000

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._file: Path | None = None
        self._serial = -1

    @property
    def is_current(self) -> bool:
        """Whether every part of the store is indexed."""
        return self._serial == self._store.serial

    def refresh(self) -> None:
        """Index what is not indexed yet. The first time takes about six seconds for 115,000 short reports."""
        with self._lock:
            serial = self._store.serial
            if serial == self._serial:
                return
            with closing(self._open()) as base:
                parts = {part.name: part for part in self._store.parts()}
                done = {name for (name,) in base.execute("SELECT name FROM parts")}
                for name in [name for name in parts if name not in done]:
                    with _alone(base):
                        # another process may have been here while this one waited for its turn
                        if not base.execute("SELECT 1 FROM parts WHERE name = ?", (name,)).fetchone():
                            self._index(base, name)
                            base.execute("INSERT INTO parts VALUES (?)", (name,))
                with _alone(base):
                    base.executemany("DELETE FROM parts WHERE name = ?", [(n,) for n in done - set(parts)])
            self._serial = serial

    def documents(self, words: str, *, first: int = 0, most: int = 20) -> Hits:
        """Reports in which all the words stand; words in quotation marks stand side by side."""
        return self._find(
            """
            SELECT d.id, d.id, d.published, t.title, d.publication,
                   snippet(texts, 1, char(2), char(3), ' … ', 40)
            FROM texts t JOIN documents d ON d.number = t.rowid
            WHERE texts MATCH ? ORDER BY bm25(texts, 4.0, 1.0), d.published DESC, d.id LIMIT ? OFFSET ?
            """,
            "texts",
            words,
            first,
            most,
        )

    def events(self, words: str, *, first: int = 0, most: int = 20) -> Hits:
        """Events in whose sentence, or in the names of whose actors, all the words stand."""
        return self._find(
            """
            SELECT e.id, e.document, e.date, NULL, NULL, snippet(sentences, 0, char(2), char(3), ' … ', 60)
            FROM sentences s JOIN events e ON e.number = s.rowid
            WHERE sentences MATCH ? ORDER BY bm25(sentences), e.date DESC, e.id LIMIT ? OFFSET ?
            """,
            "sentences",
            words,
            first,
            most,
        )

    def _find(self, sql: str, table: str, words: str, first: int, most: int) -> Hits:
        asked = match(words)
        if asked is None:
            return Hits(total=0, hits=())
        self.refresh()
        with closing(self._open()) as base:
            total = base.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {self.COUNTED})",
                (asked,),
            ).fetchone()[0]
            rows = base.execute(sql, (asked, most, first)).fetchall()
        return Hits(
            total=total,
            hits=tuple(
                Hit(
                    id=id,
                    document=document,
                    date=date,
                    title=title,
                    publication=publication,
                    pieces=pieces(snippet or ""),
                )
                for id, document, date, title, publication, snippet in rows
            ),
        )

    def _index(self, base: sqlite3.Connection, part: str) -> None:
        number = base.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()[0]
        for id, published, record in self._store.part_rows(part, "documents", ("id", "published", "record")):
            document = msgspec.json.decode(record, type=Document)
            known = base.execute("SELECT 1 FROM documents WHERE id = ?", (id,)).fetchone()
            if known:
                continue
            number += 1
            base.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?)",
                (number, id, published and str(published), document.publisher or document.agency),
            )
            base.execute(
                "INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)",
                (number, _plain(document.title or ""), _plain(document.text)),
            )
        number = base.execute("SELECT coalesce(max(number), 0) FROM events").fetchone()[0]
        columns = ("id", "date", "document", "sentence", "actor_text", "recipient_text", "actor", "recipient")
        for id, date, document_id, sentence, *names in self._store.part_rows(part, "events", columns):
            if base.execute("SELECT 1 FROM events WHERE id = ?", (id,)).fetchone():
                continue
            number += 1
            base.execute(
                "INSERT INTO events VALUES (?, ?, ?, ?)", (number, id, date and str(date), document_id)
            )
            words = " ".join(name for group in names for name in group or () if name)
            base.execute(
                "INSERT INTO sentences(rowid, sentence, names) VALUES (?, ?, ?)",
                (number, _plain(sentence or ""), _plain(words)),
            )

    def _open(self) -> sqlite3.Connection:
        if self._file is None:
            self._file = self._place()
        base = sqlite3.connect(self._file, timeout=60, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        if base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            with _alone(base):
                if base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                    for statement in _TABLES:
                        base.execute(statement)
        return base

    def _place(self) -> Path:
        """Beside the store; in a temporary folder where the store cannot be written, or another index stands."""
        file = self._store.path / FILE
        try:
            with closing(sqlite3.connect(file, timeout=60, isolation_level=None)) as base:
                version = base.execute("PRAGMA user_version").fetchone()[0]
                with _alone(base):
                    pass  # only to see that it can be written
            if version in (0, VERSION):
                return file
        except sqlite3.Error:
            pass
        return Path(tempfile.mkdtemp(prefix="dragoman-")) / FILE


@contextmanager
def _alone(base: sqlite3.Connection) -> Iterator[None]:
    """A transaction that no other process writes beside; undone when it fails."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


def match(words: str) -> str | None:
    """A question in FTS5's language in which every word is a word and nothing an operator; ``None`` for none.

    Raises UsageError when it is too long.
    """
    if len(words) > LONGEST_QUERY:
        raise UsageError(f"a search takes at most {LONGEST_QUERY} characters")
    asked = []
    for phrase, word in _WORDS.findall(words):
        text = (phrase or word).replace('"', " ").replace("\x00", " ")
        if any(letter.isalnum() for letter in text):
            asked.append(f'"{text}"')
    if len(asked) > MOST_WORDS:
        raise UsageError(f"a search takes at most {MOST_WORDS} words")
    return " ".join(asked) or None


def pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """A snippet cut at its marks."""
    found: list[tuple[str, bool]] = []
    for place, part in enumerate(snippet.split(MARKS[0])):
        marked, sign, rest = part.partition(MARKS[1])
        if not place or not sign:
            found.append((part, False))
        else:
            found += [(marked, True), (rest, False)]
    return tuple((text, is_marked) for text, is_marked in found if text)


def _plain(text: str) -> str:
    """The text on one line, without the characters that mark what was found."""
    return " ".join(text.translate({2: " ", 3: " "}).split())
