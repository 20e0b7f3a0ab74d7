"""The parts of a brief that need a history: turning points, issues, third parties, returning days, what it rests on."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from dragoman.briefs import Brief, Statement, compose, excerpt, render_html, render_markdown, render_pdf
from dragoman.briefs.choose import told_once
from dragoman.store import open_store
from tests.build import Report

PERU, CHILE, BOLIVIA = "Peru=PER/GOV", "Chile=CHL/GOV", "Bolivia=BOL/GOV"


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """Ten years of two neighbours: aid and an April of wreaths each year, from 2016 on a quarrel about the border."""
    made = open_store(tmp_path_factory.mktemp("story") / "store", create=True)
    made.add(report.annotation for report in reports())
    return compose(made, "PER", "CHL")


def reports() -> list[Report]:
    told = []
    for year in range(2010, 2020):
        for month in range(1, 13):
            day = dt.date(year, month, 3 + (year * 7 + month * 11) % 20)
            report = Report(
                f"News of {day}", day.isoformat(), "The Harbour Post" if month % 2 else "Evening Lantern"
            )
            if year < 2016 or month % 6 == 0:
                report.says(
                    f"Chile gave Peru help on {day}.", "AID", "gave", CHILE, PERU, date=day.isoformat()
                )
            else:
                report.says(f"Peru threatened Chile with force on {day}.", "THREATEN", "threatened", PERU, CHILE,
                            date=day.isoformat(), mode="violence")  # fmt: skip
                report.says(f"Chile mobilised at the border on {day}.", "MOBILIZE", "mobilised", "Chile=CHL/MIL", PERU,
                            date=day.isoformat())  # fmt: skip
                # what the two fought about
                report.events[-1]["context"] = report.events[-2]["context"] = ("territory",)
            report.says(f"Bolivia met Peru on {day}.", "CONSULT", "met", BOLIVIA, PERU, date=day.isoformat())
            report.says(
                f"Bolivia met Chile on {day}.", "CONSULT", "met", BOLIVIA, CHILE, date=day.isoformat()
            )
            told.append(report)
        spring = Report(f"Wreaths of {year}", f"{year}-04-22")
        for _ in range(3):
            spring.says(f"Chile honoured the fallen of Peru on 22 April {year}.", "SUPPORT", "honoured", CHILE, PERU,
                        date=f"{year}-04-22", again=_ > 0)  # fmt: skip
        told.append(spring)
    return told


def statements(brief: Brief, key: str, heading: str | None = None) -> list[Statement]:
    found = next(section for section in brief.sections if section.key == key)
    return [one for group in found.groups if heading in (None, group.heading) for one in group.statements]


def said(brief: Brief, key: str, heading: str | None = None) -> str:
    return " ".join(one.text for one in statements(brief, key, heading))


def test_every_statement_has_a_reference_or_the_events_it_counts(brief: Brief) -> None:
    for section in brief.sections:
        for group in section.groups:
            for one in group.statements:
                assert one.references or one.counted


def test_a_turning_point_is_named_by_its_events(brief: Brief) -> None:
    worse = [turn for turn in brief.turns if not turn.better and turn.lasting]
    assert worse
    assert worse[0].date.year in (2015, 2016)
    assert "Peru threatened Chile with violence" in worse[0].statement.text
    assert worse[0].statement.references
    assert worse[0].statement in statements(brief, "line", "Turning points")


def test_the_chart_marks_turning_points(brief: Brief) -> None:
    page = render_html(brief)
    assert page.count('<path class="turn"') >= 1
    assert "Peru threatened Chile with violence" in page


def test_issues_are_sorted_by_whether_they_bind_or_divide(brief: Brief) -> None:
    [territory] = statements(brief, "issues", "What divides")
    assert territory.text.startswith("Territory: all 80 events are conflict.")
    assert territory.references


def test_where_the_two_differ_is_told_for_both_sides(brief: Brief) -> None:
    assert "Threats: 40 of 40 events on the side of Peru, none of" in said(
        brief, "issues", "Where the two differ"
    )


def test_a_third_party_is_told_with_its_ties_and_their_sentences(brief: Brief) -> None:
    [bolivia] = statements(brief, "thirds")
    assert bolivia.text.startswith(
        "Bolivia is on good terms with both, by these reports: 120 events (mean score +2.1) with Peru, 120 events"
    )
    cited = [one.sentence for one in brief.references if one.number in bolivia.references]
    assert any("Bolivia met Chile" in sentence for sentence in cited)


def test_a_returning_day_is_told_with_the_last_time(brief: Brief) -> None:
    coming = said(brief, "coming")
    assert re.search(
        r"About \d+ April 2020: a time of year that was busier between the two than others in", coming
    )
    assert "Chile showed support for Peru." in coming


def test_what_it_rests_on_names_sources_and_sureness(brief: Brief) -> None:
    rests = said(brief, "rests")
    assert "two publications, above all The Harbour Post (70) and Evening Lantern (60)" in rests
    assert "a chance of 90% on average; what it gives less than 50% is left out" in rests


def test_the_last_months_are_held_against_the_norm(brief: Brief) -> None:
    assert statements(brief, "lately")[0].text.startswith("In the three months to")


def test_an_excerpt_numbers_its_references_anew(brief: Brief) -> None:
    short = excerpt(brief, {"stands", "coming"})
    assert [section.key for section in short.sections] == ["stands", "coming"]
    assert sorted(short.cited) == list(range(1, len(short.cited) + 1))
    assert "Turning points" not in render_markdown(short, events=False)


def test_the_same_words_are_told_once_with_all_references() -> None:
    twice = [Statement(text="It rained.", references=(1,)), Statement(text="It rained.", references=(2,))]
    assert told_once(twice) == (Statement(text="It rained.", references=(1, 2)),)


def test_a_pdf_is_made_of_the_same_brief_and_is_the_same_each_time(brief: Brief) -> None:
    made = render_pdf(brief)
    assert made.startswith(b"%PDF-")
    assert made == render_pdf(brief)


def test_nothing_in_a_report_becomes_markup_on_paper(tmp_path: Path) -> None:
    made = open_store(tmp_path / "store", create=True)
    report = Report('#panic("no") $ * _ @x <y> \\', "2019-01-01", "`#include`")
    report.says(
        'Peru #panic("told") $x$ *met* @Chile [a](b) // c.', "CONSULT", "met", PERU, CHILE, date="2019-01-01"
    )
    made.add([report.annotation])
    assert render_pdf(compose(made, "PER", "CHL")).startswith(b"%PDF-")


def test_a_pdf_of_two_without_events(tmp_path: Path) -> None:
    made = open_store(tmp_path / "store", create=True)
    assert render_pdf(compose(made, "FRA", "FJI")).startswith(b"%PDF-")
