"""Coding speed as a ratio to the bare encoder in the same run, and memory over the length of the input.

    python benchmarks/speed.py FILE.jsonl.gz [--items 10000]

The whole line runs from raw text (JSON lines) to events. The bare encoder then gets the very same
passages, already cut into pieces, in the same batches: what nobody can do without. Memory is the process's
resident set after each tenth of the items: flat means that a corpus streams.
"""

from __future__ import annotations

import argparse
import gzip
import io
import itertools
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.coder.coder import NeuralCoder
from dragoman.coder.encoder import batches, shipped_encoder
from dragoman.language import split_passages
from dragoman.pipeline import annotate_all
from dragoman.readers import read
from dragoman.records import Document


def resident() -> float:
    """The process's resident set in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def documents(path: Path, items: int) -> Iterator[Document]:
    """The first documents of a file of JSON lines, read anew."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        lines = b"".join(itertools.islice(stream, items))
    return read(io.BytesIO(lines), name="items.jsonl", on_error=lambda error: None)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--items", type=int, default=10_000)
    options = parser.parse_args()
    encoder = shipped_encoder()
    coder = NeuralCoder(encoder)
    list(annotate_all(itertools.islice(documents(options.file, 200), 200), coder, mentions=False))

    started = time.perf_counter()
    events = done = 0
    for annotation in annotate_all(documents(options.file, options.items), coder, mentions=False):
        events += len(annotation.events)
        done += 1
        if done % max(1, options.items // 10) == 0:
            print(f"{done:7} documents  {resident():7.0f} MB resident")
    whole = time.perf_counter() - started

    passages = [p for d in documents(options.file, options.items) for p in split_passages(d)]
    sentences = sum(len(p.sentences) for p in passages)
    pieces = encoder.pieces([p.text for p in passages])
    started = time.perf_counter()
    for window in range(0, len(pieces), 256):
        part = pieces[window : window + 256]
        for batch in batches([len(row) for row in part]):
            encoder.forward([part[i] for i in batch])
    bare = time.perf_counter() - started

    print(
        f"model {encoder.hash}: {done} documents, {len(passages)} passages, {sentences} sentences, {events} events"
    )
    print(
        f"whole line   {whole:7.1f} s  {done / whole:7.1f} documents/s  {sentences / whole:7.1f} sentences/s"
    )
    print(f"bare encoder {bare:7.1f} s  {done / bare:7.1f} documents/s  {sentences / bare:7.1f} sentences/s")
    print(f"ratio of the rates, whole line to bare encoder: {bare / whole:.2f}")


if __name__ == "__main__":
    main()
