"""The coder: passages in, events out. The encoder's model is loaded when it is first needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coder.coder import NeuralCoder

__all__ = ["load_coder"]


def load_coder(model: Path | None = None, *, threads: int = 0) -> NeuralCoder:
    """The coder that ships, or one with the model of another folder.

    ``threads`` of 0 takes as many as there are cores. Raises ModelError when the model does not fit.
    """
    from dragoman.coder.coder import NeuralCoder
    from dragoman.coder.encoder import Encoder, shipped_encoder

    return NeuralCoder(Encoder(model, threads=threads) if model else shipped_encoder(threads))
