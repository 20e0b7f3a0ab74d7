"""The encoder at run time: passages in, logits of all heads out. onnxruntime and tokenizers, no torch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.coder.labels import Labels
from dragoman.errors import ModelError
from dragoman.ontology import load_ontology, plover

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_PIECES = 256
# Batches hold about this many pieces, padding included: larger ones ran no faster on 2 cores and cost memory.
PIECES_PER_BATCH = 2048


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """What was fitted on the development part: a temperature for the triggers and a threshold for each head.

    ``trigger`` is the least chance of being a trigger at all, ``type`` the least chance of its likeliest type;
    ``scale`` and ``shift`` make an act's confidence of the log-odds of that chance.
    """

    temperature: float = 1.0
    trigger: float = 0.5
    type: float = 0.0
    arc: float = 0.5
    auxiliaries: float = 0.5
    modes: float = 0.5
    contexts: float = 0.5
    scale: float = 1.0
    shift: float = 0.0


class ModelCard(msgspec.Struct, frozen=True, kw_only=True):
    """``model.json``: the meaning of the outputs, the calibration and how the model came to be."""

    labels: Labels
    calibration: Calibration
    ontology: str
    origin: dict[str, Any] = {}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the network says of one text of n pieces.

    ``offsets`` has the (start, end) of every piece in the text; ``words`` the index of the word each piece
    belongs to, ``None`` for the marks at the edges. ``tokens`` is (n, labels.width) and ``arcs``
    (trigger piece, argument piece, role), both float32 logits.
    """

    offsets: list[tuple[int, int]]
    words: list[int | None]
    tokens: NDArray[np.float32]
    arcs: NDArray[np.float32]


class Encoder:
    """A loaded model. Reads any number of texts, sorted by length into batches, one pass for all heads.

    The folder holds ``model.onnx``, ``model.json``, ``tokenizer.json``, and ``ontology.toml`` where the model was
    trained for another ontology than PLOVER. Raises ModelError when one is missing or does not fit.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        weights, card, vocabulary = folder / "model.onnx", folder / "model.json", folder / "tokenizer.json"
        for part in (weights, card, vocabulary):
            if not part.is_file():
                raise ModelError(
                    f"{part} is missing: a model is a folder with model.onnx, model.json, tokenizer.json"
                )
        try:
            self.card = msgspec.json.decode(card.read_bytes(), type=ModelCard)
        except msgspec.DecodeError as error:
            raise ModelError(f"{card} does not describe a model of this version: {error}") from error
        self.hash = hashlib.blake2b(weights.read_bytes(), digest_size=4).hexdigest()
        own = folder / "ontology.toml"
        self.ontology = load_ontology(own) if own.is_file() else plover()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(8, os.cpu_count() or 1)
        options.log_severity_level = 3
        # Memory is given back between batches of unlike length instead of being hoarded for the longest.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)

    @property
    def labels(self) -> Labels:
        return self.card.labels

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """The readings of the texts, in their order. Text past 256 pieces is not seen."""
        encodings = self._tokenizer.encode_batch(list(texts))
        readings: list[Reading | None] = [None] * len(texts)
        for batch in batches([len(encoding) for encoding in encodings]):
            tokens, arcs = self.forward([encodings[i].ids for i in batch])
            for row, i in enumerate(batch):
                size = len(encodings[i])
                readings[i] = Reading(
                    offsets=encodings[i].offsets,
                    words=encodings[i].word_ids,
                    tokens=tokens[row, :size],
                    arcs=arcs[row, :size, :size],
                )
        return [reading for reading in readings if reading is not None]

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The piece ids of each text up to 256, the marks at the edges included."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

    def forward(self, rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """One bare pass: rows of piece ids, padded to the longest, to (tokens, arcs)."""
        import numpy as np

        longest = max(len(row) for row in rows)
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        tokens, arcs = self._session.run(["tokens", "arcs"], {"ids": ids, "mask": mask})
        return tokens, arcs


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of like length, each within ``PIECES_PER_BATCH`` when padded to its longest."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > PIECES_PER_BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


@cache
def shipped_encoder(threads: int = 0) -> Encoder:
    """The model that comes with the package, loaded once."""
    return Encoder(shipped_folder(), threads=threads)


def shipped_folder() -> Path:
    """Where the model that comes with the package lies."""
    return Path(str(resources.files("dragoman.coder") / "model"))
