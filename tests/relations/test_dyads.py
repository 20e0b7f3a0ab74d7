"""Two countries summed up: who did what to whom, and how much of it was conflict."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.relations.countries import capital, country_name, words_for
from dragoman.relations.dyads import pair
from dragoman.store import Store, open_store
from tests.build import Report

JAPAN, KOREA = "Japan=JPN/GOV", "South Korea=KOR/GOV"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    report = Report("A long year", published="2019-12-30")
    report.says("Japan curbed sales to South Korea.", "SANCTION", "curbed", JAPAN, KOREA, date="2019-07-04")
    report.says("South Korea condemned Japan.", "ACCUSE", "condemned", KOREA, JAPAN, date="2019-07-05")
    report.says("South Korea blamed Japan.", "ACCUSE", "blamed", KOREA, JAPAN, date="2019-08-05")
    report.says("Japan and South Korea met.", "CONSULT", "met", f"{JAPAN};{KOREA}", date="2019-12-24")
    report.says("Japan did not threaten South Korea.", "THREATEN", "threaten", JAPAN, KOREA,
                date="2019-08-06", auxiliary="negated")  # fmt: skip
    report.says("Japan may expel envoys of South Korea.", "SANCTION", "expel", JAPAN, KOREA,
                date="2020-01-06", auxiliary="future hypothetical")  # fmt: skip
    report.says("In 1965 Japan paid South Korea.", "AID", "paid", JAPAN, KOREA,
                date="1965-01-01", precision="year", auxiliary="historical")  # fmt: skip
    report.says("Japan once ruled South Korea by force.", "COERCE", "ruled", JAPAN, KOREA,
                date="2019-12-30", source="publication", auxiliary="historical")  # fmt: skip
    report.says("In the 1990s Japan helped South Korea.", "AID", "helped", JAPAN, KOREA,
                date="1990-01-01", precision="decade")  # fmt: skip
    made = open_store(tmp_path, create=True)
    made.add([report.annotation])
    return made


def test_each_direction_is_counted_for_itself(store: Store) -> None:
    found = pair(store, "jpn", "KOR")
    assert (found.forward.events, found.backward.events, found.mutual.events) == (4, 2, 1)
    turned = pair(store, "KOR", "JPN")
    assert (turned.forward, turned.backward, turned.total) == (found.backward, found.forward, found.total)


def test_what_did_not_happen_is_shown_and_not_measured(store: Store) -> None:
    found = pair(store, "JPN", "KOR")
    assert len(found.events) == 9
    assert found.total.events == 7
    assert "THREATEN" not in found.total.by_type


def test_conflict_and_tone(store: Store) -> None:
    total = pair(store, "JPN", "KOR").total
    assert total.by_quad == {1: 1, 2: 2, 3: 2, 4: 2}
    assert list(total.by_type.items())[:2] == [("ACCUSE", 2), ("AID", 2)]
    assert total.conflict == pytest.approx(4 / 7)
    assert total.mean_scale == pytest.approx((-5.2 - 2 - 2 + 2.1 + 7.4 - 7.2 + 7.4) / 7)
    assert not total.few


def test_a_mean_over_fewer_than_five_events_says_so(store: Store) -> None:
    assert pair(store, "JPN", "KOR").backward.few
    assert all(year.few for year in pair(store, "JPN", "KOR").years if year.year != 2019)


def test_years_hold_only_events_that_have_a_year(store: Store) -> None:
    years = pair(store, "JPN", "KOR").years
    assert [(year.year, year.cooperation, year.conflict) for year in years] == [(1965, 1, 0), (2019, 1, 3)]


def test_dates_bound_what_is_summed_up(store: Store) -> None:
    found = pair(store, "JPN", "KOR", dt.date(2019, 7, 1), dt.date(2019, 7, 31))
    assert found.total.events == 2
    assert (found.first, found.last) == (dt.date(2019, 7, 4), dt.date(2019, 7, 5))


def test_no_events_give_zeros(store: Store) -> None:
    found = pair(store, "ISL", "NOR")
    assert (found.total.events, found.total.mean_scale, found.total.conflict) == (0, None, None)
    assert (found.years, found.first, found.events) == ((), None, ())


@pytest.mark.parametrize(
    ("code", "name", "seat"),
    [
        ("KOR", "South Korea", "Seoul"),
        ("USA", "the United States", "Washington"),
        ("NLD", "the Netherlands", "The Hague"),
        ("EUR", "the European Union", None),
        ("QQQ", "QQQ", None),
    ],
)
def test_countries_are_named_as_a_sentence_names_them(code: str, name: str, seat: str | None) -> None:
    assert country_name(code) == name
    assert capital(code) == seat


def test_a_text_speaks_of_a_country_in_several_words() -> None:
    assert {"South Korea", "South Korean", "Seoul"} <= set(words_for("KOR"))
