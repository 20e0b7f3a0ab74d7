"""The coder that ships keeps to its protocol; passages without a political actor are not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coder import load_coder
from dragoman.coder.coder import conforms
from dragoman.coder.encoder import Encoder, batches
from dragoman.errors import ModelError
from dragoman.records import Passage


def passage(text: str, document: str = "d") -> Passage:
    return Passage(document=document, text=text, start=0, sentences=((0, 0, len(text)),))


def test_the_shipped_coder_conforms() -> None:
    texts = [
        "Peru condemned Chile.",
        "",
        "x" * 5000,
        "…",
        "Rain.",
        "He left.\n\nشكرا 中国 🙂 [Peru|a1]",
        "a " * 600,
    ]
    conforms(load_coder(), [passage(text) for text in texts])


def test_a_passage_of_pronouns_is_read_after_one_that_names_its_actors() -> None:
    found = list(
        load_coder().code(
            [
                passage("Peru condemned Chile."),
                passage("It has threatened to strike."),
                passage("Rain fell all day.", "e"),
            ]
        )
    )
    assert [bool(one.acts) for one in found] == [True, True, False]


def test_batches_hold_like_lengths_and_every_text_once() -> None:
    lengths = [5, 200, 7, 180, 6, 256, 9] * 30
    found = list(batches(lengths))
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    assert all(max(lengths[i] for i in batch) * len(batch) <= 2048 or len(batch) == 1 for batch in found)


def test_a_folder_without_a_model_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="a model is a folder with"):
        Encoder(tmp_path)
