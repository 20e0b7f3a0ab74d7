"""References within a document: whom pronouns and descriptions stand for, by which earlier words."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors import Dossier, Resolution


def told(text: str, words: str, *, nth: int = 1, day: dt.date | None = None) -> list[Resolution]:
    """Whom the nth occurrence of some words stands for."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Dossier(text, day=day).resolve_all(words, start, acting=True)


def names(text: str, words: str, *, nth: int = 1) -> list[tuple[str | None, str | None]]:
    return [(one.code, one.name) for one in told(text, words, nth=nth)]


def test_the_chain_leads_over_earlier_words_to_the_name() -> None:
    text = "Kenyan President Joe Ouma spoke. He left early. Later he called a vote."
    (found,) = told(text, "he", nth=1)
    assert (found.code, found.name) == ("KEN", "Joe Ouma")
    assert [text[start:end] for start, end in found.via] == ["He", "Joe Ouma"]
    assert "“Joe Ouma”" in found.why


def test_a_name_has_no_chain() -> None:
    (found,) = told("Kenyan President Joe Ouma spoke.", "Joe Ouma")
    assert found.via == ()


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Kenyan President Joe Ouma met Ugandan President Ben Okot and his aides.", "his", "Ben Okot"),
        ("Kenyan President Joe Ouma thanked Ugandan President Ben Okot for his help.", "his", "Ben Okot"),
        ("Kenyan President Joe Ouma said Ugandan President Ben Okot had called him.", "him", "Joe Ouma"),
        (
            "Ugandan President Ben Okot, who freed Kenyan General Joe Ouma, said he was tired.",
            "he",
            "Ben Okot",
        ),
        ("Kenyan President Joe Ouma met Ugandan Foreign Minister Mary Okot. She left.", "She", "Mary Okot"),
        ("Ugandan President Ben Okot left. Kenyan General Joe Ouma, he said, was late.", "he", "Ben Okot"),
    ],
)
def test_who_a_pronoun_is_follows_from_its_clause(text: str, words: str, name: str) -> None:
    assert [one.name for one in told(text, words)] == [name]


def test_whoever_is_to_give_is_not_given() -> None:
    text = "Kenya asked Uganda to give it a seat."
    assert names(text, "it") == [("KEN", "Kenya")]


def test_i_is_the_speaker_and_we_are_the_speaker_s_state() -> None:
    text = '"I am sure that we will pay," Kenyan President Joe Ouma said.'
    assert names(text, "I") == [("KEN", "Joe Ouma")]
    assert [(one.code, one.sector) for one in told(text, "we")] == [("KEN", "GOV")]


def test_we_are_the_body_that_a_spokesman_speaks_for() -> None:
    text = 'M23 took a town in Congo. "We will stay," a spokesman for M23 said.'
    assert names(text, "We") == [("COD", "M23")]


def test_whom_no_table_knows_keeps_country_and_sector_for_surname_and_pronoun() -> None:
    text = (
        "Pedro Alvez, the head of the business federation Fedemax, took an oath in Venezuela. "
        "Alvez left. He dissolved parliament."
    )
    assert names(text, "Alvez", nth=2) == [("VEN", "Pedro Alvez")]
    (found,) = told(text, "He")
    assert (found.code, found.sector, found.name) == ("VEN", "BUS", "Pedro Alvez")


def test_nationality_carries_from_the_state_behind_the_name() -> None:
    assert names("Ana Nowak of Ivory Coast was early. She left.", "She") == [("CIV", "Ana Nowak")]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Kenya and Uganda quarrelled. Both countries recalled envoys.", "Both countries", ["KEN", "UGA"]),
        (
            "Kenyan President Joe Ouma met Ugandan President Ben Okot. Both men smiled.",
            "Both men",
            ["KEN", "UGA"],
        ),
        ("Saudi Arabia quarrelled with Iran. The kingdom cut ties.", "The kingdom", ["SAU"]),
        ("Kenya accused Uganda of theft. Later Kenya insulted its rival.", "its rival", ["UGA"]),
        ("Kenya accused Uganda of theft; the latter denied it.", "the latter", ["UGA"]),
        ("The M23 movement took a town. The rebels rested.", "The rebels", ["COD"]),
    ],
)
def test_descriptions_stand_for_what_was_named(text: str, words: str, expected: list[str]) -> None:
    assert [one.code for one in told(text, words)] == expected


def test_the_holder_of_an_office_is_known_by_country_and_day() -> None:
    text = "Germany and France held talks. The French president was pleased."
    (found,) = told(text, "The French president", day=dt.date(2015, 3, 1))
    assert (found.code, found.name) == ("FRA", "François Hollande")


def test_a_surname_that_is_a_city_names_no_country() -> None:
    text = "Greta Berlin spoke in Kenya. She left."
    assert [one.code for one in told(text, "She")] == ["KEN"]


@pytest.mark.parametrize(
    "text",
    ["it, " * 8000, "Kenya and Uganda, " * 2500, "the leader of the " * 2000, "his " * 8000, "", "John’s"],
)
def test_text_that_is_no_prose_is_read_to_its_end(text: str) -> None:
    assert Dossier(text).resolve_all("he", len(text))
