"""Marks kept apart from their text, and joined with it again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dragoman.corpus import read_corpus
from dragoman.errors import CorpusError
from dragoman.standoff import main, part_of, read_standoff

TEXTS = ["Rain fell.", "Peru condemned Chile on Monday. (Wire)", "A title.\nPeru met Chile."]
MARKED = """\
# hand: r9  register: daily summary  item: 1  published: 2014-02-15
[Peru|a1 PER GOV] {condemned|e1 ACCUSE disapprove} [Chile|a2 CHL] on [Monday|t1]. (Wire)
e1: a1 > a2 @t1

# hand: r9  register: daily summary  item: 2.1  published: 2014-02-15
[Peru|a1 PER GOV] {met|e1 CONSULT} [Chile|a2 CHL GOV].
e1: a1 + a2
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    texts, marked = tmp_path / "texts.jsonl", tmp_path / "marked.txt"
    texts.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    marked.write_text(MARKED)
    return marked, texts, tmp_path / "marks.jsonl"


def test_marks_hold_no_text_and_join_to_the_same_passages(files: tuple[Path, Path, Path]) -> None:
    marked, texts, marks = files
    assert main([str(path) for path in files]) == 0
    assert "Peru" not in marks.read_text()
    joined = list(read_standoff(marks, texts))
    assert [(p.text, p.mentions, p.events) for p in joined] == [
        (p.text, p.mentions, p.events) for p in read_corpus([marked])
    ]
    assert {p.hand for p in joined} == {f"real-{part_of(dt.date(2014, 2, 15))}"}


def test_another_text_is_refused(files: tuple[Path, Path, Path]) -> None:
    main([str(path) for path in files])
    _, texts, marks = files
    texts.write_text(texts.read_text().replace("Monday", "Sunday"))
    with pytest.raises(CorpusError, match="item 1 is not the one that was marked"):
        list(read_standoff(marks, texts))


def test_a_text_changed_in_marking_is_refused(files: tuple[Path, Path, Path]) -> None:
    files[0].write_text(MARKED.replace("(Wire)", ""))
    with pytest.raises(CorpusError, match="was changed in marking"):
        main([str(path) for path in files])


def test_a_month_belongs_to_one_part() -> None:
    days = [dt.date(2014, 2, day) for day in (1, 15, 28)]
    assert len({part_of(day) for day in days}) == 1
    assert {part_of(dt.date(2014, month, 1)) for month in range(1, 6)} == {"test", "development", "train"}
