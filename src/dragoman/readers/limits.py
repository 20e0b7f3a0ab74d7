"""Bounds on what is read into memory at once."""

from __future__ import annotations

from typing import IO

from dragoman.errors import ReadError

# A single document of more is not news; an archive that unpacks without end must stop somewhere.
DOCUMENT_BYTES = 200 * 1024 * 1024


def read_bounded(stream: IO[bytes], source: str, limit: int = DOCUMENT_BYTES) -> bytes:
    """Read a stream to its end. Raises ReadError when it holds more than ``limit`` bytes or is damaged."""
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := stream.read(1024 * 1024):
            size += len(piece)
            if size > limit:
                raise ReadError(
                    f"holds more than {limit // 1024 // 1024} MB as one document",
                    source=source,
                    cure="split it, or give many documents as JSONL",
                )
            pieces.append(piece)
    except (EOFError, OSError) as fault:
        raise damaged(fault, source) from fault
    return b"".join(pieces)


def damaged(fault: Exception, source: str, place: str | None = None) -> ReadError:
    """Make the error for a stream that breaks off or fails while it is read."""
    return ReadError(
        f"cannot be read to its end: {fault}", source=source, place=place, cure="fetch or unpack it again"
    )
