"""Two countries over time: what is counted in which period, and how sure a level is."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import UsageError
from dragoman.relations import Point, Series, series
from dragoman.relations.bands import score_levels, share_levels
from dragoman.relations.panel import panel
from dragoman.store import Store, open_store
from tests.build import Report

JAPAN, KOREA, CHINA = "Japan=JPN/GOV", "South Korea=KOR/GOV", "China=CHN/GOV"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    first = Report("Curbs", published="2019-07-05", publisher="The Harbour Post")
    first.says("Japan curbed sales to South Korea.", "SANCTION", "curbed", JAPAN, KOREA, date="2019-07-04")
    first.says("South Korea condemned Japan.", "ACCUSE", "condemned", KOREA, JAPAN, date="2019-07-05")
    first.says("South Korea's assembly blamed Japan.", "ACCUSE", "blamed", KOREA, JAPAN, date="2019-07-05")
    first.says("In 1965 Japan paid South Korea.", "AID", "paid", JAPAN, KOREA,
               date="1965-06-22", auxiliary="historical")  # fmt: skip
    first.says("Japan once ruled South Korea.", "COERCE", "ruled", JAPAN, KOREA,
               date="2019-07-05", source="publication", auxiliary="historical")  # fmt: skip
    second = Report("Anger", published="2019-07-05", publisher="The Lighthouse")
    second.says("Seoul denounced Japan.", "ACCUSE", "denounced", "Seoul=KOR/GOV", JAPAN, date="2019-07-05")
    second.says("Japan did not threaten South Korea.", "THREATEN", "threaten", JAPAN, KOREA,
                date="2019-07-05", auxiliary="negated")  # fmt: skip
    second.says("China praised Japan.", "SUPPORT", "praised", CHINA, JAPAN, date="2019-07-05")
    third = Report("A meeting", published="2019-09-30")
    third.says("Japan and South Korea met.", "CONSULT", "met", f"{JAPAN};{KOREA}", date="2019-09-24")
    third.says("In August Japan helped South Korea.", "AID", "helped", JAPAN, KOREA,
               date="2019-08-01", precision="month")  # fmt: skip
    made = open_store(tmp_path, create=True)
    made.add([first.annotation, second.annotation, third.annotation])
    return made


def by_start(found: Series) -> dict[str, Point]:
    return {point.start.isoformat(): point for point in found.points}


def test_an_act_that_two_reports_tell_is_counted_once(store: Store) -> None:
    july = by_start(series(store, "JPN", "KOR"))["2019-07-01"]
    # The assembly's words are a second act: one report tells both.
    assert july.events == 3
    assert july.by_quad == (0, 0, 2, 1)
    assert july.documents == 2
    assert july.attention == 4
    assert july.attention_share == pytest.approx(4 / 7)
    assert july.conflict == 1
    assert july.mean_scale == pytest.approx((-5.2 - 2 - 2) / 3)
    assert july.few


def test_months_run_without_gaps_and_history_does_not_stretch_them(store: Store) -> None:
    found = series(store, "jpn", "kor")
    assert [point.start.month for point in found.points] == [7, 8, 9]
    assert sum(point.events for point in found.points) == 5
    old = series(store, "JPN", "KOR", dt.date(1965, 1, 1), dt.date(1965, 12, 31), by="year")
    assert [(point.start.year, point.events) for point in old.points] == [(1965, 1)]


def test_an_event_dated_to_a_month_is_in_no_day(store: Store) -> None:
    days = by_start(series(store, "JPN", "KOR", by="day"))
    assert sum(point.events for point in days.values()) == 4
    assert days["2019-08-01"].events == 0
    assert days["2019-08-01"].conflict is None
    assert days["2019-08-01"].mean_scale is None


def test_weeks_begin_on_monday_and_quarters_hold_their_months(store: Store) -> None:
    week = series(store, "JPN", "KOR", by="week").points[0]
    assert week.start == dt.date(2019, 7, 1)
    assert week.start.weekday() == 0
    quarters = series(store, "JPN", "KOR", by="quarter").points
    assert [(point.start.isoformat(), point.events) for point in quarters] == [("2019-07-01", 5)]


def test_each_direction_context_and_sector(store: Store) -> None:
    def events(**asked: str) -> int:
        return sum(point.events for point in series(store, "JPN", "KOR", **asked).points)  # type: ignore[arg-type]

    assert [events(direction=way) for way in ("forward", "backward", "mutual")] == [2, 2, 1]
    assert events(sector="GOV") == 5
    assert events(sector="MIL") == 0
    assert events(context="economic") == 0


def test_a_day_in_the_middle_asks_for_its_whole_month(store: Store) -> None:
    found = series(store, "JPN", "KOR", dt.date(2019, 7, 20), dt.date(2019, 8, 3))
    assert [(point.start.isoformat(), point.events) for point in found.points] == [
        ("2019-07-01", 3),
        ("2019-08-01", 1),
    ]


def test_nothing_known_is_an_empty_typed_table(store: Store, tmp_path: Path) -> None:
    nothing = series(store, "PER", "CHL").to_arrow()
    there = series(store, "JPN", "KOR").to_arrow()
    assert nothing.num_rows == 0
    assert nothing.schema == there.schema
    assert series(open_store(tmp_path / "new", create=True), "JPN", "KOR").to_arrow().schema == there.schema


def test_a_series_is_read_by_what_takes_arrow_streams(store: Store) -> None:
    import pyarrow as pa

    found = series(store, "JPN", "KOR")
    assert pa.table(found).column("q4").to_pylist() == [1, 0, 0]


def test_an_unknown_period_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no period 'decade'"):
        series(store, "JPN", "KOR", by="decade")


def test_a_level_is_surer_with_more_events_and_less_sure_after_silence() -> None:
    events = np.array([[4] * 20 + [0] * 20, [40] * 20 + [0] * 20])
    levels = share_levels(events // 4, events)
    spread = levels.a * levels.b / (levels.a + levels.b) ** 2 / (levels.a + levels.b + 1)
    assert spread[1, 19] < spread[0, 19]
    assert spread[0, 39] >= spread[0, 19]
    assert levels.a[1, 19] / (levels.a + levels.b)[1, 19] == pytest.approx(0.25, abs=0.02)


def test_a_score_level_follows_a_lasting_change() -> None:
    rng = np.random.default_rng(5)
    events = np.full((1, 80), 20)
    mean = np.where(np.arange(80) < 40, 2.0, -2.0)[None, :] + rng.normal(0, 4 / np.sqrt(20), (1, 80))
    level = score_levels(mean, events).level[0]
    assert level[39] == pytest.approx(2, abs=1)
    assert level[79] == pytest.approx(-2, abs=1)


def test_the_panel_holds_the_series_of_every_dyad(store: Store) -> None:
    everyone = panel(store)
    dyads = sorted({(row["a"], row["b"]) for row in everyone.to_pylist()})
    assert dyads == [("CHN", "JPN"), ("JPN", "KOR")]
    rows = [row for row in everyone.to_pylist() if row["b"] == "KOR"]
    assert [(row["start"], row["events"]) for row in rows] == [
        (point.start, point.events) for point in series(store, "JPN", "KOR").points
    ]
    assert rows[0]["documents"] == 2
    assert rows[1]["mean_scale"] == pytest.approx(7.4)


def test_the_panel_of_an_empty_store_has_its_columns(store: Store, tmp_path: Path) -> None:
    nothing = panel(open_store(tmp_path / "new", create=True))
    assert nothing.num_rows == 0
    assert nothing.schema == panel(store).schema


def test_in_a_panel_of_many_dyads_each_has_its_own_events(tmp_path: Path) -> None:
    codes = ["AFG", "BRA", "CHN", "DEU", "EGY", "FRA", "GBR", "HUN", "IND", "JPN", "KEN", "LAO"]
    report = Report("A busy month", published="2019-07-31")
    told = {}
    for number, (a, b) in enumerate(itertools.combinations(codes, 2)):
        if number % 3:
            continue
        told[a, b] = number % 5 + 1
        for day in range(told[a, b]):
            report.says(f"{a} met {b} again, {day}.", "CONSULT", "met", f"{b}={b}/GOV", f"{a}={a}/GOV",
                        date=f"2019-07-{day + 1:02d}")  # fmt: skip
    made = open_store(tmp_path, create=True)
    made.add([report.annotation])
    assert {(row["a"], row["b"]): row["events"] for row in panel(made).to_pylist()} == told
