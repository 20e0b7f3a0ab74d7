"""The lexicon: which names stand in a sentence, and which only seem to."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import Lexicon, lexicon, names_political_actor


def found(text: str) -> list[tuple[str, str | None]]:
    return [(text[m.start : m.end], m.entry.code) for m in lexicon().find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger and Nigeria closed the border.", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("The US told us to wait.", [("US", "USA")]),
        ("He ate turkey in Turkey.", [("Turkey", "TUR")]),
        ("Michael Jordan flew to Jordan.", [("Jordan", "JOR")]),
        ("George Washington never saw it; Washington did.", [("Washington", "USA")]),
        ("Guinea-Bissau, Guinea, Equatorial Guinea, Papua New Guinea", [
            ("Guinea-Bissau", "GNB"), ("Guinea", "GIN"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG")]),
        ("piracy in the Gulf of Guinea", []),
        ("the South China Sea", []),
        ("Northern Ireland and Ireland", [("Northern Ireland", "GBR"), ("Ireland", "IRL")]),
        ("Republic of Congo and the Democratic Republic of Congo", [
            ("Republic of Congo", "COG"), ("Democratic Republic of Congo", "COD")]),
        ("SOUTH KOREA AND IRAN", [("SOUTH KOREA", "KOR"), ("IRAN", "IRN")]),
        ("the D.R. Congo", [("D.R. Congo", "COD")]),
        ("Cote d’Ivoire", [("Cote d’Ivoire", "CIV")]),
        ("the Elysee", [("Elysee", "FRA")]),
        ("Chadwick and Omani rugs", [("Omani", "OMN")]),
        ("a Romanesque church in Romania", [("church", None), ("Romania", "ROU")]),
        ("Polish the silver? No, Polish troops.", [("Polish", "POL"), ("Polish", "POL"), ("troops", None)]),
        ("Chinese Taipei", [("Chinese Taipei", "TWN")]),
        ("New\nYork police", [("New\nYork", "USA"), ("police", None)]),
        ("the New York Times", [("New York Times", "USA")]),
        ("Latin American leaders", [("leaders", None)]),
        ("İstanbul", [("İstanbul", "TUR")]),
    ],
)  # fmt: skip
def test_names_in_a_sentence(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


def test_georgia_is_a_state_of_the_union_beside_a_governor_and_a_country_otherwise() -> None:
    assert found("Georgia's governor vetoed it")[0] == ("Georgia", "USA")
    assert found("Georgia recalled its envoy from Moscow")[0] == ("Georgia", "GEO")


def test_the_lexicon_is_built_fast_and_once() -> None:
    began = time.perf_counter()
    Lexicon()
    assert time.perf_counter() - began < 1.0  # .1 s on an idle core
    assert lexicon() is lexicon()


@pytest.mark.parametrize(
    "text",
    ["Tokyo protested.", "the IAEA reported", "rebels advanced", "A Zambian court ruled.", "the Kremlin"],
)
def test_sentences_that_name_an_actor(text: str) -> None:
    assert names_political_actor(text)


@pytest.mark.parametrize(
    "text", ["", "The weather will be fine.", "People like it.", "he said to us that it was"]
)
def test_sentences_that_name_none(text: str) -> None:
    assert not names_political_actor(text)


@given(st.text(max_size=200))
def test_matches_are_ordered_disjoint_and_in_place(text: str) -> None:
    matches = lexicon().find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))


@given(st.text(max_size=60), st.sampled_from(["Japan", "the Kremlin", "Côte d'Ivoire"]), st.text(max_size=60))
def test_a_name_between_blanks_is_always_found(before: str, name: str, after: str) -> None:
    text = f"{before} . {name} . {after}"
    start = len(before) + 3
    assert any(m.start <= start + 4 and m.end >= start + len(name) for m in lexicon().find(text))


def test_acronyms_that_are_said_as_words_may_be_written_as_such() -> None:
    assert [match.entry.name for match in lexicon().find("Unicef and Nato met.")] == ["UNICEF", "NATO"]
    assert not lexicon().find("They will Mend it.")
