"""Date lines in the shapes that pages give them."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from dragoman.readers import read
from dragoman.readers.dates import date_in_url, read_date, read_stamps

BODY = "\n\nThe envoys met in a village near the border and spoke until late at night.\n\nNo one would say more.\n"
DAY = dt.date(2025, 6, 23)


@pytest.mark.parametrize(
    "line",
    [
        "[June 23, 2025] By",
        "Published: 2025-06-23",
        "Published 2025-06-23T14:05:00Z",
        "June 23, 2025 4:12 PM EDT",
        "Updated June 23, 2025, 4:12 p.m. ET",
        "Mon 23 Jun 2025 16.12 BST",
        "Monday, 23rd of June 2025",
        "23/06/2025",
        "06/23/2025 10:15",
        "23.06.2025",
        "Posted on: Jun. 23, 2025 at 10:00 am",
        "23-Jun-2025",
        "2025年6月23日",
        "First published on Mon 23 Jun 2025 05.00 CEST",
        "Published June 23, 2025 | Updated June 24, 2025",
        "Jun 23, 2025 • 3 min read",
    ],
)
def test_date_line(line: str) -> None:
    (seen,) = read(io.BytesIO(f"Envoys meet at the border\n{line}{BODY}".encode()), name="page.txt")
    assert seen.published == DAY
    assert seen.title == "Envoys meet at the border"
    assert seen.text == BODY.strip()


def test_a_date_that_may_be_two_is_not_guessed() -> None:
    (seen,) = read(io.BytesIO(f"Envoys meet at the border\n03/06/2025{BODY}".encode()), name="page.txt")
    assert seen.published is None
    assert "2025-06-03" in seen.notes[0]
    assert "2025-03-06" in seen.notes[0]


def test_the_dateline_settles_a_date_that_may_be_two() -> None:
    page = f"Envoys meet at the border\n03/06/2025\n\nLIMA, June 3 (AP) —{BODY}"
    (seen,) = read(io.BytesIO(page.encode()), name="page.txt")
    assert seen.published == dt.date(2025, 6, 3)


def test_a_weekday_settles_a_date_that_may_be_two() -> None:
    stamps, _ = read_stamps("Tuesday 03/06/2025")
    assert [stamp.date for stamp in stamps] == [dt.date(2025, 6, 3)]
    assert stamps[0].other is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Sat, 22 May 2021 12:00:47 +0000", dt.date(2021, 5, 22)),
        ("2021-05-22", dt.date(2021, 5, 22)),
        ("2021-05-22T12:00:47+00:00", dt.date(2021, 5, 22)),
        ("May 22, 2021", dt.date(2021, 5, 22)),
        ("2021-13-45", None),
        ("soon", None),
        ("", None),
    ],
)
def test_whole_dates(value: str, expected: dt.date | None) -> None:
    assert read_date(value) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/2025/06/23/bridge", DAY),
        ("https://example.com/news/2025-06-23-bridge", DAY),
        ("https://example.com/20250623/bridge.html", DAY),
        ("https://example.com/world/2025/jun/23/bridge", DAY),
        ("https://example.com/article/99990623", None),
        ("https://example.com/bridge", None),
    ],
)
def test_date_in_an_address(url: str, expected: dt.date | None) -> None:
    assert date_in_url(url) == expected


def test_the_address_dates_a_text_without_a_date_line() -> None:
    (seen,) = read(
        io.BytesIO(f"https://example.com/2025/06/23/bridge\nEnvoys meet at the border{BODY}".encode())
    )
    assert seen.published == DAY
    assert "address" in seen.notes[0]


@pytest.mark.parametrize("dateline", ["MOSCOW, Sept 1 2024 - ", "Moscow, 1 September 2024 — "])
def test_a_dateline_without_an_agency_dates_the_text(dateline: str) -> None:
    (seen,) = read(
        io.BytesIO(f"{dateline}Russia expelled two diplomats of Norway on Sunday.".encode()), name="page.txt"
    )
    assert seen.published == dt.date(2024, 9, 1)
    assert seen.text == "Russia expelled two diplomats of Norway on Sunday."
