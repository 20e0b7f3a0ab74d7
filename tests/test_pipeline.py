"""The whole line on small documents, with the model that ships."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.pipeline import annotate, annotate_all, code, document, documents
from dragoman.records import Event

DOCUMENTS = Path(__file__).parent / "documents"


def events(text: str, published: str = "2023-03-16") -> list[Event]:
    return list(code(document(text, published=dt.date.fromisoformat(published))))


def only(text: str, kind: str) -> Event:
    found = [event for event in events(text) if event.event == kind]
    assert len(found) == 1, f"{kind} in {[event.event for event in events(text)]}"
    return found[0]


def codes(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [actor.country for actor in event.actor], [actor.country for actor in event.recipient]


def test_an_accusation() -> None:
    event = only(
        "South Korea condemned Japan on Tuesday over a shrine visit by the prime minister.", "ACCUSE"
    )
    assert codes(event) == (["KOR"], ["JPN"])
    assert event.mode == ("disapprove",)
    assert (event.date, event.date_precision, event.date_source) == (dt.date(2023, 3, 14), "day", "event")


def test_two_leaders_meet_and_neither_is_the_recipient() -> None:
    text = "Japanese Prime Minister Fumio Kishida and South Korean President Yoon Suk-yeol held talks in Tokyo on Thursday."
    event = only(text, "CONSULT")
    assert codes(event) == (["JPN", "KOR"], [])
    assert [actor.name for actor in event.actor] == ["Fumio Kishida", "Yoon Suk-yeol"]
    assert event.event_loc is not None
    assert (event.event_loc.extracted_place, event.event_loc.country_code) == ("Tokyo", "JPN")


def test_money_belongs_to_the_aid() -> None:
    event = only("Canada sent $50 million in food aid to Ethiopia.", "AID")
    assert codes(event) == (["CAN"], ["ETH"])
    assert [(amount.value, amount.unit) for amount in event.amounts] == [(50_000_000, "USD")]


def test_the_dead_belong_to_the_attack() -> None:
    event = only(
        "Russian missiles struck the Ukrainian city of Kharkiv on Monday, killing at least 12 people.",
        "ASSAULT",
    )
    assert event.dead == 12
    assert codes(event)[0] == ["RUS"]


def test_a_denial_is_negated() -> None:
    found = events("India has not withdrawn its troops from the border with China.")
    assert any("negated" in event.auxiliary for event in found)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_event_in_sport_gadgets_or_weather(path: Path) -> None:
    found = annotate(path)
    assert [(event.event, event.text_info) for event in found.events] == []


def test_documents_are_coded_in_their_order_and_by_themselves() -> None:
    texts = [f"France criticised Italy on day {number}." for number in range(150)]
    given = [document(text) for text in texts]
    found = list(annotate_all(given))
    assert [one.document.id for one in found] == [one.id for one in given]
    assert len({event.id for one in found for event in one.events}) == sum(len(one.events) for one in found)


def test_ready_documents_and_files_go_in_together(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kenya thanked Uganda for its help.\n")
    assert len(list(documents([document("x"), path]))) == 2
