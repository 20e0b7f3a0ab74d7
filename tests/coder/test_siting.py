"""Where an event took place, told apart from the dateline and from places merely named."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.actors import lexicon
from dragoman.coder.siting import site
from dragoman.records import Actor, Place


def sited(
    text: str,
    trigger: str,
    kind: str,
    *,
    arcs: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
    **more: object,
) -> Place | None:
    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    people = tuple(
        Actor(entity_text=code, start=0, end=0, code=code, country=code)
        for code in str(more.get("people", "")).split()
    )
    countries = Counter(match.entry.country for match in lexicon().find(text) if match.entry.country)
    return site(
        text,
        (0, len(text)),
        span(trigger),
        kind,
        [span(words) for words in arcs],
        [span(words) for words in others],
        people,
        (),
        countries,
        more.get("dateline"),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "country", "name"),
    [
        ("Rebels besieged Ziguinchor on Friday.", "besieged", "ASSAULT", "SEN", "Ziguinchor"),
        ("Police in Sanaa beat students on Friday.", "beat", "ASSAULT", "YEM", "Sanaa"),
        (
            "Soldiers shot a priest in Pakistan's Swat valley on Friday.",
            "shot",
            "ASSAULT",
            "PAK",
            "Swat valley",
        ),
        (
            "The ministers met in the Red Sea resort of Sharm el-Sheikh.",
            "met",
            "CONSULT",
            "EGY",
            "Sharm el-Sheikh",
        ),
        (
            "Clashes broke out in Valencia, in Venezuela's Carabobo state.",
            "broke out",
            "ASSAULT",
            "VEN",
            "Valencia",
        ),
        ("The parties held talks in London, Ontario, on Friday.", "talks", "CONSULT", "CAN", "London"),
        (
            "Gunmen seized a tanker in the Strait of Hormuz on Friday.",
            "seized",
            "COERCE",
            None,
            "Strait of Hormuz",
        ),
        (
            "Thousands marched in the Greenlandic capital, Nuuk, on Friday.",
            "marched",
            "PROTEST",
            "GRL",
            "Nuuk",
        ),
        ("Workers rallied outside the Chinese embassy in Seoul.", "rallied", "PROTEST", "KOR", "Seoul"),
    ],
)
def test_an_act_is_where_its_sentence_says(
    text: str, trigger: str, kind: str, country: str | None, name: str
) -> None:
    place = sited(text, trigger, kind)
    assert place
    assert (place.country_code, place.resolved_place) == (country, name)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Japan accused China on Thursday of sending boats into its waters.", "accused", "ACCUSE"),
        ("Germany urged Serbia and Kosovo to talk.", "urged", "REQUEST"),
        ("Peru dissolved its cabinet, and a curfew is in force in Lima.", "dissolved", "SANCTION"),
    ],
)
def test_an_act_of_which_the_text_gives_no_place_has_none(text: str, trigger: str, kind: str) -> None:
    assert sited(text, trigger, kind) is None


def test_words_spoken_in_one_place_about_another_are_of_the_first() -> None:
    text = "Lawmakers in Paris condemned the attack in Bamako."
    condemned = sited(text, "condemned", "ACCUSE", others=("attack",))
    attack = sited(text, "attack", "ASSAULT", others=("condemned",))
    assert condemned
    assert attack
    assert (condemned.country_code, attack.country_code) == ("FRA", "MLI")


DATELINE = Place(
    extracted_place="ARUSHA", start=0, end=0, resolved_place="Arusha", country_code="TZA", resolution=4
)


def test_what_happens_where_the_report_is_written_has_the_dateline() -> None:
    text = "Hundreds of people marched through this town for a pastor from Dallas."
    assert sited(text, "marched", "PROTEST", dateline=DATELINE) == DATELINE
    assert (
        sited("Two hundred teachers marched on Friday.", "marched", "PROTEST", dateline=DATELINE) == DATELINE
    )
    assert sited("Peru condemned Chile.", "condemned", "ACCUSE", dateline=DATELINE) is None


def test_the_country_alone_is_told_by_whose_people_act_there() -> None:
    place = sited("Police raided a flat in the east of the country.", "raided", "COERCE", people="BEL")
    assert place is None or place.country_code == "BEL"
    place = sited("Police raided flats across the country on Friday.", "raided", "COERCE", people="BEL")
    assert place
    assert (place.country_code, place.resolution) == ("BEL", 1)


def test_a_common_noun_stands_for_the_city_named_before() -> None:
    text = "Basra's governor met British officers in the Iraqi port city on Tuesday."
    place = sited(text, "met", "CONSULT", arcs=("Iraqi port city",), people="IRQ GBR")
    assert place
    assert (place.extracted_place, place.country_code) == ("Basra", "IRQ")
