"""A table of relations: read, coded, scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.errors import ReadError
from dragoman.evaluate.measures import by_class, macro_f1
from dragoman.evaluate.relations import YIELD, Relation, read_relations, report_relations

TABLE = """\
sentence\tsource\ttarget\tgold_root
Peru condemned Chile on Monday over the arrest of a fisherman.\tPeru\tChile\tACCUSE
Police in Lima arrested eleven members of the union on Friday.\tPolice in Lima\televen members of the union\tCOERCE
Ghana agreed on Friday to reopen talks with Togo on the border.\tGhana\tTogo\tAGREE
Rebels freed four teachers they had held since March.\tRebels\tfour teachers\tYIELD
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_each_row_gets_a_type(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["evaluate", "relations", str(table), "--predictions", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["predicted"] for row in rows] == ["ACCUSE", "COERCE", "AGREE", "YIELD"]
    told = capsys.readouterr().out
    assert "macro-F1 1.0000" in told
    assert "baseline" in told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sentence\tsource\ttarget\nx\ty\tz\n", "no column gold_root"),
        (TABLE + "breaks off\n", "line 6"),
    ],
)
def test_a_broken_table_is_told_of(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=reason):
        list(read_relations(path))


def test_the_figures() -> None:
    wanted = ["ACCUSE", "ACCUSE", "AID", YIELD]
    scores = by_class(wanted, ["ACCUSE", "AID", "AID", "AID"])
    assert scores["ACCUSE"].f1 == pytest.approx(2 / 3)
    assert scores["AID"].f1 == pytest.approx(0.5)
    assert scores[YIELD].f1 == 0
    assert macro_f1(scores) == pytest.approx((2 / 3 + 0.5 + 0) / 3)
    rows = [Relation(sentence="", source="", target="", gold_root=name) for name in wanted]
    report = report_relations(rows, wanted)
    assert (report.macro_f1, report.accuracy) == (1, 1)
    assert report.baseline == pytest.approx((2 * 2 / 6) / 3)
