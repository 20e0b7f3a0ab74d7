"""Two sides and who answers whom: invented neighbours with a plain story."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from dragoman.ontology import plover
from dragoman.relations import views
from dragoman.relations.reciprocity import respond
from dragoman.relations.views import fisher, group_of, group_of_sector
from dragoman.store import Store, open_store
from tests.build import Report

PERU, CHILE = "Peru=PER/GOV", "Chile=CHL/GOV"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Peru's government accuses, Chile's courts and people act otherwise."""
    made = open_store(tmp_path / "store", create=True)
    report = Report("Neighbours", "2019-12-31")
    for month in range(1, 9):
        report.says(f"Peru accused Chile in month {month}.", "ACCUSE", "accused", PERU, CHILE, date=f"2019-{month:02}-05")  # fmt: skip
        report.says(
            f"Chile aided Peru in month {month}.", "AID", "aided", CHILE, PERU, date=f"2019-{month:02}-20"
        )
    report.says("A court in Santiago convicted a Peruvian.", "SANCTION", "convicted", "court=CHL/JUD", "Peruvian=PER/CVL", date="2019-09-01")  # fmt: skip
    report.says("Peru could leave Chile alone.", "RETREAT", "leave", PERU, CHILE, date="2019-09-02", auxiliary="hypothetical")  # fmt: skip
    report.quotes_("“Chile must answer for the wall,” Peru's minister said.", "Chile must answer for the wall,", "minister=PER/GOV")  # fmt: skip
    made.add([report.annotation])
    return made


def test_each_side_has_its_own_deeds_by_who_did_them(store: Store) -> None:
    found = views(store, "PER", "CHL")
    assert [(part.name, part.measure.events) for part in found.a.groups] == [("government", 8)]
    assert [(part.name, part.measure.events) for part in found.b.groups] == [("government", 8), ("courts", 1)]
    assert [voice.quote.text for voice in found.a.voices] == ["Chile must answer for the wall,"]
    assert found.b.voices == ()


def test_where_the_pictures_differ_is_told_beyond_chance(store: Store) -> None:
    found = {(one.kind, one.name): one for one in views(store, "PER", "CHL").contrasts}
    accused = found["type", "ACCUSE"]
    assert (accused.a, accused.b) == (8, 0)
    assert found["tone", "tone"].a < 0 < found["tone", "tone"].b
    assert ("type", "SANCTION") not in found


def test_every_sector_of_plover_has_a_group() -> None:
    assert set(plover().names("sector")) == set(group_of_sector())
    assert group_of(None) == "government"


def test_fishers_exact_test() -> None:
    # the lady tasting tea: three of four cups right
    assert fisher(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)
    assert fisher(5, 10, 5, 10) == pytest.approx(1)


SPAN = (0, 2000)


def test_an_answer_within_days_is_seen_and_timed() -> None:
    acts = np.arange(50, 1900, 100)
    found = respond(acts, acts + 4, SPAN, by="CHL", to="PER", kind="conflict")
    assert (found.acts, found.answered, found.rate, found.days) == (19, 19, 1.0, 4.0)
    assert found.base == pytest.approx(19 * 14 / 2000)
    assert not found.few


def test_steady_acts_are_no_answer() -> None:
    rng = np.random.default_rng(0)
    acts, others = (np.unique(rng.integers(0, 1980, 60)) for _ in range(2))
    assert not respond(acts, others, SPAN, by="CHL", to="PER", kind="conflict").reciprocates


def test_irregular_acts_that_are_answered_are_reciprocated() -> None:
    acts = np.unique(np.random.default_rng(1).integers(0, 1980, 30))
    found = respond(acts, acts + 3, SPAN, by="CHL", to="PER", kind="conflict")
    assert found.reciprocates
    assert not respond(acts, acts - 20, SPAN, by="CHL", to="PER", kind="conflict").reciprocates


def test_a_handful_of_acts_is_too_few_to_tell() -> None:
    found = respond(np.arange(5) * 100, np.arange(5) * 100 + 1, SPAN, by="CHL", to="PER", kind="conflict")
    assert (found.few, found.p_value, found.answered) == (True, None, 5)


def test_two_without_a_word_between_them(store: Store) -> None:
    none = views(store, "FRA", "FJI", dt.date(2019, 1, 1))
    assert (none.a.total.events, none.contrasts, none.responses) == (0, (), ())
