"""The baseline knows words and nothing else."""

from __future__ import annotations

from pathlib import Path

from dragoman.corpus import read_corpus
from dragoman.evaluate.baseline import WordCoder, baseline

MARKED = """\
# hand: h99  register: wire
[Peru|a1 PER GOV] {condemned|e1 ACCUSE} [Chile|a2 CHL] in its statement.
e1: a1 > a2

# hand: h99  register: wire
A statement and a statement were read, and [Peru|a1 PER] issued a {statement|e1 SUPPORT}.
e1: a1
"""


def test_a_word_that_mostly_was_a_trigger_is_one(tmp_path: Path) -> None:
    path = tmp_path / "h99.txt"
    path.write_text(MARKED, encoding="utf-8")
    passages = list(read_corpus([path]))
    coder = WordCoder(passages)
    assert coder.types == {"condemned": "ACCUSE"}
    text = "On Monday Ghana condemned Togo."
    [act] = coder.find(text)
    assert act.type == "ACCUSE"
    assert [text[s.start : s.end] for s in (*act.actors, *act.recipients)] == ["Ghana", "Togo"]
    assert baseline(passages, passages).trigger.recall == 0.5
