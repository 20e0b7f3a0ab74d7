"""The corpus markup: what a file says, and which faults it is told of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.corpus import check_file, count, main, read_corpus
from dragoman.errors import CorpusError

GOOD = """\
# A file may begin with remarks.

# hand: h99  register: wire lead  published: 2019-07-01
[Peru|a1 PER GOV] {recalled|e1 SANCTION withdraw} its envoy to [Chile|a2 CHL] on [Monday|t1], a step [Santiago|a3 CHL GOV] {regretted|e2 ACCUSE disapprove negated} in [Lima|p1 PER].
e1: a1 > a2 @t1 : diplomatic
e2: a3 @p1

# hand: h99  register: weather
Rain fell in [Lima|p1 PER].
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "h99.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_passage_gives_its_plain_text_and_spans_in_it(tmp_path: Path) -> None:
    first, second = read_corpus([write(tmp_path, GOOD)])
    assert first.text.startswith("Peru recalled its envoy to Chile on Monday, a step Santiago regretted")
    words = {mention.label: first.text[mention.start : mention.end] for mention in first.mentions}
    assert words == {"a1": "Peru", "a2": "Chile", "t1": "Monday", "a3": "Santiago", "p1": "Lima"}
    recalled, regretted = first.events
    assert first.text[recalled.start : recalled.end] == "recalled"
    assert (recalled.type, recalled.modes, recalled.actors, recalled.recipients, recalled.times, recalled.contexts) == (
        "SANCTION", ("withdraw",), ("a1",), ("a2",), ("t1",), ("diplomatic",),
    )  # fmt: skip
    assert regretted.auxiliaries == ("negated",)
    assert regretted.places == ("p1",)
    assert first.published == dt.date(2019, 7, 1)
    assert second.events == ()


def test_counts_tell_what_is_there(tmp_path: Path) -> None:
    counts = count(read_corpus([write(tmp_path, GOOD)]))
    assert counts["passages"] == {"with events": 1, "without events": 1}
    assert counts["types"] == {"SANCTION": 1, "ACCUSE": 1}
    assert counts["sectors"] == {"GOV": 2}


HEADER = "# hand: h99  register: wire\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[Peru|a1 PER] waited.\n", "without its header"),
        ("# hand: h99 published: 2019-07-01\nRain.\n", "lacks hand or register"),
        ("# hand: h99  register: wire  published: July\nRain.\n", "is no date"),
        (HEADER, "without a text"),
        (HEADER + "[Peru|a1] waited.\n", "has no code"),
        (HEADER + "[Peru|a1 GOV] waited.\n", "sector GOV where a code belongs"),
        (HEADER + "[Peru|a1 peru] waited.\n", "has the code 'peru'"),
        (HEADER + "[Peru|a1 PER KING] waited.\n", "unknown sector"),
        (HEADER + "[Peru|x1 PER] waited.\n", "labels no mention"),
        (HEADER + "[ Peru|a1 PER] waited.\n", "blanks at the edge"),
        (HEADER + "[Peru|a1 PER] and [Chile|a1 CHL] waited.\n", "marked twice: a1"),
        (HEADER + "[Peru|a1 PER] {met|e1 MEET}.\ne1: a1\n", "no known type"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT arrest}.\ne1: a1\n", "CONSULT has no mode 'arrest'"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT}.\n", "no line for e1"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT}.\ne1: a2\n", "a2 is not marked"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT} in [Lima|p1 PER].\ne1: a1 > p1\n", "p1 is no actor"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT}.\ne1: a1 : weather\n", "unknown context 'weather'"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT}.\ne1 a1\n", "not an event line"),
        (HEADER + "[Peru|a1 PER] {met|e1 CONSULT}.\ne1: a1\ne1: a1\n", "described twice"),
        (HEADER + "[[Peru|a1 PER] met.\n", "a stray '['"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CorpusError, match=r"line \d") as caught:
        list(read_corpus([path]))
    assert reason in str(caught.value)
    assert caught.value.source == str(path)


def test_a_faulty_passage_leaves_the_others_standing(tmp_path: Path) -> None:
    good, faults = check_file(write(tmp_path, GOOD + "\n" + HEADER + "[Peru|a1] waited.\n"))
    assert (len(good), len(faults)) == (2, 1)


def test_the_check_ends_with_one_where_there_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, GOOD)
    assert main([str(path)]) == 0
    path.write_text(GOOD.replace("SANCTION", "SANCTIONS"), encoding="utf-8")
    assert main([str(path)]) == 1
    assert "line 4" in capsys.readouterr().err


def test_the_shipped_corpus_holds_no_fault() -> None:
    files = sorted((Path(__file__).parents[1] / "training" / "corpus").glob("h*.txt"))
    passages = list(read_corpus(files))
    assert len(passages) >= 700
    without = sum(not passage.events for passage in passages)
    assert without >= len(passages) * 0.15
    assert len({passage.text for passage in passages}) == len(passages)
