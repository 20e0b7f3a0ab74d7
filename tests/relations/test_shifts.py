"""Turning points: what is found, when it could have been known, and what is left alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import betabinom, betanbinom

from dragoman.errors import UsageError
from dragoman.relations import Shift, all_shifts, shifts
from dragoman.relations.regimes import find_regimes, level_shifts
from dragoman.relations.shifts import Daily, find_shifts
from dragoman.relations.shocks import find_shocks
from dragoman.relations.tails import beta_binomial_tail, beta_negative_binomial_tail
from dragoman.store import Store, open_store
from tests.build import Report

JAPAN, KOREA, PERU, CHILE = "Japan=JPN/GOV", "South Korea=KOR/GOV", "Peru=PER/GOV", "Chile=CHL/GOV"
YEARS = 8
DAYS = YEARS * 365
OTHERS = np.full(DAYS, 50.0)


def quiet(seed: int, days: int = DAYS) -> tuple[np.ndarray, np.ndarray]:
    """A calm dyad: cooperation every other day, a conflict a month."""
    rng = np.random.default_rng(seed)
    return rng.poisson(0.5, days).astype(float), rng.poisson(1 / 30, days).astype(float)


def test_a_burst_of_conflict_is_a_shock_known_within_days() -> None:
    cooperation, conflict = quiet(1)
    conflict[2000:2012] += 3
    (shock,) = find_shocks(cooperation, conflict, OTHERS)
    assert not shock.better
    assert abs(shock.first - 2000) <= 1
    assert shock.found <= 2005
    assert shock.last is not None
    assert abs(shock.last - 2011) <= 2
    assert shock.p_value < 0.01


def test_a_shock_is_known_on_the_last_day_of_the_news_and_still_goes_on() -> None:
    cooperation, conflict = quiet(1)
    conflict[2000:2012] += 3
    until = slice(0, 2006)
    (shock,) = find_shocks(cooperation[until], conflict[until], OTHERS[until])
    assert shock.found <= 2005
    assert shock.last is None
    # What was found does not depend on what came after.
    assert shock.found == find_shocks(cooperation, conflict, OTHERS)[0].found


def test_a_burst_of_cooperation_is_a_shock_for_the_better() -> None:
    rng = np.random.default_rng(3)
    cooperation, conflict = rng.poisson(0.05, DAYS).astype(float), rng.poisson(0.3, DAYS).astype(float)
    cooperation[2000:2008] += 3
    (shock,) = find_shocks(cooperation, conflict, OTHERS)
    assert shock.better


def test_where_conflict_is_the_rule_its_number_alone_can_be_a_shock() -> None:
    rng = np.random.default_rng(4)
    conflict = rng.poisson(0.03, DAYS).astype(float)
    conflict[2000:2010] += 3
    (shock,) = find_shocks(np.zeros(DAYS), conflict, OTHERS)
    assert not shock.better


def test_more_news_of_everything_is_no_shock() -> None:
    later = np.arange(DAYS) >= 2000
    grown = np.where(later, 5.0, 1.0)
    rng = np.random.default_rng(6)
    more = rng.poisson(0.5 * grown).astype(float), rng.poisson(grown / 30).astype(float)
    assert find_shocks(*more, OTHERS * grown) == []


def test_few_events_are_no_shock() -> None:
    conflict = np.zeros(DAYS)
    conflict[2000:2004] = 1
    assert find_shocks(np.zeros(DAYS), conflict, OTHERS) == []


def test_series_without_turning_points_raise_hardly_any_alarm() -> None:
    found = 0
    for seed in range(30):
        cooperation, conflict = quiet(100 + seed)
        found += len(
            find_shifts(Daily(first=14_000, cooperation=cooperation, conflict=conflict, others=OTHERS))
        )
    # 30 dyads of eight years; one alarm a dyad and ten years would be 24.
    assert found <= 6


def test_a_lasting_rise_of_the_share_of_conflict_is_a_regime() -> None:
    rng = np.random.default_rng(7)
    events = rng.poisson(12, 96)
    share = np.where(np.arange(96) < 50, 0.1, 0.4)
    conflict = rng.binomial(events, share).astype(float)
    (regime,) = [one for one in find_regimes(events - conflict, conflict, np.full(96, 500.0)) if one.share]
    assert abs(regime.month - 50) <= 1
    assert regime.before == pytest.approx(0.1, abs=0.05)
    assert regime.after == pytest.approx(0.4, abs=0.06)
    assert 50 <= regime.known < 62
    assert regime.p_value <= 0.1


def test_where_conflict_is_the_rule_its_number_makes_the_regime() -> None:
    rng = np.random.default_rng(8)
    conflict = rng.poisson(np.where(np.arange(96) < 50, 1, 12)).astype(float)
    (regime,) = find_regimes(np.zeros(96), conflict, np.full(96, 500.0))
    assert not regime.share
    assert abs(regime.month - 50) <= 1


def test_one_wild_month_is_no_regime() -> None:
    level = np.random.default_rng(9).normal(0, 1, 96)
    level[40] += 30
    assert level_shifts(level) == []


def test_a_regime_that_a_shock_opens_begins_with_it() -> None:
    cooperation, conflict = quiet(11)
    rng = np.random.default_rng(12)
    conflict[2000:] += rng.poisson(0.4, DAYS - 2000)
    conflict[2000:2012] += 3
    found = find_shifts(Daily(first=14_000, cooperation=cooperation, conflict=conflict, others=OTHERS))
    regime = next(one for one in found if one.kind == "regime")
    shock = next(one for one in found if one.kind == "shock")
    assert regime.date == shock.date
    assert regime.direction == shock.direction == "worse"
    assert regime.enddate is None
    assert shock.found < regime.found


def test_the_tails_are_those_of_their_distributions() -> None:
    count = np.array([1.0, 5.0, 30.0])
    mean, size = np.array([0.5, 2.0, 8.0]), np.array([1.0, 2.0, 4.0])
    theirs = [
        betanbinom.pmf(np.arange(y, 100_000), r, 4.0, m * 3.0 / r).sum()
        for y, m, r in zip(count, mean, size, strict=True)
    ]
    assert beta_negative_binomial_tail(count, mean, size, 4.0) == pytest.approx(theirs, rel=1e-6)
    n, a, b = np.array([4.0, 9.0, 40.0]), np.array([1.0, 2.0, 3.0]), np.array([9.0, 2.0, 30.0])
    assert beta_binomial_tail(count, n, a, b) == pytest.approx(betabinom.sf(count - 1, n, a, b), rel=1e-6)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Four years: Peru and Chile in the background, Japan and South Korea calm until July 2019."""
    rng = np.random.default_rng(13)
    reports = []
    for number in range(4 * 365):
        day = (dt.date(2016, 1, 1) + dt.timedelta(days=number)).isoformat()
        report = Report(f"The {number}th day", published=day)
        report.says("Peru met Chile.", "CONSULT", "met", PERU, CHILE, date=day)
        if rng.random() < 0.3:
            report.says("Japan met South Korea.", "CONSULT", "met", JAPAN, KOREA, date=day)
        if "2019-07-04" <= day <= "2019-07-14":
            report.says("Japan curbed sales to South Korea.", "SANCTION", "curbed", JAPAN, KOREA, date=day)
            report.says("South Korea condemned Japan.", "ACCUSE", "condemned", KOREA, JAPAN, date=day)
            report.says("South Korea did not threaten Japan.", "THREATEN", "threaten", KOREA, JAPAN,
                        date=day, auxiliary="negated")  # fmt: skip
        reports.append(report.annotation)
    made = open_store(tmp_path_factory.mktemp("store"), create=True)
    made.add(reports)
    return made


def shock_of(found: tuple[Shift, ...]) -> Shift:
    (shock,) = [one for one in found if one.kind == "shock"]
    return shock


@pytest.mark.parametrize("direction", [None, "forward", "backward"])
def test_a_crisis_is_found_from_either_side(store: Store, direction: str | None) -> None:
    shock = shock_of(shifts(store, "JPN", "KOR", direction=direction))
    assert shock.direction == "worse"
    assert dt.date(2019, 7, 4) <= shock.date <= dt.date(2019, 7, 6)
    assert shock.found <= dt.date(2019, 7, 14)


def test_its_evidence_is_what_was_done_and_types_take_turns(store: Store) -> None:
    shock = shock_of(shifts(store, "JPN", "KOR"))
    known = {event.id: event for event in store.events("JPN", "KOR")}
    types = [known[id].event for id in shock.events]
    assert types[:2] == ["SANCTION", "ACCUSE"]
    assert set(types) == {"SANCTION", "ACCUSE"}


def test_the_order_of_the_two_does_not_matter(store: Store) -> None:
    assert shifts(store, "KOR", "JPN") == shifts(store, "jpn", "kor")


def test_all_dyads_at_once_find_what_one_dyad_does(store: Store) -> None:
    found = {(a, b): found for a, b, found in all_shifts(store)}
    assert list(found) == [("JPN", "KOR")]
    assert shock_of(found["JPN", "KOR"]).found == shock_of(shifts(store, "JPN", "KOR")).found


def test_before_the_crisis_there_is_nothing_and_nothing_has_its_columns(store: Store) -> None:
    before = shifts(store, "JPN", "KOR", end=dt.date(2019, 7, 3))
    assert len(before) == 0
    assert before.to_arrow().schema == shifts(store, "JPN", "KOR").to_arrow().schema
    assert shifts(store, "PER", "BOL").to_arrow().num_rows == 0
    assert len(shifts(store, "JPN", "KOR", start=dt.date(2019, 12, 1))) == 0


def test_an_empty_store_has_no_turning_points(tmp_path: Path) -> None:
    assert shifts(open_store(tmp_path, create=True), "JPN", "KOR") == ()


def test_an_unknown_direction_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no direction 'sideways'"):
        shifts(store, "JPN", "KOR", direction="sideways")
