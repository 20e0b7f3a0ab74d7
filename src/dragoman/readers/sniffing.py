"""What a stream holds, told by its first bytes."""

from __future__ import annotations

import re

# Enough to see past a long comment or a page's first scripts.
SAMPLE = 4096
GZIP = b"\x1f\x8b"
_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|meta\s|title>|div[\s>]|section[\s>]|p>|h1[\s>]|script[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LINE = re.compile(r'\s*\{\s*"(?:[^"\\\n]|\\.){0,100}"\s*:')
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def sniff(head: bytes) -> str:
    """Name the reader for a stream that begins with these bytes: ``html``, ``jsonl`` or ``text``."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            text = head[2 : len(head) // 2 * 2].decode(encoding, "replace")
            break
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if _HTML.match(text):
        return "html"
    return "jsonl" if _JSON_LINE.match(text) else "text"
