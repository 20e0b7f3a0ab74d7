"""The name that a document keeps on every machine."""

from __future__ import annotations

import datetime as dt
from hashlib import blake2b


def document_id(title: str | None, published: dt.date | None, text: str) -> str:
    """Give the 16 hexadecimal characters that name a document: BLAKE2b over title, date and text.

    The three are parted by a separator that no text holds, so moving a word from the title into the body
    gives another id.
    """
    day = published.isoformat() if published else ""
    told = f"{title or ''}\x1f{day}\x1f{text}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
