"""Charts are whole Vega-Lite specifications: the same figures as the series, drawn without a browser."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from lxml import etree

from dragoman.charts import Turn, calendar_chart, compare_chart, mix_chart, relation_chart, save
from dragoman.charts.calendar import shades
from dragoman.charts.chart import VEGA_LITE, Chart
from dragoman.charts.drawing import for_page
from dragoman.charts.periods import called, last_day
from dragoman.charts.theme import PALETTE, SERIES, by_night, style_sheet
from dragoman.errors import UsageError
from dragoman.relations import Series, pair, series
from dragoman.store import Store, open_store
from tests.build import Report

pytest.importorskip("vl_convert", reason="drawing needs the extra dragoman[web]")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = open_store(tmp_path_factory.mktemp("charts") / "store", create=True)
    told = []
    for year in (2018, 2019, 2020):
        report = Report(f"Talks of {year}", published=f"{year}-07-04")
        report.says(
            "Japan criticised South Korea.",
            "ACCUSE",
            "criticised",
            "Japan=JPN",
            "South Korea=KOR",
            date=f"{year}-07-04",
        )
        report.says(
            "Japan met South Korea.", "CONSULT", "met", "Japan=JPN;South Korea=KOR", date=f"{year}-07-03"
        )
        told.append(report.annotation)
    made.add(told)
    return made


@pytest.fixture(scope="module")
def line(store: Store) -> Series:
    return series(store, "JPN", "KOR", by="year")


def drawn(chart: Chart) -> str:
    return save(chart, Path("chart.svg")).decode()


def words(svg: str) -> str:
    return " ".join("".join(etree.fromstring(svg.encode()).itertext()).split())


def values(chart: Chart) -> list[dict[str, object]]:
    """All rows that a chart draws, wherever in the specification they stand."""
    found: list[dict[str, object]] = []

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if "data" in part:
                found.extend(part["data"].get("values", []))
            for each in part.values():
                walk(each)
        elif isinstance(part, list):
            for each in part:
                walk(each)

    walk(chart.spec)
    return found


def test_a_relation_stacks_what_the_series_counts(line: Series) -> None:
    bars = [row for row in values(relation_chart(line)) if "kind" in row]
    assert [(row["kind"], row["y"], row["y2"]) for row in bars[:2]] == [
        ("words together", 0, 1),
        ("words against", 0, -1),
    ]
    assert len(bars) == 6


def test_turning_points_are_numbered_and_told_apart_without_colour(line: Series) -> None:
    turns = [
        Turn(date=dt.date(2019, 7, 4), worse=True, words="x"),
        Turn(date=dt.date(2020, 1, 1), worse=False, words="y"),
    ]
    svg = drawn(relation_chart(line, turns))
    assert "1↓" in svg
    assert "2↑" in svg


def test_turning_points_side_by_side_share_a_label(line: Series) -> None:
    turns = [Turn(date=dt.date(2019, 7, day), worse=True, words="x") for day in (1, 4)]
    assert "1↓ 2↓" in drawn(relation_chart(line, turns))


def test_an_empty_series_says_so() -> None:
    svg = drawn(relation_chart(Series(a="FRA", b="DEU", by="month", points=())))
    assert "No dated event between France and Germany" in words(svg)


@pytest.mark.parametrize(
    ("suffix", "head"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("json", b"{")]
)
def test_a_chart_becomes_a_file(line: Series, suffix: str, head: bytes) -> None:
    assert save(relation_chart(line), Path(f"figure.{suffix}")).startswith(head)


def test_another_suffix_is_refused(line: Series) -> None:
    with pytest.raises(UsageError, match="suffix"):
        save(relation_chart(line), Path("figure.gif"))


def test_by_night_every_colour_is_another(line: Series) -> None:
    chart = relation_chart(line)
    night = drawn(chart.at_night())
    for day, _ in PALETTE.values():
        assert day not in night
    assert by_night(by_night(chart.spec)) == by_night(chart.spec)


def test_no_colour_stands_for_two_things() -> None:
    days = [day for day, _ in PALETTE.values()]
    assert len(days) == len(set(days))
    for day, night in PALETTE.values():
        assert f'[fill="{day}"] {{ fill: {night}; }}' in style_sheet()


def test_lines_can_be_told_from_the_paper() -> None:
    """Three to one, as WCAG asks of what carries meaning, by day and by night."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for name in (*SERIES, "ink", "soft", "deeds_together", "deeds_against"):
        for colour, paper in zip(PALETTE[name], PALETTE["paper"], strict=True):
            one, other = sorted((light(colour), light(paper)))
            assert (other + 0.05) / (one + 0.05) >= 3, name


def test_a_drawing_for_a_page_needs_no_style_and_no_script(store: Store, line: Series) -> None:
    for chart in (
        relation_chart(line, href=lambda start, end: f"/events?from={start}&to={end}"),
        mix_chart(pair(store, "JPN", "KOR"), href=lambda way, kind: f"/events?direction={way}&type={kind}"),
        calendar_chart({(2019, 7): 3}, "Events", href=lambda year, month: f"/events?from={year}-{month}"),
        compare_chart([line]),
    ):
        svg = for_page(chart)
        assert not re.search(r"style=|<style|<script|<image|\son\w+=", svg)
        root = etree.fromstring(svg.encode())
        for link in root.iter("{*}a"):
            assert link.get("href", "").startswith("/events?")
            assert link.get("tabindex") == "-1"


def test_hostile_words_in_a_chart_stay_words() -> None:
    chart = calendar_chart({(2019, 7): 3}, "</svg><script>alert(1)</script>", noun="<img onerror=x>")
    svg = for_page(chart)
    assert "<script" not in svg
    assert "<img" not in svg
    etree.fromstring(svg.encode())


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ([3], ["3"]),
        ([1, 1, 1, 1], ["1"]),
        ([1, 1, 1, 2, 2, 9], ["1 to 2", "3 to 9"]),
        (list(range(1, 101)), ["1 to 51", "52 to 76", "77 to 94", "95 to 100"]),
        ([], ["1"]),
    ],
)
def test_months_are_shaded_by_classes_that_hold_them_all(counts: list[int], classes: list[str]) -> None:
    found = shades(counts)
    assert [words for _, words in found] == classes
    assert all(count >= found[0][0] for count in counts)


def test_a_notebook_gets_the_specification_and_a_drawing(line: Series) -> None:
    bundle = relation_chart(line)._repr_mimebundle_()
    assert bundle["text/plain"] == "<Chart 'Japan and South Korea'>"
    assert bundle[VEGA_LITE]["$schema"].startswith("https://vega.github.io/schema/vega-lite")
    assert bundle["image/svg+xml"].startswith("<svg")


def test_more_pairs_than_can_be_told_apart_are_refused(line: Series) -> None:
    with pytest.raises(UsageError, match="at most 5"):
        compare_chart([line] * 6)


@pytest.mark.parametrize(
    ("start", "by", "last", "said"),
    [
        ("2019-07-04", "day", "2019-07-04", "4 July 2019"),
        ("2019-07-01", "week", "2019-07-07", "the week of 1 July 2019"),
        ("2020-02-01", "month", "2020-02-29", "February 2020"),
        ("2019-10-01", "quarter", "2019-12-31", "October to December 2019"),
        ("2019-01-01", "year", "2019-12-31", "2019"),
        ("9999-12-01", "month", "9999-12-31", "December 9999"),
    ],
)
def test_periods(start: str, by: str, last: str, said: str) -> None:
    first = dt.date.fromisoformat(start)
    assert last_day(first, by) == dt.date.fromisoformat(last)
    assert called(first, by) == said
