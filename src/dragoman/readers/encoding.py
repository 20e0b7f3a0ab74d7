"""Bytes into characters, or a reason why not."""

from __future__ import annotations

import codecs

from dragoman.errors import ReadError

# The first bytes by which formats that hold no plain text are known, and what to do about each.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "save its text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\x89PNG", "an image", "give the text itself"),
    (b"\xff\xd8\xff", "an image", "give the text itself"),
    (b"GIF8", "an image", "give the text itself"),
    (b"II*\x00", "an image", "give the text itself"),
    (b"RIFF", "an image, a sound or a film", "give the text itself"),
    (b"\x1f\x8b", "gzip data inside gzip data", "unpack it once"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first"),
    (b"SQLite format 3", "a database", "export its texts as JSONL"),
    (b"PAR1", "a Parquet table", "export its texts as JSONL"),
    (b"ARROW1", "an Arrow table", "export its texts as JSONL"),
    (b"\x7fELF", "a program", "give the text itself"),
)
# In the order tried: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_UTF8 = "save it as UTF-8"
# Control characters that a text from a terminal may hold: backspace, tab, line feed to carriage return, escape.
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27})
_CONTROLS_ALLOWED = 0.01
# What English text has beside ASCII when it was written in Windows-1252: quotation marks, dashes, bullets,
# signs of currency and the accented letters of names. Telling this from other 8-bit sets by statistics
# needs more of such bytes than an article holds.
_WESTERN = frozenset(
    b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbd"
) | frozenset("éèêëáàâäãåæçíìîïñóòôöõøúùûüýÉÈÁÀÂÄÅÇÍÑÓÖØÚÜßšžŠŽ".encode("cp1252"))
_SAMPLE = 65_536


def refuse_binary(data: bytes, source: str) -> None:
    """Raise ReadError when the first bytes are those of a format that holds no plain text."""
    for magic, what, cure in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"is {what}, not text", source=source, cure=cure)


def decode(data: bytes, source: str) -> tuple[str, str | None]:
    """Decode a whole file; give its text and, where characters had to be replaced, a note that says so.

    UTF-8, UTF-16 and UTF-32 by their byte-order mark, plain UTF-8, Windows-1252 where only its usual
    characters occur, else what charset-normalizer finds. Raises ReadError for empty and binary data and
    where no encoding fits.
    """
    if not data.strip():
        raise ReadError("holds no text", source=source, cure="give a file with text in it")
    refuse_binary(data, source)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by_mark(data, name, source)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\x00" in data or controls > _CONTROLS_ALLOWED * len(data):
        raise ReadError("holds binary data, not text", source=source, cure=f"if it is a text, {_AS_UTF8}")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as fault:
        if fault.start >= len(data) - 3 and fault.reason == "unexpected end of data":
            return data[: fault.start].decode("utf-8"), "the file ends in the middle of a character"
    return _eight_bit(data, source)


def _by_mark(data: bytes, name: str, source: str) -> tuple[str, str | None]:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as fault:
        if name == "utf-8-sig":
            return _eight_bit(data, source)
        raise ReadError(
            f"begins as {name.upper()} but breaks its rules",
            source=source,
            place=f"byte {fault.start}",
            cure=_AS_UTF8,
        ) from fault
    if not text.strip():
        raise ReadError("holds no text", source=source, cure="give a file with text in it")
    return text, None


def _eight_bit(data: bytes, source: str) -> tuple[str, str | None]:
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    # A two-byte sequence hardly ever comes about by chance: where most are sound, the rest is damage.
    sound = sum(1 for char in lenient[:_SAMPLE] if char > "\x7f" and char != "\ufffd")
    if sound >= 3 * lenient[:_SAMPLE].count("\ufffd") > 0:
        return lenient, f"{bad} damaged characters were replaced"
    beyond = data[: 16 * _SAMPLE].translate(None, bytes(range(128)))
    if set(beyond) <= _WESTERN and len(beyond) < 0.2 * min(len(data), 16 * _SAMPLE):
        return data.decode("cp1252", "replace"), None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError("its encoding could not be told", source=source, cure=_AS_UTF8)
    return data.decode(best.encoding, "replace"), f"read as {best.encoding}, the likeliest encoding"
