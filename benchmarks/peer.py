"""Documents a second beside a pipeline of the published shape of NGEC, in one run.

    python benchmarks/peer.py FILE.jsonl.gz [--items 2000] [--peer-items 8]

The peer (Halterman et al. 2023, the coder of POLECAT) reads each document with RoBERTa-base for its types, with
MPNet-base for its contexts, and asks a RoBERTa-base question-answering model ten questions of up to 384 pieces for each
event. Here it has random weights: the arithmetic is the same, the answers are not looked at. It gets the events that
this coder found in the same documents. Both sides run on the same cores. Needs the train extra.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path

import torch
from speed import documents
from transformers import MPNetConfig, MPNetModel, RobertaConfig, RobertaForQuestionAnswering, RobertaModel

from dragoman.coder.coder import NeuralCoder
from dragoman.coder.encoder import shipped_encoder
from dragoman.pipeline import annotate_all

QUESTIONS, PIECES = 10, 384


class Peer:
    """The three networks, with random weights of the published sizes."""

    def __init__(self) -> None:
        torch.manual_seed(0)
        roberta = RobertaConfig(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1)
        self.types = RobertaModel(roberta).eval()
        self.contexts = MPNetModel(MPNetConfig(vocab_size=30527)).eval()
        self.answers = RobertaForQuestionAnswering(roberta).eval()

    @torch.inference_mode()
    def read(self, pieces: int, events: int) -> None:
        """The passes for one document of so many pieces with so many events."""
        ids = torch.randint(1000, 30000, (1, pieces))
        self.types(ids)
        self.contexts(ids)
        for _ in range(events):
            self.answers(torch.randint(1000, 30000, (QUESTIONS, PIECES)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--peer-items", type=int, default=8)
    options = parser.parse_args()
    encoder = shipped_encoder()
    coder = NeuralCoder(encoder)
    list(annotate_all(itertools.islice(documents(options.file, 200), 200), coder, mentions=False))

    started = time.perf_counter()
    counts = [
        len(found.events)
        for found in annotate_all(documents(options.file, options.items), coder, mentions=False)
    ]
    ours = len(counts) / (time.perf_counter() - started)

    # Documents with the mean number of events in all, so that the peer's share of work is the corpus's.
    texts = [document.text for document in documents(options.file, options.items)]
    step = max(1, len(texts) // options.peer_items)
    chosen = range(0, len(texts), step)[: options.peer_items]
    mean = sum(counts) / len(counts)
    events = [round(mean * (k + 1)) - round(mean * k) for k in range(len(chosen))]
    lengths = [len(row) for row in encoder.pieces([texts[i] for i in chosen])]
    peer = Peer()
    peer.read(lengths[0], 0)
    started = time.perf_counter()
    for length, count in zip(lengths, events, strict=True):
        peer.read(length, count)
    theirs = len(chosen) / (time.perf_counter() - started)

    print(f"model {encoder.hash}: {len(counts)} documents, {mean:.2f} events a document")
    print(f"dragoman, from raw text   {ours:8.2f} documents/s")
    print(
        f"the peer, its networks    {theirs:8.2f} documents/s ({len(chosen)} documents, {sum(events)} events)"
    )
    print(f"ratio {ours / theirs:.0f}")


if __name__ == "__main__":
    main()
