"""Money, casualties, arrests and crowds, as news writes them."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import find_amounts
from dragoman.language.numbers import number_value


def amounts(text: str) -> list[tuple[str, float, str]]:
    return [(a.kind, a.value, a.text) for a in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("Oslo gave $500 million in aid.", 500e6, "USD", "$500 million"),
        ("a loan of 1 billion yen", 1e9, "JPY", "1 billion yen"),
        ("the €3bn plan", 3e9, "EUR", "€3bn"),
        ("a billion-won fund", 1e9, "KRW", "a billion-won"),
        ("they paid 800 million won", 800e6, "KRW", "800 million won"),
        ("a US$2.5 trillion market", 2.5e12, "USD", "US$2.5 trillion"),
        ("at £40m each", 40e6, "GBP", "£40m"),
        ("fined 10,000 yuan", 10_000, "CNY", "10,000 yuan"),
        ("half a million euros", 500_000, "EUR", "half a million euros"),
        ("worth 100 Australian dollars", 100, "AUD", "100 Australian dollars"),
        ("Rs 500 crore for roads", 5e9, "INR", "Rs 500 crore"),
    ],
)
def test_money_in_its_currency(text: str, value: float, unit: str, words: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.kind, amount.value, amount.unit, amount.text) == ("money", value, unit, words)


def test_both_sums_of_a_range_share_the_scale() -> None:
    assert [a.value for a in find_amounts("from $5 to $10 million")] == [5e6, 10e6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a blast killing at least 16 people", [("dead", 16, "16 people")]),
        ("Two soldiers were killed.", [("dead", 2, "Two soldiers")]),
        ("It killed 12 and injured 17 others.", [("dead", 12, "12"), ("injured", 17, "17 others")]),
        (
            "At least 20 people, including five children, were killed and 35 wounded.",
            [("dead", 20, "20 people"), ("injured", 35, "35")],
        ),
        ("The death toll rose to 1,200.", [("dead", 1200, "1,200")]),
        ("The war claimed more than 30,000 lives.", [("dead", 30_000, "30,000 lives")]),
        ("Gunmen killed a soldier.", [("dead", 1, "a soldier")]),
        ("Police detained 40 protesters.", [("arrested", 40, "40 protesters")]),
        ("Dozens were arrested.", [("arrested", 24, "Dozens")]),
        ("Tens of thousands of people marched.", [("size", 20_000, "Tens of thousands of people")]),
        ("before a crowd of 3,000", [("size", 3000, "3,000")]),
        ("about 500 protesters", [("size", 500, "500 protesters")]),
        ("Two hundred and fifty people were hurt.", [("injured", 250, "Two hundred and fifty people")]),
        ("Rebels killed a soldier and two officers near Bonn.", [("dead", 3, "a soldier and two officers")]),
        ("It killed 65,000 Herero and 10,000 Nama.", [("dead", 75_000, "65,000 Herero and 10,000 Nama")]),
        ("Two men, a guard and a woman were arrested.", [("arrested", 4, "Two men, a guard and a woman")]),
        ("He met 40 officials and 10 people were hurt.", [("injured", 10, "10 people")]),
        ("Gunmen killed a soldier and two officers fled.", [("dead", 1, "a soldier")]),
        (
            "It killed 12 people and two guards were wounded.",
            [("dead", 12, "12 people"), ("injured", 2, "two guards")],
        ),
        ("It killed 12 people and 40 cattle.", [("dead", 12, "12 people")]),
        ("No fewer than 12 people were killed.", [("dead", 12, "12 people")]),
    ],
)
def test_people(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They won 5 seats and the two won again.",
        "No one was killed and not one person was hurt.",
        "None of the 12 passengers was injured.",
        "The raid did not kill a soldier, and ended without wounding a guard.",
        "He was killed two days later.",
        "In 2023 people were killed.",
        "The flu killed 30 percent of the birds.",
        "It shed 200 pounds of weight.",
        "Some 50,000 troops stand there.",
        "$" + "1" * 40,
    ],
)
def test_what_counts_neither_money_nor_people(text: str) -> None:
    assert amounts(text) == []


def test_what_the_text_leaves_open_is_approximate() -> None:
    text = "Dozens were hurt, nearly 2,000 people have been killed and 12 people were arrested."
    assert [a.approximate for a in find_amounts(text)] == [True, True, False]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,200", 1200),
        ("2.5 million", 2.5e6),
        ("a hundred and six", 106),
        ("tens of thousands", 20_000),
        ("and", None),
    ],
)
def test_number_words(words: str, value: float | None) -> None:
    assert number_value(words) == value


@given(
    st.lists(
        st.sampled_from(["killed ", "9" * 30, "$", "one ", "million ", "people ", "were ", ", including "])
    )
)
def test_no_heap_of_numbers_breaks_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_amounts(text)
    assert all(a.text == text[a.start : a.end] for a in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("piece", ["1", "one ", "killed ", "two people ", "5 men, including "])
def test_time_grows_with_length_alone(piece: str) -> None:
    began = time.perf_counter()
    find_amounts(piece * (200_000 // len(piece)))
    assert time.perf_counter() - began < 10


CASES = Path(__file__).parents[1] / "cases" / "development" / "amounts.tsv"


def _told(text: str) -> str:
    """The amounts of a text as the table of cases writes them."""
    return (
        "; ".join(
            " ".join(
                [
                    a.kind,
                    f"{a.value:.0f}",
                    *([a.unit] if a.kind == "money" else []),
                    *(["approximate"] if a.approximate else []),
                ]
            )
            for a in find_amounts(text)
        )
        or "-"
    )


@pytest.mark.parametrize("line", CASES.read_text(encoding="utf-8").splitlines()[1:])
def test_the_amounts_of_a_sentence(line: str) -> None:
    text, expected = line.split("\t")
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The soldier killed two men.", "dead 2"),
        ("The rebels killed 20 to 30 soldiers.", "dead 20 approximate"),
        ("The leader of the group was arrested.", "arrested 1"),
        ("The president sent 20 to 30 tanks.", "-"),
        ("Protesters marched on the 40th anniversary.", "-"),
    ],
)
def test_who_killed_is_not_killed(text: str, expected: str) -> None:
    assert _told(text) == expected
