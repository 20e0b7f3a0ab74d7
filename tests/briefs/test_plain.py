"""What is doubtful gives way: inferred sides, headings, what both did to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.briefs import compose
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.plain import Plainness
from dragoman.store import Store, open_store
from tests.build import Report

JAPAN, KOREA = "Japan=JPN/GOV", "South Korea=KOR/GOV"


def stored(tmp_path: Path, report: Report) -> Store:
    made = open_store(tmp_path, create=True)
    made.add([report.annotation])
    return made


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient", "weighs"),
    [
        ("Japan struck South Korea from the air.", JAPAN, KOREA, 1.0),
        # a heading
        ("Japanese struck South Korean ships, ties of Japan", "Japanese=JPN", "South Korean=KOR", 0.3),
        # whose police, whose protesters?
        ("Police struck protesters.", "Police=JPN/COP", "protesters=KOR/CVL", 0.09),
        # the police of the place where they are
        ("Police in Seoul struck a Japanese man.", "Police=JPN/COP", "Seoul=KOR", 0.3),
        # named, but not by the words for who acted
        ("Its navy struck South Korea, Japan said.", "Its navy=JPN/MIL", KOREA, 0.7),
        # with others against somebody else
        ("Japan and South Korea struck Fiji.", f"{JAPAN};{KOREA}", "Fiji=FJI/GOV", 0.6 * 0.85),
    ],
)
def test_how_plainly_a_sentence_tells_of_two_sides(
    tmp_path: Path, sentence: str, actor: str, recipient: str, weighs: float
) -> None:
    report = Report("One", "2025-06-20").says(
        sentence, "ASSAULT", "struck", actor, recipient, date="2025-06-19"
    )
    store = stored(tmp_path, report)
    [event] = store.events("JPN", "KOR")
    evidence = Evidence(store.annotations([report.id]))
    assert Plainness("JPN", "KOR", evidence)(event) == pytest.approx(weighs)


def test_what_is_plain_comes_before_what_is_stronger_and_doubtful(tmp_path: Path) -> None:
    report = Report("One", "2025-06-20")
    report.says(
        "Gunmen struck shops.", "ASSAULT", "struck", "Gunmen=JPN/REB", "shops=KOR/BUS", date="2025-06-19"
    )
    report.says("Japan accused South Korea.", "ACCUSE", "accused", JAPAN, KOREA, date="2025-06-19")
    [stands] = [
        one for one in compose(stored(tmp_path, report), "JPN", "KOR").sections if one.key == "stands"
    ]
    assert "Japan criticised South Korea" in stands.groups[0].statements[-1].text


def test_what_was_possible_years_ago_is_no_news(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    for year in (2012, 2025):
        report = Report(f"Year {year}", f"{year}-06-20")
        report.says(f"Japan might sue South Korea in {year}.", "THREATEN", "sue", JAPAN, KOREA, date=f"{year}-06-19",
                    auxiliary="hypothetical")  # fmt: skip
        store.add([report.annotation])
    [view] = [one for one in compose(store, "JPN", "KOR").sections if one.key == "view_a"]
    told = [one.source for group in view.groups for one in group.statements]
    assert told == ["Japan might sue South Korea in 2025."]
