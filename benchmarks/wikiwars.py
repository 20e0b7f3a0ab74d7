"""Score time expressions against WikiWars: how many spans are found, and how many values are right.

    python benchmarks/wikiwars.py PATH

PATH is the corpus' archive (wikiwars.tar.gz) or a folder that holds its TimeML files (*.tml). WikiWars
(Mazur and Dale, 2010) is CC BY-SA 3.0 and is not part of this project. A span found counts as right when it
overlaps one of the key, each of which can be matched once; value accuracy is taken over the matched spans.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import tarfile
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from dragoman.language import find_moments

_TAG = re.compile(r"<TIMEX3\b([^>]*)>|</TIMEX3>|<[^>]*>")
_CREATED = re.compile(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", re.DOTALL)
Key = tuple[int, int, str]


def read_files(path: Path) -> Iterator[tuple[str, str]]:
    """The name and content of each TimeML file; of an archive those of the whole corpus."""
    if path.is_dir():
        for file in sorted(path.rglob("*.tml")):
            yield file.name, file.read_text("utf-8")
        return
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if "/whole-tml/" in f"/{member.name}" else None
            if content and member.name.endswith(".tml"):
                yield Path(member.name).name, content.read().decode("utf-8")


def read_key(content: str) -> tuple[str, list[Key], dt.date | None]:
    """The plain text of a TimeML file, its expressions with their values, and the day it was created."""
    created = _CREATED.search(content)
    body = content[content.index("<TEXT>") + 6 : content.rindex("</TEXT>")]
    text, keys, open_tags, at = "", [], [], 0
    for tag in _TAG.finditer(body):
        text += unescape(body[at : tag.start()])
        at = tag.end()
        if tag[1] is not None:
            value = re.search(r'value="([^"]*)"', tag[1])
            open_tags.append((len(text), value[1] if value else ""))
        elif tag[0] == "</TIMEX3>":
            start, value_text = open_tags.pop()
            keys.append((start, len(text), value_text))
    return text + unescape(body[at:]), sorted(keys), dt.date.fromisoformat(created[1]) if created else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was missed, spurious or misread")
    arguments = parser.parse_args()
    expected = found = matched = exact = right = characters = apart = either = 0
    seconds = 0.0
    for name, content in read_files(arguments.path):
        text, keys, created = read_key(content)
        began = time.perf_counter()
        moments = find_moments(text, created)
        seconds += time.perf_counter() - began
        characters += len(text)
        expected, found = expected + len(keys), found + len(moments)
        free = list(moments)
        apart += sum("/" in m.value for m in moments)
        for start, end, value in keys:
            ends = next((m.value.split("/") for m in moments if m.start < end and start < m.end), [])
            either += len(ends) == 2 and value in ends
            hit = next((m for m in free if m.start < end and start < m.end), None)
            if hit is None:
                if arguments.errors:
                    print("missed  ", name[:2], repr(text[start - 25 : start]), repr(text[start:end]), value)
                continue
            free.remove(hit)
            matched += 1
            exact += (hit.start, hit.end) == (start, end)
            right += hit.value == value
            if arguments.errors and hit.value != value:
                print("misread ", name[:2], repr(text[start:end]), repr(hit.text), value, hit.value)
        if arguments.errors:
            for m in free:
                print("spurious", name[:2], repr(text[m.start - 25 : m.start]), repr(m.text), m.value)
    for label, right_spans in (("relaxed", matched), ("exact", exact)):
        precision, recall = right_spans / max(found, 1), right_spans / max(expected, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{label:8} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"value accuracy {right / max(matched, 1):.3f} over {matched} matched of {expected} expressions")
    print(f"value F1 {2 * right / max(1, found + expected):.3f}")
    parts = 2 * (right + either) / max(1, found + apart + expected)
    print(f"value F1 with each range found taken as its two ends, which the key marks apart, {parts:.3f}")
    print(f"{characters / max(seconds, 1e-9) / 1e6:.2f} million characters a second")


if __name__ == "__main__":
    main()
