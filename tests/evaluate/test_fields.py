"""Fields against marked cases: what is counted as right, and what a faulty file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.errors import InputError
from dragoman.evaluate.fields import measure_actors, measure_references, measure_times
from dragoman.evaluate.references import read_references

ACTORS = "text\tcontext\tdate\tcountry\tsector\tname\n"


def test_each_answer_parted_by_a_bar_is_right_and_the_baseline_stands_beside(tmp_path: Path) -> None:
    data = tmp_path / "actors.tsv"
    data.write_text(
        ACTORS
        + "Norwegian police\tNorwegian police held two men.\t2019-07-01\tNOR\tCOP|MIL\t\n"
        + "Norway\tNorway refused.\t2019-07-01\tSWE\tGOV\t\n"
    )
    country, sector = measure_actors(data).figures
    assert (country.right, country.cases, country.baseline) == (1, 2, 1)
    assert (sector.right, sector.baseline) == (2, 1)


def test_a_value_is_right_only_as_marked(tmp_path: Path) -> None:
    data = tmp_path / "times.tsv"
    data.write_text(
        "text\tpublished\texpression\tvalue\ttype\n"
        "They met on Monday.\t2019-07-03\tMonday\t2019-07-01\tDATE\n"
        "They met on Monday.\t2019-07-03\tMonday\t2019-07-08\tDATE\n"
    )
    report = measure_times(data)
    assert [figure.right for figure in report.figures] == [2, 1, 2]
    assert report.mistakes[0]["found"] == ["Monday", "2019-07-01", "DATE"]


def test_a_reference_is_right_when_it_gives_just_the_actors_meant(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(
        "# published: 2019-07-01\nTalks\n\n"
        "Norway and Sweden signed a pact. [The two countries = NOR GOV + SWE GOV] will share a port,"
        " which [the two countries = NOR GOV] had long wanted.\n"
    )
    (text,) = read_references(file)
    assert [text.text[mark.start : mark.end] for mark in text.marks] == [
        "The two countries",
        "the two countries",
    ]
    actor, _ = measure_references(file).figures
    assert (actor.right, actor.cases) == (1, 2)


@pytest.mark.parametrize(
    ("content", "place"),
    [(ACTORS + "too\tfew\n", "line 2"), (ACTORS + "a\tb\t2019-13-01\tNOR\tGOV\t\n", "line 2")],
)
def test_a_faulty_line_is_named(tmp_path: Path, content: str, place: str) -> None:
    data = tmp_path / "actors.tsv"
    data.write_text(content)
    with pytest.raises(InputError, match=place):
        measure_actors(data)


def test_the_command_prints_the_share_and_writes_the_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, mistakes = tmp_path / "actors.tsv", tmp_path / "mistakes.jsonl"
    data.write_text(ACTORS + "Norway\tNorway refused.\t2019-07-01\tSWE\tGOV\t\n")
    assert main(["evaluate", "actors", str(data), "--errors", str(mistakes)]) == 0
    assert "country                  0.000  0 of 1" in capsys.readouterr().out
    assert '"SWE"' in mistakes.read_text()
