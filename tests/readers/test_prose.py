"""A person's own prose is never lost: what is not recognised is body."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers import read
from dragoman.readers.conformance import check_reader
from dragoman.readers.text import reader
from dragoman.records import Document


def see(page: str) -> Document:
    (document,) = read(io.BytesIO(page.encode()), name="page.txt")
    return document


def test_one_paragraph_is_body_and_has_no_title() -> None:
    prose = "I went to the border last week. The bridge was open, and people were walking over it with their dogs."
    seen = see(prose)
    assert (seen.text, seen.title, seen.sections, seen.captions) == (prose, None, (), ())


@pytest.mark.parametrize(
    "line", ["Japan summoned the ambassador on Friday.", "Subscribe", "Seoul and Tokyo meet"]
)
def test_one_line_is_body(line: str) -> None:
    seen = see(line)
    assert (seen.text, seen.title) == (line, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday, the talks had stalled again and both sides went home.",
        "The company sued over copyright infringement and lost in both courts.",
        "The policy contributed to the decline of exports in the north.",
        "Nikkei reported in April that exports to the south had fallen again.",
        "By continuing the talks, both ministers showed that they meant it.",
        "The two sides agreed on the terms and conditions of the loan.",
        "More about the treaty is expected to be told to parliament in May.",
        "Find our way back to the table, the minister said, or lose the year.",
        "He reported from the front for three years and never wrote of it.",
        "Information from the ministry suggests that the road is closed.",
        "Japan criticised the privacy policy of the messenger in a long letter.",
        "Watch out for the guards, a driver told his friends at the gate.",
        "Sent to the border in March, the soldiers had no orders at all.",
        "The letter said (and many agreed) that the war was lost (Reuters had it first) by then.",
        "Analysts said the yen could fall to 160 by June 3, 2025, or sooner.",
        "She wrote the report with additional reporting from three villages in mind.",
    ],
)
def test_sentences_that_look_like_furniture_stay(sentence: str) -> None:
    before = "The envoys met in a village near the border and spoke until late at night."
    after = "Neither side would say what came of it, and the village went back to sleep."
    seen = see(f"{before}\n\n{sentence}\n\n{after}\n")
    assert seen.text == f"{before}\n\n{sentence}\n\n{after}"


def test_a_date_at_the_end_of_a_wrapped_sentence_stays() -> None:
    seen = see(
        "The treaty that both sides had fought over for so long was signed on\nJune 17, 2025, in a tent by the river."
    )
    assert seen.text.endswith("was signed on June 17, 2025, in a tent by the river.")
    seen = see("The treaty that both sides had fought over for so long was signed on\nJune 17, 2025.\n")
    assert seen.text.endswith("was signed on June 17, 2025.")
    assert (seen.published, seen.title) == (None, None)


def test_a_list_of_short_lines_is_no_row_of_headings() -> None:
    seen = see(
        "We need three things.\n\nWater\nBread\nTime\n\nThat is what the mayor told us on the road to the bridge."
    )
    assert seen.text.split("\n\n")[1:4] == ["Water", "Bread", "Time"]
    assert seen.sections == ()


@pytest.mark.parametrize(
    "page",
    [
        "Ecuador's president imposed a tax on imports from\nColombia, Quito said on Wednesday after a row. President\n"
        "Daniel Noboa announced a 30% tax on the goods. He met\nGustavo Petro at the border on Tuesday.",
        "Tension grew over the weekend in Quito and Bogota. President\n"
        "Daniel Noboa announced a 30% tax on all goods. He met\nGustavo Petro in Lima on Friday.",
        "Ecuador's President Daniel Noboa met on Wednesday in Quito\n"
        "Colombia's Gustavo Petro and told him of a tax of 30%\nColombia had not expected.",
        "Peru recalled its envoy to Chile on Monday. Foreign Minister\nElmer Schialer\n"
        "Salcedo and his colleague spoke in Lima. The two\nPresidents did not.",
    ],
)
def test_wrapped_lines_that_all_begin_with_a_capital_are_one_paragraph(page: str) -> None:
    seen = see(page)
    assert (seen.text, seen.title, seen.sections) == (page.replace("\n", " "), None, ())


def test_a_line_in_which_a_sentence_ends_is_no_heading() -> None:
    page = "The talks went on in Lima for a week.\n\nNobody won. Nobody lost\n\nThe envoys flew home on Friday night."
    seen = see(page)
    assert (seen.text, seen.sections) == (page, ())


def test_titles_and_headings_above_one_line_paragraphs_stay_apart() -> None:
    seen = see(
        "Gen. Park meets Sen. Kim\nThe two officers of the U.S. Army spoke in Lima on Friday about fish and trade.\n"
        "The view from Lima\nPeru said on Friday that it had no view of the talks at all."
    )
    assert seen.title == "Gen. Park meets Sen. Kim"
    assert [section.heading for section in seen.sections] == ["The view from Lima"]


WORDS = st.sampled_from(
    [
        "the",
        "envoys",
        "met",
        "in",
        "Lima",
        "and",
        "spoke",
        "of",
        "a",
        "bridge,",
        "trade;",
        "war",
        "talks",
        "by",
        "June",
        "Kim",
        "2025",
        "(AP)",
        "—",
        "“peace”",
        "|",
        "page",
    ]
)
LINES = st.lists(st.lists(WORDS, min_size=0, max_size=14).map(" ".join), min_size=1, max_size=25).map(
    "\n".join
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_any_text_gives_one_sound_document_or_says_that_it_is_blank(page: str) -> None:
    if not page.strip():
        with pytest.raises(ReadError, match="holds no text"):
            list(read(io.BytesIO(page.encode()), name="page.txt"))
        return
    check_reader(reader, page.encode())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["peace", "talks", "went", "on", "while", "envoys", "ate", "bread"]),
            min_size=9,
            max_size=40,
        ),
        min_size=2,
        max_size=6,
    ),
    st.integers(40, 90),
)
def test_wrapping_at_any_width_changes_nothing(words: list[list[str]], width: int) -> None:
    import textwrap

    paragraphs = [" ".join(part).capitalize() + "." for part in words]
    page = "\n\n".join(textwrap.fill(part, width) for part in paragraphs)
    assert see(page).text == "\n\n".join(paragraphs)
