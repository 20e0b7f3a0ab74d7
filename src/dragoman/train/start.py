"""Begin from a finished model instead of from the bare encoder. Needs onnx and torch (the ``train`` extra)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from onnx import numpy_helper

from dragoman.coder.encoder import ModelCard
from dragoman.coder.labels import Labels
from dragoman.errors import ModelError
from dragoman.train.network import JointNetwork

# The heads whose rows are labels: what both models know by the same name is taken over, the rest begins anew.
LABELLED = ("local", "pooled")
# What quantizing puts behind a name, also where it transposes a weight itself.
SUFFIXES = ("_quantized", "_scale", "_zero_point")
TRANSPOSED = "_Transposed"


def begin_from(network: JointNetwork, labels: Labels, folder: Path) -> None:
    """Set a network's weights to those of the model in a folder; labels that the model lacks keep theirs.

    Raises ModelError when the folder holds no model or one of another shape.
    """
    try:
        card = msgspec.json.decode((folder / "model.json").read_bytes(), type=ModelCard)
        stored = _weights(folder / "model.onnx")
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{folder} holds no model to begin from: {error}") from error
    own = network.state_dict()
    for name, value in own.items():
        if name not in stored:
            raise ModelError(
                f"{folder}: the weights {name} are not in model.onnx: export it with this version"
            )
        weight = torch.from_numpy(stored[name].astype(np.float32))
        if name.split(".")[0] in LABELLED:
            _take_over(value, weight, labels, card.labels)
        elif weight.shape == value.shape:
            value.copy_(weight)
        else:
            raise ModelError(f"{folder}: the weights {name} have the shape {tuple(weight.shape)}")
    network.load_state_dict(own)


def _take_over(value: torch.Tensor, weight: torch.Tensor, labels: Labels, known: Labels) -> None:
    for head, names in labels.heads.items():
        for i, label in enumerate(names):
            if label in known.heads[head]:
                row = known.slices[head].start + known.heads[head].index(label)
                value[labels.slices[head].start + i] = weight[row]


def _weights(path: Path) -> dict[str, np.ndarray]:
    """The weights of an exported model by the network's names, as floats again."""
    tensors = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    weights = {name: value for name, value in tensors.items() if not name.endswith(SUFFIXES)}
    for name, value in tensors.items():
        if not name.endswith(SUFFIXES[0]):
            continue
        base = name.removesuffix(SUFFIXES[0])
        scale, zero = (tensors[base + suffix] for suffix in SUFFIXES[1:])
        # Products are quantized by column (the network's rows, transposed), look-ups as a whole.
        plain = (value.astype(np.float32) - zero.astype(np.float32)) * scale
        weights[base.removesuffix(TRANSPOSED)] = plain.T if base.endswith(TRANSPOSED) else plain
    return weights


def name_weights(path: Path, network: JointNetwork) -> None:
    """Give the weights of an exported file the network's names; a transposed one is marked as such."""
    model = onnx.load(path)
    known = {name: value.numpy() for name, value in network.state_dict().items() if value.dim() == 2}
    names: dict[str, str] = {}
    for tensor in model.graph.initializer:
        value = numpy_helper.to_array(tensor)
        if tensor.name in known or value.ndim != 2:
            continue
        for name, own in known.items():
            if value.shape == own.T.shape and np.array_equal(value, own.T):
                names[tensor.name] = name + TRANSPOSED
                tensor.name = name + TRANSPOSED
                break
    for node in model.graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = names.get(name, name)
    onnx.save(model, path)
