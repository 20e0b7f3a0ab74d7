"""Whom pronouns and descriptions take up through a text, and what they say of it."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors import Dossier


def resolved(text: str, words: str, *, day: dt.date | None = None) -> list[tuple[str | None, str | None]]:
    """Code and name of everybody that the last occurrence of some words stands for."""
    found = Dossier(text, day=day).resolve_all(words, text.rindex(words), acting=True)
    return [(one.code, one.name) for one in found]


MEETING = "Norwegian Prime Minister Kari Lund met Swedish Foreign Minister Per Holm in Oslo. She thanked him for his visit. "


@pytest.mark.parametrize(
    ("more", "words", "name"),
    [
        ("She praised the talks.", "She", "Kari Lund"),
        ("She told him so.", "him", "Per Holm"),
        ("Lund said that she would come.", "she", "Kari Lund"),
        ("Holm said the Norwegian prime minister was right.", "the Norwegian prime minister", "Kari Lund"),
        ("The foreign minister agreed.", "The foreign minister", "Per Holm"),
    ],
)
def test_one_person_is_taken_up(more: str, words: str, name: str) -> None:
    assert [found for _, found in resolved(MEETING + more, words)] == [name]


def test_nobody_is_the_object_of_an_own_act() -> None:
    text = "Peruvian President Jorge Vela spoke in Lima. Chilean President Pablo Rios then praised him."
    assert resolved(text, "him") == [("PER", "Jorge Vela")]


def test_it_is_no_person_and_they_are_those_named_together() -> None:
    text = "Peru and Chile signed the pact that Jorge Vela had drafted. They will share the water."
    assert [code for code, _ in resolved(text, "They")] == ["PER", "CHL"]
    text = "Peru rejected the plan. President Jorge Vela called it a mistake, and it recalled its envoy."
    assert [code for code, _ in resolved(text, "its")] == ["PER"]


def test_what_a_speaker_says_of_himself_and_of_his_government() -> None:
    text = (
        'Chilean Foreign Minister Pablo Rios arrived in Lima. "I came to listen, and we will pay," Rios said.'
    )
    assert resolved(text, "I") == [("CHL", "Pablo Rios")]
    assert [code for code, _ in resolved(text, "we")] == ["CHL"]


def test_a_kingdom_is_one() -> None:
    text = "Saudi Arabia and Iran restored ties in Beijing. The kingdom will reopen its embassy."
    assert [code for code, _ in resolved(text, "The kingdom")] == ["SAU"]


def test_the_reason_quotes_the_antecedent() -> None:
    text = MEETING + "She left."
    found = Dossier(text).resolve("She", text.rindex("She"))
    assert "“She” refers back to Kari Lund" in found.why


def test_an_owner_within_a_description_never_runs_in_circles() -> None:
    text = "His officials said his officials had told their officials. Their officials agreed with his officials."
    dossier = Dossier(text)
    for words in ("His officials", "their officials", "Their officials"):
        assert dossier.resolve_all(words, text.index(words))


def test_a_turn_of_a_transcript_is_its_speakers() -> None:
    text = (
        "FOREIGN MINISTER MAAS: Welcome to Berlin. We will work together.\n\n"
        "SECRETARY BLINKEN: I met Chancellor Merkel this morning, and we agreed.\n\nQUESTION: I have two questions."
    )
    day = dt.date(2021, 6, 23)
    assert [code for code, _ in resolved(text, "We", day=day)] == ["DEU"]
    found = Dossier(text, day=day).resolve("I", text.index("I met"))
    assert (found.code, found.name) == ("USA", "Antony Blinken")
    assert Dossier(text, day=day).resolve("I", text.rindex("I have")).code is None
