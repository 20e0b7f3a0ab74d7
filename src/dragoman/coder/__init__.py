"""The coder: passages in, events out. The encoder's model is loaded when it is first needed."""

from __future__ import annotations

from pathlib import Path

from dragoman.coder.assembly import Assembler, Findings
from dragoman.coder.coder import Coder, Found, NeuralCoder, conforms

__all__ = ["Assembler", "Coder", "Findings", "Found", "NeuralCoder", "conforms", "load_coder"]


def load_coder(model: Path | None = None, *, threads: int = 0) -> NeuralCoder:
    """The coder that ships, or one with the model of another folder. Raises ModelError when that does not fit."""
    from dragoman.coder.encoder import Encoder, shipped_encoder

    return NeuralCoder(Encoder(model, threads=threads) if model else shipped_encoder(threads))
