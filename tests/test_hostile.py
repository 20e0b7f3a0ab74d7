"""Hostile input: no crash, no wrong certainty, and work that is bounded by the length of the text."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest

from dragoman.actors import resolve_actor
from dragoman.coder.placing import place_at
from dragoman.coder.sites import named_sites, preposition
from dragoman.language import find_amounts, find_moments, find_quotes
from dragoman.pipeline import annotate, annotate_all, document
from dragoman.places import locate, region
from dragoman.readers import read
from dragoman.records import Annotation, Document
from dragoman.schema import event_json

DAY = dt.date(2019, 7, 1)
PLAIN = "Police in Lima shot dead two students on Monday."

HOSTILE = {
    "ten thousand brackets": "(" * 10_000 + PLAIN + ")" * 10_000,
    "ten thousand square brackets": "[" * 10_000 + "]" * 10_000 + " " + PLAIN,
    "deep quotes": "“‘" * 2_000 + PLAIN + "’”" * 2_000,
    "quotes that never close": "“" * 5_000 + PLAIN,
    "a name that holds quotes": "Police arrested Juan \"El 'Chapo'\" O'Neill \\\" in Lima on Monday.",
    "control characters": "Police\x01 in\x02 Lima\x1b[31m shot\x07 dead two\x08 students\x7f on Monday.",
    "null bytes": "Police in Lima\x00 shot dead\x00\x00 two students on Monday.",
    "zero-width characters": "Police in Li\u200bma shot\u200d dead two\ufeff students on Mon\u200cday.",
    "right-to-left marks": "\u202ePolice in \u200fLima\u200e shot dead two students\u202c on Monday.\u2067\u2069",
    "right-to-left text": "قالت الشرطة في ليما إنها قتلت طالبين. " + PLAIN,
    "unpaired surrogates made safe": "Police in Lima \ufffd\ufffd shot dead two students on Monday.",
    "combining marks": "Police in L" + "\u0301" * 5_000 + "ima shot dead two students on Monday.",
    "no break at all": "a" * 200_000,
    "one line of a megabyte": (PLAIN + " ") * 21_000,
    "commas alone": "," * 50_000,
    "a list without end": "Peru, " * 8_000 + "and Chile met in Lima on Monday.",
    "digits without end": "Peru gave $" + "9" * 50_000 + " to Chile.",
    "dashes": "Peru — " * 5_000 + "met Chile in Lima.",
    "in in in": "in " * 20_000 + "Lima police shot two students.",
    "of of of": "in the city of " * 6_000 + "Lima police shot two students.",
    "possessives": "Peru's " * 8_000 + "police shot two students.",
    "line breaks": "Police\n" * 10_000 + PLAIN,
    "empty": "",
    "blank": " \n\t \n",
}
# Long ones are read by the language stage and the locator alone, so that the suite stays short.
CODED = [name for name, text in HOSTILE.items() if len(text) <= 25_000]


def as_document(text: str) -> Document:
    return document(text, published=DAY)


@pytest.fixture(scope="module")
def coded() -> dict[str, Annotation]:
    told = annotate_all(as_document(HOSTILE[name]) for name in CODED)
    return dict(zip(CODED, told, strict=True))


@pytest.mark.parametrize("name", CODED)
def test_everything_found_lies_in_the_text(coded: dict[str, Annotation], name: str) -> None:
    text = HOSTILE[name]
    told = coded[name]
    for one in (*told.mentions, *told.quotes, *told.times):
        assert 0 <= one.start <= one.end <= len(text)
    for event in told.events:
        assert (
            0 <= event.text_info.start <= event.text_info.trigger[0] < event.text_info.trigger[1] <= len(text)
        )
        assert "\x00" not in event_json(event)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_language_stage_reads_it(name: str) -> None:
    text = HOSTILE[name]
    for found in (find_moments(text, DAY), find_amounts(text), find_quotes(text)):
        assert all(text[one.start : one.end] == one.text or one.text for one in found)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_locator_reads_it(name: str) -> None:
    text = HOSTILE[name][:100_000]
    sites = named_sites(text, (0, len(text)), 0, {})
    assert all(0 <= one.start < one.end <= len(text) for one in sites)
    for one in sites[:20]:
        place_at(text, one.start, one.end, {})
    preposition(text)


@pytest.mark.parametrize(
    "day",
    [
        "31 February",
        "February 31",
        "Feb. 30, 2019",
        "31 April 2019",
        "June 31",
        "2019-02-31",
        "32 May",
        "0 March",
    ],
)
def test_a_day_that_is_none_is_no_date(day: str) -> None:
    moments = find_moments(f"The leaders of Peru and Chile met on {day} in Lima.", DAY)
    assert not [m for m in moments if m.precision == "day"], "no day may be made of it"


def test_a_day_that_is_none_dates_no_event() -> None:
    told = annotate(as_document("Peru's president met Chile's president in Lima on 31 February."))
    assert [e.date for e in told.events if e.date_source == "event" and e.date_precision == "day"] == []


@pytest.mark.parametrize(
    "sum_",
    [
        "$" + "1" * 40,
        "$" + "1" * 40 + " million",
        "1" * 40 + " dollars",
        "$" + "123," * 20 + "000",
        "9" * 40 + " yen",
    ],
)
def test_a_sum_of_forty_digits_is_left_out(sum_: str) -> None:
    assert find_amounts(f"Norway gave {sum_} to Lebanon.") == []


def test_forty_digits_of_the_dead_count_nobody() -> None:
    assert find_amounts("The blast killed " + "7" * 40 + " people.") == []


def test_a_sum_that_is_exact_stays_exact() -> None:
    [amount] = find_amounts("Norway gave $12,345,678,901 to Lebanon.")
    assert amount.value == 12_345_678_901


@pytest.mark.parametrize(
    "name", ["", " ", "\x00", "(" * 5_000, "\u202e", "'\"'", "Juan \"El 'Chapo'\" O'Neill", "ا" * 3_000]
)
def test_a_hostile_name_resolves_to_nobody(name: str) -> None:
    assert resolve_actor(name).code is None
    assert locate(name) is None
    assert region(name) is None


@pytest.mark.parametrize("body", [b"\x00" * 4_000, b"\xff\xfe\xfd" * 500, PLAIN.encode("utf-16")])
def test_bytes_are_read_or_set_aside_with_a_reason(body: bytes) -> None:
    aside: list[Exception] = []
    for one in read(BytesIO(body), published=DAY, on_error=aside.append):
        assert "\x00" not in one.text
    assert all(str(reason) for reason in aside)


def test_what_stands_far_away_is_not_read_for_a_place() -> None:
    """The words before a place are read a few at a time: a longer text asks no more of it."""
    near = "the police of the city of Lima"
    assert preposition("x " * 10 + near[:-4]) == preposition("x " * 50_000 + near[:-4])
