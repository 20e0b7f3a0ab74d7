"""Time expressions: the words, the TIMEX3 value and the days they cover, read on 23 June 2025, a Monday."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import find_moments
from dragoman.language.timevalues import days_covered

PUBLISHED = dt.date(2025, 6, 23)


def values(text: str, published: dt.date | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(moment.text, moment.value) for moment in find_moments(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on June 17, 2025.", "June 17, 2025", "2025-06-17"),
        ("They met on 17 June 2025.", "17 June 2025", "2025-06-17"),
        ("Dated 2019-07-01 in the file.", "2019-07-01", "2019-07-01"),
        ("It fell on 25.12.2024.", "25.12.2024", "2024-12-25"),
        ("The pact of April 2019 holds.", "April 2019", "2019-04"),
        ("In 2023 the fund opened.", "2023", "2023"),
        ("Prices rose in the 1990s.", "the 1990s", "199"),
        ("They ruled in the early 20th century.", "the early 20th century", "19"),
        ("By mid-June it was over.", "mid-June", "2025-06"),
        ("It began in late 2018.", "late 2018", "2018"),
        ("In the first quarter of 2024 sales fell.", "the first quarter of 2024", "2024-Q1"),
        ("In the spring of 1951 they fled.", "the spring of 1951", "1951-SP"),
        ("Rome fell upon them in 241 BC.", "241 BC", "BC0241"),
        ("The summit runs July 4-6 in Oslo.", "July 4-6", "2025-07-04/2025-07-06"),
    ],
)
def test_absolute_expressions(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Kato left on Monday.", "Monday", "2025-06-23"),
        ("Kato arrived Friday.", "Friday", "2025-06-20"),
        ("Kato will arrive Friday.", "Friday", "2025-06-27"),
        ("Talks will be held Tuesday in Oslo.", "Tuesday", "2025-06-24"),
        ("An answer is due by Wednesday.", "Wednesday", "2025-06-25"),
        ("They are marking the day Sunday.", "Sunday", "2025-06-22"),
        ("Last Monday it rained.", "Last Monday", "2025-06-16"),
        ("He spoke Thursday night.", "Thursday night", "2025-06-19TNI"),
        ("Yesterday it rained.", "Yesterday", "2025-06-22"),
        ("They meet tonight.", "tonight", "2025-06-23TNI"),
        ("It closed last week.", "last week", "2025-W25"),
        ("It opens next month.", "next month", "2025-07"),
        ("It closed earlier this year.", "earlier this year", "2025"),
        ("She left two days ago.", "two days ago", "2025-06-21"),
        ("She left a decade ago.", "a decade ago", "2015"),
        ("He was ousted in December.", "December", "2024-12"),
        ("They will vote in December.", "December", "2025-12"),
        ("The Aug. 15 anniversary could be tense.", "Aug. 15", "2025-08-15"),
        ("On Dec. 12 he said no.", "Dec. 12", "2024-12-12"),
        ("She will drop most of what is left of the rules on January 1.", "January 1", "2026-01-01"),
        ("She will meet Kato, who was elected on January 3.", "January 3", "2025-01-03"),
        ("She will lift the ban imposed on January 1.", "January 1", "2025-01-01"),
        ("It will start in early September.", "early September", "2025-09"),
        ("They will meet in the second week of July.", "the second week of July", "2025-W28"),
        ("Ties improved in recent years.", "in recent years", "PAST_REF"),
        ("More is due in the coming days.", "in the coming days", "FUTURE_REF"),
    ],
)
def test_relative_expressions_count_from_publication(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    ("text", "words", "value", "kind"),
    [
        ("He ruled for three years.", "three years", "P3Y", "DURATION"),
        ("a three-day visit", "three-day", "P3D", "DURATION"),
        ("half a century of ties", "half a century", "P50Y", "DURATION"),
        ("over the past two decades", "the past two decades", "P20Y", "DURATION"),
        ("They meet every year.", "every year", "P1Y", "SET"),
        ("They meet each Monday.", "each Monday", "XXXX-WXX-1", "SET"),
        ("It is held annually.", "annually", "P1Y", "SET"),
        ("It starts at 3 p.m. in Oslo.", "3 p.m.", "T15:00", "TIME"),
    ],
)
def test_durations_sets_and_times_have_no_date(text: str, words: str, value: str, kind: str) -> None:
    (moment,) = find_moments(text, PUBLISHED)
    assert (moment.text, moment.value, moment.type, moment.date) == (words, value, kind, None)


def test_a_time_of_day_takes_the_day_beside_it() -> None:
    assert values("It starts at 3 p.m. Tuesday, they said.")[0] == ("3 p.m.", "2025-06-24T15:00")


@pytest.mark.parametrize(
    ("text", "words", "date", "enddate"),
    [
        ("Between 1904 and 1908 many fled.", "1904 and 1908", "1904-01-01", "1908-12-31"),
        ("They met between March 3 and March 5.", "March 3 and March 5", "2025-03-03", "2025-03-05"),
        ("They met from 3 to 5 March.", "3 to 5 March", "2025-03-03", "2025-03-05"),
        ("It sat from Nov. 15 to Feb. 15, 1989.", "Nov. 15 to Feb. 15, 1989", "1988-11-15", "1989-02-15"),
        ("She will tour from Tuesday to Monday.", "Tuesday to Monday", "2025-06-24", "2025-06-30"),
        ("It held from 1990 until May 1994.", "1990 until May 1994", "1990-01-01", "1994-05-31"),
    ],
)
def test_the_ends_of_a_range_are_one_moment(text: str, words: str, date: str, enddate: str) -> None:
    (moment,) = find_moments(text, PUBLISHED)
    assert (moment.text, str(moment.date), str(moment.enddate)) == (words, date, enddate)


def test_a_chronicle_does_not_follow_a_glance_at_another_time() -> None:
    text = (
        "In June 1941, in May 1942, in July 1943 and in March 1944 the front moved. By 1938, 1939, 1940 and 1945 "
        "all had seen it. In May 1944 it held, longer than the previous year. On 9 June it fell."
    )
    assert dict(values(text))["9 June"] == "1944-06-09"


def test_two_ends_of_a_range_of_years_are_two_expressions() -> None:
    assert values("the war of 1998-2003") == [("1998", "1998"), ("2003", "2003")]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said it may rain.",
        "The troops march on.",
        "March on, she told them.",
        "The Sun said so.",
        "A second man came.",
        "They counted 2000 soldiers and 1500 people.",
        "It cost $2020.",
        "A 60-year-old man fell.",
        "Ticket No. 1999 won.",
    ],
)
def test_words_that_only_look_like_time(text: str) -> None:
    assert values(text) == []


def test_a_day_that_events_made_its_own_keeps_its_year() -> None:
    assert values("after the Oct. 7 attack on Israel") == [("Oct. 7", "2023-10-07")]
    assert values("since the Sept. 11 attacks") == [("Sept. 11", "2001-09-11")]


def test_a_day_that_no_calendar_has_gets_no_date() -> None:
    (moment,) = find_moments("on 31 February", PUBLISHED)
    assert moment.date is None


def test_without_a_date_of_publication_the_unknown_stays_open() -> None:
    text = "On Monday, in December, last week and yesterday they met; in 2019 too."
    moments = find_moments(text, None)
    assert [m.value for m in moments] == ["XXXX-WXX-1", "XXXX-12", "XXXX-WXX", "XXXX-XX-XX", "2019"]
    assert [m.date for m in moments[:4]] == [None] * 4


def test_a_chronicle_counts_from_the_date_it_has_reached() -> None:
    text = (
        "In June 1941 the army crossed the river. By 3 July it held the bridge. In December it froze. "
        "The campaign of May 1942 failed; on 9 June the town fell. The next year the city was lost. "
        "In 1943, 1944 and March 1945 the front moved, and on 2 May 1945 it was over. Treaties followed in 1947, "
        "in 1951 and in April 1952."
    )
    found = dict(values(text))
    assert found["3 July"] == "1941-07-03"
    assert found["December"] == "1941-12"
    assert found["9 June"] == "1942-06-09"
    assert found["The next year"] == "1943"


@pytest.mark.parametrize(
    ("value", "first", "last", "grain"),
    [
        ("2025-06", "2025-06-01", "2025-06-30", "month"),
        ("2025-W26", "2025-06-23", "2025-06-29", "week"),
        ("2025-WI", "2025-12-01", "2026-02-28", "season"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
        ("2025-07-04/2025-07-06", "2025-07-04", "2025-07-06", "day"),
    ],
)
def test_days_covered(value: str, first: str, last: str, grain: str) -> None:
    assert days_covered(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last), grain)


PIECES = st.sampled_from(
    ["31 ", "February ", "May ", "9999 ", "0000-00-00 ", "24:99 ", "BC ", "two ", "years ", "ago ", "last ", "Monday ",
     "the ", "1998-", "99999999999 ", "century ", "\n\n", "'98 ", "of ", "decades ", "later ", "thousand ", "week "]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=25).map("".join), st.sampled_from([None, PUBLISHED, dt.date.min, dt.date.max])
)
def test_no_heap_of_time_words_breaks_it(text: str, published: dt.date | None) -> None:
    moments = find_moments(text, published)
    assert all(a.end <= b.start for a, b in itertools.pairwise(moments))
    assert all(m.text == text[m.start : m.end] and (m.date is None) == (m.enddate is None) for m in moments)


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        (
            "The vote was held on June 3. Two days after the vote, he resigned.",
            "Two days after the vote",
            "2025-06-05",
        ),
        ("He left six months after the coup of March 12, 2018.", "six months after the coup", "2018-09"),
        ("It came two days before Christmas.", "two days before", "2024-12-23"),
        (
            "They met on the 60th anniversary of the treaty of June 22, 1965.",
            "the 60th anniversary of the treaty",
            "2025-06-22",
        ),
        ("Growth in fiscal 2019 was slow.", "fiscal 2019", "FY2019"),
        ("In the third quarter of fiscal 2018 it fell.", "the third quarter of fiscal 2018", "FY2018-Q3"),
        ("The aid fell in FY2020.", "FY2020", "FY2020"),
        ("It must be done no later than mid-August.", "mid-August", "2025-08"),
        ("They will decide by spring.", "spring", "2026-SP"),
        ("In autumn troops left the valley.", "autumn", "2024-FA"),
    ],
)
def test_times_that_count_from_something_else(text: str, expression: str, value: str) -> None:
    moments = find_moments(text, dt.date(2025, 6, 23))
    assert (expression, value) in [(m.text, m.value) for m in moments]


@pytest.mark.parametrize(
    "text",
    [
        "Two days after the vote, he resigned.",
        "He resigned two days after the vote. The summit was held on June 3.",
        "Prices rose in fiscal 2019.",
    ],
)
def test_what_has_no_date_gives_none(text: str) -> None:
    for moment in find_moments(text, dt.date(2025, 6, 23)):
        assert moment.text == "June 3" or moment.date is None


def test_a_heading_with_a_year_dates_what_stands_below_it() -> None:
    text = "2005: Elections and a new government\n\nOn May 4 the parties met. In October they fell out.\n"
    assert [m.value for m in find_moments(text, dt.date(2009, 12, 1))][-2:] == ["2005-05-04", "2005-10"]
