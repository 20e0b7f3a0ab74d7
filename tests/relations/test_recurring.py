"""Days that come back, the calendar, and third parties."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from dragoman.relations.calendar import calendar
from dragoman.relations.network import third_parties
from dragoman.relations.recurring import find_days, next_return, recurring
from dragoman.store import Store, open_store
from tests.build import Report

JAPAN, KOREA, CHINA = "Japan=JPN/GOV", "South Korea=KOR/GOV", "China=CHN/GOV"


def days_of(years: range, *, special: tuple[int, int] | None = None, seed: int = 1) -> np.ndarray:
    """Thirty random days of each year, and five around a special one."""
    rng = np.random.default_rng(seed)
    found = []
    for year in years:
        start = (dt.date(year, 1, 1) - dt.date(1970, 1, 1)).days
        found.extend(start + rng.integers(0, 365, 30))
        if special:
            day = (dt.date(year, *special) - dt.date(1970, 1, 1)).days
            found.extend(day + rng.integers(-2, 3, 5))
    return np.array(sorted(found))


def test_a_day_that_fills_its_week_year_after_year_is_found() -> None:
    days = days_of(range(2003, 2015), special=(8, 15))
    (found,) = find_days(days, np.ones(len(days), dtype=np.int64))
    date = dt.date(2000, 1, 1) + dt.timedelta(days=found.number)
    assert abs((date - dt.date(2000, 8, 15)).days) <= 2
    assert len(found.years) >= 9
    assert found.p_value < 0.01


def test_what_happened_at_random_returns_on_no_day() -> None:
    alarms = 0
    for seed in range(40):
        days = days_of(range(2003, 2015), seed=seed)
        alarms += len(find_days(days, np.ones(len(days), dtype=np.int64)))
    assert alarms <= 6  # of 40 dyads at a level of 5 %, two are expected


def test_two_years_are_no_custom() -> None:
    days = np.array([(dt.date(year, 2, 22) - dt.date(1970, 1, 1)).days for year in (2010, 2011)])
    assert find_days(days, np.ones(2, dtype=np.int64)) == ()


def test_a_leap_day_returns_on_the_28th_and_the_next_return_lies_ahead() -> None:
    leap = (dt.date(2000, 2, 29) - dt.date(2000, 1, 1)).days
    assert next_return(leap, dt.date(2025, 1, 1)) == dt.date(2025, 2, 28)
    assert next_return(leap, dt.date(2025, 2, 28)) == dt.date(2026, 2, 28)
    assert next_return(leap, dt.date(2028, 1, 1)) == dt.date(2028, 2, 29)


def protests(tmp_path: Path) -> Store:
    """Eight Augusts of protest, and something else at odd times."""
    store = open_store(tmp_path / "store", create=True)
    reports = []
    rng = np.random.default_rng(5)
    for year in range(2010, 2018):
        for offset in (-1, 0, 1):
            day = dt.date(year, 8, 15) + dt.timedelta(days=offset)
            report = Report(f"Shrine {day}", str(day))
            report.says("South Korea protested to Japan.", "ACCUSE", "protested", KOREA, JAPAN, date=str(day))
            reports.append(report.annotation)
        for number in rng.integers(0, 360, 6):
            day = dt.date(year, 1, 1) + dt.timedelta(days=int(number))
            report = Report(f"Talks {day} {number}", str(day))
            report.says("Japan met South Korea.", "CONSULT", "met", JAPAN, KOREA, date=str(day))
            reports.append(report.annotation)
    store.add(reports)
    return store


def test_the_calendar_holds_the_day_with_what_happened_on_it(tmp_path: Path) -> None:
    store = protests(tmp_path)
    (day,) = recurring(store, "KOR", "JPN")
    assert day.month == 8
    assert abs(day.day - 15) <= 2
    assert day.next.year in (2018, 2017)
    assert len(day.events) >= 3 * len(day.years)
    dates = calendar(store, "JPN", "KOR", dt.date(2018, 1, 1))
    assert [(one.source, one.certainty, one.date.month) for one in dates] == [("history", "recurring", 8)]
    assert calendar(store, "JPN", "KOR", dt.date(2018, 1, 1), dt.date(2018, 3, 1)) == ()


def test_empty_results_are_typed_tables(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store", create=True)
    for found in (calendar(store, "JPN", "KOR"), third_parties(store, "JPN", "KOR")):
        table = found.to_arrow()
        assert table.num_rows == 0
        assert "string" in str(table.schema)


def test_a_third_party_is_one_that_both_deal_with(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store", create=True)
    reports = []
    for number in range(6):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
        report = Report(f"Report {number}", str(day))
        report.says("China accused Japan.", "ACCUSE", "accused", CHINA, JAPAN, date=str(day))
        report.says("South Korea praised China.", "SUPPORT", "praised", KOREA, CHINA, date=str(day))
        report.says("Japan praised Peru.", "SUPPORT", "praised", JAPAN, "Peru=PER/GOV", date=str(day))
        reports.append(report.annotation)
    store.add(reports)
    (china,) = third_parties(store, "JPN", "KOR")
    assert (china.code, china.events_a, china.events_b) == ("CHN", 6, 6)
    assert china.tie == "at odds with a, close to b"
    assert not china.few
    assert abs(china.weight - (6 / 12 * 6 / 6) ** 0.5) < 1e-9
