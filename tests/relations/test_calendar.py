"""Days that return, and the calendar: invented acts on known days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from dragoman.relations import all_recurring, calendar, recurring
from dragoman.relations.calendar import date_schema
from dragoman.relations.recurring import find_peaks, next_date
from dragoman.store import Store, open_store
from tests.build import Report

FIRST = dt.date(2000, 1, 1)
ZERO = (FIRST - dt.date(1970, 1, 1)).days
LENGTH = 3653
EVEN = np.full(LENGTH, 20.0)


def acts_on(*dates: str) -> np.ndarray:
    acts = np.zeros(LENGTH)
    for date in dates:
        acts[(dt.date.fromisoformat(date) - FIRST).days] += 1
    return acts


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).poisson(0.05, LENGTH).astype(float)


def test_a_day_of_seven_years_is_found_among_noise() -> None:
    acts = noise(1) + 3 * acts_on(*(f"{year}-08-{14 + year % 3}" for year in range(2001, 2008)))
    [peak] = find_peaks(ZERO, acts, EVEN)
    assert (peak.month, peak.day) == (8, 15)
    assert set(peak.years) >= set(range(2001, 2008))
    assert peak.p_value < 0.001
    assert peak.acts >= 21 > 5 * peak.expected


def test_a_crisis_of_one_year_does_not_return() -> None:
    acts = noise(2)
    acts[1000:1030] += 10
    assert find_peaks(ZERO, acts, EVEN) == []


def test_two_years_are_too_few() -> None:
    acts = acts_on(*["2003-02-22"] * 10, *["2004-02-22"] * 10)
    assert find_peaks(ZERO, acts, EVEN) == []


def test_a_day_at_the_turn_of_the_year_is_one_day() -> None:
    acts = noise(3) + 2 * acts_on(*(f"{year}-12-31" for year in range(2000, 2009)))
    acts += 2 * acts_on(*(f"{year}-01-02" for year in range(2000, 2009)))
    [peak] = find_peaks(ZERO, acts, EVEN)
    assert (peak.month, peak.day) in ((12, 31), (1, 1), (1, 2))


def test_chance_days_are_rare() -> None:
    assert sum(bool(find_peaks(ZERO, noise(seed), EVEN)) for seed in range(100)) <= 3


def test_a_growing_archive_makes_no_december_busy() -> None:
    volume = np.exp(np.arange(LENGTH) / 500)
    acts = np.random.default_rng(4).poisson(volume * 0.01).astype(float)
    assert find_peaks(ZERO, acts, volume) == []


@pytest.mark.parametrize(
    ("day", "after", "next_"),
    [
        ((8, 15), "2025-06-23", "2025-08-15"),
        ((2, 22), "2025-06-23", "2026-02-22"),
        ((8, 15), "2025-08-15", "2026-08-15"),
        ((2, 29), "2025-01-01", "2025-02-28"),
    ],
)
def test_the_next_return(day: tuple[int, int], after: str, next_: str) -> None:
    assert next_date(*day, dt.date.fromisoformat(after)) == dt.date.fromisoformat(next_)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Ten Aprils of visits, and a report that looks ahead."""
    made = open_store(tmp_path / "store", create=True)
    reports = []
    for year in range(2010, 2020):
        spring = Report(f"Wreaths {year}", f"{year}-04-22")
        for day in (21, 22):
            spring.says(
                f"Peru honoured the dead of Chile on {day} April {year}.",
                "SUPPORT",
                "honoured",
                "Peru=PER/GOV",
                "Chile=CHL/GOV",
                date=f"{year}-04-{day}",
            )
        month = year % 10 + 1
        spring.says(
            f"Peru met Chile in month {month} of {year}.",
            "CONSULT",
            "met",
            "Peru=PER/GOV",
            "Chile=CHL/GOV",
            date=f"{year}-{month:02}-10",
        )
        reports.append(spring.annotation)
    table = Report("Talks", "2020-01-10")
    table.says("Peru accused Chile.", "ACCUSE", "accused", "Peru=PER/GOV", "Chile=CHL/GOV", date="2020-01-10")
    table.expects("Peru and Chile hold a summit on 3 March.", "3 March", "2020-03-03", "summit")
    table.expects(
        "Each year Peru marks the anniversary of the treaty on 21 May.",
        "21 May",
        "2019-05-21",
        "Each year Peru marks the anniversary of the treaty on 21 May",
        "recurring",
    )
    table.expects("Rain is due on 4 March.", "4 March", "2020-03-04", "Rain", "expected")
    reports.append(table.annotation)
    made.add(reports)
    return made


def test_the_calendar_has_what_is_scheduled_what_returns_and_what_history_shows(store: Store) -> None:
    dates = calendar(store, "per", "CHL")
    assert (dates[0].date, dates[0].kind) == (dt.date(2020, 3, 3), "scheduled")
    [learned] = [one for one in dates if one.kind == "learned"]
    assert learned.date.month == 4
    assert 19 <= learned.date.day <= 24
    assert len(learned.events) == 20
    assert set(learned.years) == set(range(2010, 2020))
    [named] = [one for one in dates if one.kind == "recurring"]
    assert (named.date, named.what) == (dt.date(2020, 5, 21), "the anniversary of the treaty")


def test_what_happened_before_comes_newest_first(store: Store) -> None:
    [learned] = [one for one in calendar(store, "PER", "CHL") if one.kind == "learned"]
    known = {event.id: event.date for event in store.events("PER", "CHL")}
    days = [known[id] for id in learned.events]
    assert days == sorted(days, reverse=True)


def test_the_calendar_is_bounded_and_knows_nothing_of_later_reports(store: Store) -> None:
    march = calendar(store, "PER", "CHL", None, dt.date(2020, 3, 31))
    assert {one.date.month for one in march} == {3}
    early = calendar(store, "PER", "CHL", today=dt.date(2018, 12, 1))
    assert {one.kind for one in early} == {"learned"}
    assert 2019 not in early[0].years


def test_all_dyads_at_once_agree_with_one(store: Store) -> None:
    assert list(all_recurring(store)) == [("CHL", "PER", recurring(store, "PER", "CHL"))]


def test_no_dates_are_an_empty_typed_table(store: Store) -> None:
    none = calendar(store, "BRA", "CHL")
    assert none == ()
    assert none.to_arrow().schema == date_schema()
    assert pa.table(none).num_rows == 0
