"""An event is told in one plain sentence with its names and its date as far as it is known."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from dragoman.briefs.wording import count, entity, joined, lead, period, phrases, signed
from dragoman.ontology import plover
from dragoman.records import Event
from tests.build import Report

JAPAN, KOREA = "Japan=JPN/GOV", "South Korea=KOR/GOV"


def event(*args: str, **options: str) -> Event:
    report = Report("A report", published="2019-07-05")
    report.says("One did something.", args[0], "did", *args[1:], **options)  # type: ignore[arg-type]
    return report.annotation.events[0]


@pytest.mark.parametrize(
    ("date", "enddate", "precision", "words"),
    [
        ("2019-07-04", None, "day", "4 July 2019"),
        ("2019-07-04", "2019-07-06", "day", "4 to 6 July 2019"),
        ("2019-07-30", "2019-08-02", "day", "30 July 2019 to 2 August 2019"),
        ("2019-07-01", "2019-07-07", "week", "the week of 1 July 2019"),
        ("2019-07-01", "2019-07-31", "month", "July 2019"),
        ("2019-06-01", "2019-08-31", "season", "June to August 2019"),
        ("2018-12-01", "2019-02-28", "season", "December 2018 to February 2019"),
        ("1965-01-01", "1965-12-31", "year", "1965"),
        ("1990-01-01", "1999-12-31", "decade", "the 1990s"),
        ("1901-01-01", "2000-12-31", "century", "the 20th century"),
        ("1900-01-01", "1999-12-31", "century", "the 20th century"),
        (None, None, None, ""),
    ],
)
def test_dates_are_as_precise_as_the_text(
    date: str | None, enddate: str | None, precision: str | None, words: str
) -> None:
    first, last = (dt.date.fromisoformat(one) if one else None for one in (date, enddate))
    assert period(first, last, precision) == words


def test_a_deed_with_its_day() -> None:
    told = lead(event("SANCTION", JAPAN, KOREA, date="2019-07-04", mode="discontinue"))
    assert told == "On 4 July 2019 Japan cut exchanges with South Korea."


def test_an_event_with_only_the_reports_date_says_so() -> None:
    told = lead(event("ACCUSE", KOREA, JAPAN, date="2019-07-05", source="publication"))
    assert told == "Reported on 5 July 2019: South Korea criticised Japan."


def test_no_date_no_words_for_it() -> None:
    assert lead(event("AID", "People=KOR/CVL", JAPAN)) == "People in South Korea gave aid to Japan."


@pytest.mark.parametrize(
    ("auxiliary", "words"),
    [
        ("negated", "Japan did not threaten South Korea."),
        ("hypothetical", "Japan could threaten South Korea."),
        ("future", "Japan to threaten South Korea."),
        ("historical", "Japan threatened South Korea."),
    ],
)
def test_what_did_not_happen_is_not_told_as_if_it_had(auxiliary: str, words: str) -> None:
    assert lead(event("THREATEN", JAPAN, KOREA, auxiliary=auxiliary)) == words


def test_several_actors_without_a_recipient_act_together() -> None:
    assert lead(event("CONSULT", f"{JAPAN};{KOREA}")) == "Japan and South Korea held talks with each other."


def test_persons_have_office_and_country_and_stand_for_it() -> None:
    minister = "the minister=JPN/GOV/Aiko Mori/Foreign Minister"
    told = lead(event("REJECT", f"{minister};{JAPAN}", "talks=USA/GOV", mode="meet"))
    assert told == "Foreign Minister Aiko Mori of Japan turned down talks with the United States."
    assert "of Japan" not in lead(event("REJECT", minister, KOREA), home="JPN")


def test_entities_without_a_name_are_called_by_their_sector() -> None:
    members = event("ACCUSE", "lawmakers=KOR/LEG", "it=IGO").actor[0]
    assert entity(members) == "the parliament of South Korea"
    assert (
        entity(event("ACCUSE", "lawmakers=KOR/LEG", "it=IGO").recipient[0]) == "an international organisation"
    )
    assert entity(event("ACCUSE", "World Trade Organization=IGO").actor[0]) == "World Trade Organization"


def test_many_entities_are_cut_short() -> None:
    many = ";".join(
        f"{name}={code}" for name, code in (("A", "FRA"), ("B", "DEU"), ("C", "ITA"), ("D", "ESP"))
    )
    assert lead(event("ACCUSE", many, JAPAN)) == "France, Germany, Italy and others criticised Japan."


def test_every_type_can_be_told_in_every_form() -> None:
    for name, kind in plover().types.items():
        for mode in ("", *kind.modes):
            for actor, recipient in ((JAPAN, KOREA), (JAPAN, ""), (f"{JAPAN};{KOREA}", "")):
                for auxiliary in ("", "negated"):
                    told = lead(event(name, actor, recipient, mode=mode, auxiliary=auxiliary))
                    assert "{" not in told
                    assert told.startswith("Japan")
                    assert told.endswith(".")
                    assert not recipient or "South Korea" in told


def test_the_bank_of_phrases_knows_no_type_or_mode_that_plover_lacks() -> None:
    for name, table in phrases().items():
        if name.isupper():
            modes = {key for key, value in table.items() if isinstance(value, dict)}
            assert modes <= set(plover().types[name].modes)
    assert set(phrases()["sectors"]) <= set(plover().names("sector"))
    assert set(phrases()["entities"]) == set(plover().names("entity"))


def test_numbers_and_lists() -> None:
    assert [count(number, "event") for number in (0, 1, 9, 12, 1200)] == [
        "no events", "one event", "nine events", "12 events", "1,200 events"]  # fmt: skip
    assert [joined(list(names)) for names in ("", "A", "AB", "ABC")] == ["", "A", "A and B", "A, B and C"]
    assert [signed(scale) for scale in (2.14, -5.2, -0.04)] == ["+2.1", "−5.2", "0.0"]


@pytest.mark.parametrize("name", ["United States", "the United States", "United States of America"])
def test_a_country_is_no_person_of_itself(name: str) -> None:
    america = f"America=USA/GOV/{name}"
    told = lead(event("SUPPORT", f"{JAPAN};South Korea=KOR/GOV/South Korea;{america}"))
    assert told == "Japan, South Korea and the United States deepened their ties."
    assert "with the United States." in lead(event("REJECT", JAPAN, america, mode="meet"))


def test_a_dependency_is_called_by_its_own_name() -> None:
    actor = event("ACCUSE", "Hong Kong=HKG/GOV/Hong Kong", JAPAN).actor[0]
    assert entity(msgspec.structs.replace(actor, country="CHN")) == "Hong Kong"


@pytest.mark.parametrize("country", ["South Korea=KOR", "Seoul=KOR/GOV/South Korea"])
def test_a_country_stands_aside_beside_its_own_official(country: str) -> None:
    told = lead(event("CONSULT", f"Yoon=KOR/GOV/Yoon Suk-yeol/President;{country};{JAPAN}"))
    assert told == "President Yoon Suk-yeol of South Korea and Japan held talks with each other."


def test_nobody_is_told_to_have_helped_himself_beside_others() -> None:
    told = lead(event("AID", JAPAN, f"{JAPAN};{KOREA};firms=JPN/BUS"))
    assert told == "Japan gave aid to South Korea and business in Japan."
    assert lead(event("AID", JAPAN, JAPAN)) == "Japan gave aid to Japan."
