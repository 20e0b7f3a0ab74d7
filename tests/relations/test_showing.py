"""Results show themselves in a line, and in a notebook as a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from dragoman.briefs import compose
from dragoman.relations import pair, series, shifts
from dragoman.relations.showing import html_table
from dragoman.store import Store, open_store
from tests.build import Report


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "store", create=True)
    report = Report("Talks <b>", published="2019-07-05")
    report.says(
        "Japan criticised South Korea.",
        "ACCUSE",
        "criticised",
        "Japan=JPN",
        "South Korea=KOR",
        date="2019-07-04",
    )
    made.add([report.annotation])
    return made


def test_results_are_short_in_a_line(store: Store) -> None:
    assert repr(store).endswith("store: 1 documents, 1 events>")
    assert repr(pair(store, "JPN", "KOR")) == "<Pair JPN-KOR: 1 events, mean score -2.0>"
    assert (
        repr(series(store, "JPN", "KOR")) == "<Series JPN-KOR by month, 2019-07-01 to 2019-07-01: 1 events>"
    )
    assert repr(series(store, "FRA", "DEU")) == "<Series FRA-DEU by month: no event>"
    assert repr(shifts(store, "JPN", "KOR")) == "<Shifts: 0 turning points>"
    assert repr(compose(store, "JPN", "KOR")).startswith("<Brief JPN-KOR as of 2019-07-05")


def test_a_notebook_shows_tables(store: Store) -> None:
    table = html.fromstring(pair(store, "JPN", "KOR")._repr_html_())
    assert [row.text_content() for row in table.iter("tr")][1].startswith("JPN to KOR11")
    assert "2019-07-01" in series(store, "JPN", "KOR")._repr_html_()


def test_a_brief_runs_nothing_in_a_notebook(store: Store) -> None:
    frame = html.fromstring(compose(store, "JPN", "KOR")._repr_html_())
    assert frame.tag == "iframe"
    assert frame.get("sandbox") == ""
    assert "criticised" in frame.get("srcdoc")


def test_a_long_table_shows_its_end_and_escapes() -> None:
    told = html_table("<x>", ("n",), ((number,) for number in range(100)))
    assert "&lt;x&gt;" in told
    assert "<td>99</td>" in told
    assert "<td>87</td>" not in told
    assert "the last 12 of 100" in told
