"""Which pairs moved: means of acts counted once, against the pair's own norm, over their standard error."""

from __future__ import annotations

import datetime as dt
from math import sqrt
from pathlib import Path

import pytest

from dragoman.ontology import plover
from dragoman.relations.moves import USUAL_SPREAD, USUAL_WEIGHT, busiest, moves, sparks, tones
from dragoman.store import Store, open_store
from tests.build import Report

ASOF = dt.date(2020, 12, 31)
ACCUSE = plover().types["ACCUSE"].score
AGREE = plover().types["AGREE"].score


def report(date: str, kind: str, a: str, b: str, title: str = "News", **more: str) -> Report:
    told = Report(f"{title} {date} {a} {b}", published=date)
    word = {"ACCUSE": "accused", "AGREE": "joined"}[kind]
    return told.says(f"{a} {word} {b} on {date}.", kind, word, f"{a}={a}", f"{b}={b}", date=date, **more)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    told = [report(f"2019-{month:02d}-04", "AGREE", "JPN", "KOR") for month in range(1, 7)]
    told += [report(f"2020-12-{day:02d}", "ACCUSE", "KOR", "JPN") for day in range(1, 6)]
    # told twice, counted once
    told.append(report("2020-12-05", "ACCUSE", "KOR", "JPN", "The same"))
    # what did not happen does not move anybody
    told += [
        report(f"2020-12-{day:02d}", "AGREE", "JPN", "KOR", auxiliary="negated") for day in range(10, 20)
    ]
    # too few to say
    told += [report(f"2020-12-{day:02d}", "ACCUSE", "FRA", "DEU") for day in range(1, 4)]
    # no country
    told += [report(f"2020-12-{day:02d}", "ACCUSE", "JPN", "UNO") for day in range(1, 9)]
    made = open_store(tmp_path / "store", create=True)
    made.add([one.annotation for one in told])
    return made


def test_a_pair_moves_by_the_difference_of_its_means(store: Store) -> None:
    (move,) = moves(store, ASOF, 90)
    assert (move.a, move.b) == ("JPN", "KOR")
    assert (move.events, move.before_events) == (5, 6)
    assert move.mean_scale == pytest.approx(ACCUSE)
    assert move.before_scale == pytest.approx(AGREE)
    assert move.change == pytest.approx(ACCUSE - AGREE)
    assert move.conflict == 1
    spread = sqrt(USUAL_WEIGHT * USUAL_SPREAD**2 / (5 + 6 + USUAL_WEIGHT))
    assert move.weight == pytest.approx((ACCUSE - AGREE) / (spread * sqrt(1 / 5 + 1 / 6)))


def test_a_window_without_five_acts_has_no_move(store: Store) -> None:
    assert moves(store, dt.date(2020, 6, 1), 90) == ()
    assert moves(open_store(store.path), ASOF, 1) == ()


def test_tones_are_of_countries(store: Store) -> None:
    found = {row["country"]: row for row in tones(store, ASOF, 90).to_pylist()}
    assert set(found) == {"JPN", "KOR", "FRA", "DEU"}
    assert found["KOR"]["events"] == 5
    assert found["KOR"]["mean_scale"] == pytest.approx(ACCUSE)
    with_france = tones(store, ASOF, 90, other="FRA").to_pylist()
    assert [row["country"] for row in with_france] == ["DEU"]


def test_sparks_have_a_place_for_every_quarter(store: Store) -> None:
    found = sparks(store, [("KOR", "JPN"), ("USA", "CHN")], ASOF, quarters=4)
    assert [count for count, _ in found["KOR", "JPN"]] == [0, 0, 0, 5]
    assert found["USA", "CHN"] == [(0, None)] * 4
    assert sparks(store, [], ASOF) == {}


def test_the_busiest_come_first(store: Store) -> None:
    assert busiest(store, ASOF) == (("JPN", "KOR"), ("DEU", "FRA"))


def test_an_empty_store_moves_nobody(tmp_path: Path) -> None:
    empty = open_store(tmp_path / "empty", create=True)
    assert moves(empty, ASOF) == ()
    assert tones(empty, ASOF, 90).num_rows == 0
    assert busiest(empty, ASOF) == ()
