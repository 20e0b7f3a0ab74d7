"""Files, streams and standard input, opened for reading and unpacked where they are gzip."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from dragoman.errors import ReadError
from dragoman.readers.limits import damaged
from dragoman.readers.sniffing import GZIP, SAMPLE


class Opened(NamedTuple):
    """A stream at its first byte, its name for messages, its suffix without ``.gz``, and its first bytes."""

    stream: IO[bytes]
    name: str
    suffix: str
    head: bytes


class _Replayed(io.RawIOBase):
    """A stream that begins with the bytes already read off it; it leaves the stream below open."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._head:
            count = min(len(view), len(self._head))
            view[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(source: str | Path | IO[bytes], name: str | None = None) -> Iterator[Opened]:
    """Open a path, ``-`` for standard input, or take a stream of bytes as it is.

    A file opened here is closed at the end; a stream given stays open. Raises ReadError where nothing can
    be opened.
    """
    if isinstance(source, (str, Path)) and str(source) != "-":
        path = Path(source)
        label = name or str(source)
        with _file(path, label) as stream:
            yield _look(stream, label, [suffix.lower() for suffix in path.suffixes])
        return
    stream = sys.stdin.buffer if isinstance(source, (str, Path)) else source
    own = getattr(stream, "name", None)
    label = name or (
        "standard input"
        if stream is getattr(sys.stdin, "buffer", None)
        else own
        if isinstance(own, str)
        else "stream"
    )
    suffixes = Path(name or (own if isinstance(own, str) else "")).suffixes
    yield _look(stream, label, [suffix.lower() for suffix in suffixes])


def _file(path: Path, label: str) -> IO[bytes]:
    try:
        if path.is_dir():
            raise ReadError("is a folder", source=label, cure="name the files in it")
        return path.open("rb")
    except FileNotFoundError as fault:
        raise ReadError("no such file", source=label, cure="check the path") from fault
    except (OSError, ValueError) as fault:
        cause = getattr(fault, "strerror", None) or str(fault)
        raise ReadError(
            f"cannot be opened: {cause}", source=label, cure="check the path and its permissions"
        ) from fault


def _look(stream: IO[bytes], label: str, suffixes: list[str]) -> Opened:
    stream, head = _peek(stream, label)
    if head.startswith(GZIP):
        stream, head = _peek(cast("IO[bytes]", gzip.GzipFile(fileobj=stream)), label)
    elif suffixes[-1:] == [".gz"] and head:
        raise ReadError(
            "is named .gz but is not gzip data", source=label, cure="rename it, or fetch it again"
        )
    if suffixes[-1:] == [".gz"]:
        suffixes = suffixes[:-1]
    return Opened(stream, label, suffixes[-1] if suffixes else "", head)


def _peek(stream: IO[bytes], label: str) -> tuple[IO[bytes], bytes]:
    head = b""
    try:
        while len(head) < SAMPLE and (piece := stream.read(SAMPLE - len(head))):
            head += piece
    except (EOFError, OSError) as fault:
        raise damaged(fault, label) from fault
    if not isinstance(head, bytes):
        raise TypeError("a stream of bytes is needed: open the file with mode 'rb'")
    return io.BufferedReader(_Replayed(head, stream), 256 * 1024), head
