"""Swapped countries: the text changes, the marks stay on the same words."""

from __future__ import annotations

import random
from pathlib import Path

from dragoman.corpus import read_corpus
from dragoman.train.augment import swap_countries

MARKED = """\
# hand: h99  register: wire
[Peru|a1 PER GOV] {condemned|e1 ACCUSE disapprove} a [Chilean|a2 CHL] court in [Santiago|p1 CHL], and [Peruvian troops|a3 PER MIL] {left|e2 RETREAT withdraw} on [Monday|t1].
e1: a1 > a2 @p1
e2: a3 @t1
"""


def test_every_country_becomes_another_and_the_marks_follow(tmp_path: Path) -> None:
    path = tmp_path / "h99.txt"
    path.write_text(MARKED, encoding="utf-8")
    [before] = read_corpus([path])
    for seed in range(50):
        after = swap_countries(before, random.Random(seed))
        words = {m.label: after.text[m.start : m.end] for m in after.mentions}
        codes = {m.label: m.code for m in after.mentions}
        assert after.text.startswith(words["a1"] + " condemned a ")
        assert words["a3"].endswith(" troops")
        assert words["t1"] == "Monday"
        assert codes["a1"] == codes["a3"] != "PER"
        assert codes["a2"] == codes["p1"] not in ("CHL", codes["a1"])
        assert [after.text[e.start : e.end] for e in after.events] == ["condemned", "left"]


def test_a_passage_without_countries_stays(tmp_path: Path) -> None:
    path = tmp_path / "h99.txt"
    path.write_text("# hand: h99  register: wire\n[Police|a1 --- COP] waited.\n", encoding="utf-8")
    [before] = read_corpus([path])
    assert swap_countries(before, random.Random(1)) == before
