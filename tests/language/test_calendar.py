"""The dates that a text looks at, published on Monday, 23 June 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.language import find_moments, split_sentences
from dragoman.language.calendar import document_calendar
from dragoman.records import CalendarEntry

PUBLISHED = dt.date(2025, 6, 23)


def calendar(text: str, published: dt.date | None = PUBLISHED) -> list[CalendarEntry]:
    return document_calendar(text, split_sentences(text), find_moments(text, published), published)


@pytest.mark.parametrize(
    ("text", "date", "certainty"),
    [
        ("The leaders will meet on July 4 in Oslo.", "2025-07-04", "scheduled"),
        ("The summit opens Tuesday in Bonn.", "2025-06-24", "scheduled"),
        ("Voters go to the polls on July 20.", "2025-07-20", "scheduled"),
        ("Berg is expected to visit Tokyo in September.", "2025-09-01", "expected"),
        (
            "Ties could be tested around the Aug. 15 anniversary, when Berg is expected to speak.",
            "2025-08-15",
            "expected",
        ),
        ("The ministry said on Thursday that Japan may host the talks in October.", "2025-10-01", "possible"),
        ("Oslo and Bonn are marking the 70th anniversary of their pact Sunday.", "2025-06-22", "recurring"),
        ("The two held a summit in Bonn that opened Sunday.", "2025-06-22", "marked"),
    ],
)
def test_what_a_sentence_looks_at(text: str, date: str, certainty: str) -> None:
    assert [(str(entry.date), entry.certainty) for entry in calendar(text)] == [(date, certainty)]


@pytest.mark.parametrize(
    "text",
    [
        "The two signed the pact on June 17.",
        "Elections were held on June 3.",
        "Berg said Monday that talks collapsed.",
        "The treaty was signed on June 22, 1965.",
        "By 2030 the fleet will be larger.",
    ],
)
def test_what_is_over_or_too_vague_is_no_entry(text: str) -> None:
    assert calendar(text) == []


def test_an_entry_shows_its_sentence_and_says_what_in_a_clause() -> None:
    text = "It rained. The tariffs take effect on July 9, officials said Friday."
    (entry,) = calendar(text)
    assert entry.what == "The tariffs take effect on July 9"
    assert entry.text == text[entry.start : entry.end] == text[11:]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "The minister, Ana Berg, said on Wednesday that the government would close the port on July 4.",
            "The government would close the port on July 4",
        ),
        (
            "Officials announced on Wednesday that the talks will open on July 9, adding that Kato would come.",
            "The talks will open on July 9",
        ),
        ("Kato said the court would rule on July 8, but Berg left.", "The court would rule on July 8"),
        (
            "The summit, which will open on July 4, will gather twenty leaders.",
            "The summit, which will open on July 4, will gather twenty leaders",
        ),
        (
            "Berg will fly to Bonn, and will meet Kato on July 4.",
            "Berg will fly to Bonn, and will meet Kato on July 4",
        ),
        ("Berg left, and the two will meet on July 4, her office said.", "The two will meet on July 4"),
        ("“We will vote on July 4,” Berg said.", "We will vote on July 4"),
    ],
)
def test_what_reads_as_a_clause_of_its_own(text: str, what: str) -> None:
    assert [entry.what for entry in calendar(text)] == [what]


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("The plant must close by June 2026.", "2026-06-01", "month"),
        ("They will meet next month.", "2025-07-01", "month"),
        ("They will vote in the second week of July.", "2025-07-07", "week"),
        ("The forum runs between July 3 and July 5.", "2025-07-03", "day"),
        ("The summit opens Tuesday in Bonn.", "2025-06-24", "day"),
    ],
)
def test_an_entry_is_as_precise_as_its_moment(text: str, date: str, precision: str) -> None:
    assert [(str(entry.date), entry.precision) for entry in calendar(text)] == [(date, precision)]


def test_a_date_is_named_once_however_often_the_text_does() -> None:
    assert len(calendar("They will meet on July 4. On July 4 they will sign.")) == 1
