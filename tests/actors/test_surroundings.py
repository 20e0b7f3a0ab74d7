"""What stands around a role or a name and tells its country: a city, a province, a title before, a clause's ground."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors import lexicon, resolve_actor
from dragoman.actors.grounds import grounds


@pytest.mark.parametrize(
    ("words", "context", "country", "sector"),
    [
        ("Congressman", "The Congressman from Texas said Washington should stop aid to Egypt.", "USA", "LEG"),
        ("finance minister", "Zambia's finance minister flew to China.", "ZMB", "GOV"),
        ("teachers in Bulawayo", "Teachers in Bulawayo walked out.", "ZWE", "EDU"),
        ("Hindu priests", "In Varanasi Hindu priests prayed for rain.", "IND", "REL"),
        ("garment workers", "In Phnom Penh garment workers blocked a road.", "KHM", "LAB"),
        ("prosecutors", "Curitiba prosecutors said in Curitiba that the money was gone.", "BRA", "JUD"),
        ("police", "Ghana and Togo quarrel, and in Lomé police fired at a crowd.", "TGO", "COP"),
        ("Ethiopian", "Ethiopian and Kenyan troops crossed into Somalia.", "ETH", "MIL"),
        ("President Kumba Yala", "Soldiers in Guinea-Bissau detained President Kumba Yala.", "GNB", "GOV"),
        ("Unicef", "Half of the children in Yemen need food, Unicef said.", "UNO", None),
        ("peacekeepers", "Gunmen in Mali killed three peacekeepers.", "UNO", "MIL"),
        ("the court in Strasbourg", "Turkey lost its case before the court in Strasbourg.", "IGO", "JUD"),
    ],
)
def test_what_stands_beside_a_role_tells_its_country(
    words: str, context: str, country: str | None, sector: str | None
) -> None:
    found = resolve_actor(words, context=context)
    assert (found.country, found.sector) == (country, sector)


def test_who_serves_abroad_is_not_of_the_place() -> None:
    found = resolve_actor(
        "soldiers", context="Spain and Poland said that the soldiers in Iraq would come home."
    )
    assert found.country != "IRQ"


def test_a_name_of_which_nothing_is_known_takes_the_only_state_of_the_text_but_faintly() -> None:
    found = resolve_actor("Lamis Example", context="In Tunisia Lamis Example lost the vote.")
    assert (found.country, found.sector) == ("TUN", None)
    assert found.confidence <= 0.5
    two = resolve_actor("Lamis Example", context="In Tunisia and Libya Lamis Example lost the vote.")
    assert two.country is None


@pytest.mark.parametrize(
    ("words", "context", "day", "country", "sector", "name"),
    [
        (
            "Yoon",
            "Prosecutors in Seoul asked for a warrant against Yoon.",
            "2025-07-08",
            "KOR",
            "ELI",
            "Yoon Suk Yeol",
        ),
        (
            "Kim",
            "Kim watched the launch, the agency in Pyongyang said.",
            "2022-11-19",
            "PRK",
            "GOV",
            "Kim Jong-un",
        ),
        (
            "Mubarak",
            "A stretcher carried Mubarak into the cage.",
            "2011-08-03",
            "EGY",
            "ELI",
            "Hosni Mubarak",
        ),
        (
            "President al-Sisi",
            "President al-Sisi opened the canal.",
            "2015-08-06",
            "EGY",
            "GOV",
            "Abdel Fattah el-Sisi",
        ),
        ("Mohammed Mursi", "Mohammed Mursi pardoned them.", "2012-08-12", "EGY", "GOV", None),
        (
            "the Biden administration",
            "The Biden administration eased the rules.",
            "2022-05-17",
            "USA",
            "GOV",
            None,
        ),
        ("Julie Bishop", "Julie Bishop flew to New York.", "2015-03-01", "AUS", "GOV", "Julie Bishop"),
        ("General Wiranto", "In Dili General Wiranto gave his word.", "1999-09-11", "IDN", "MIL", "Wiranto"),
        ("parliament", "President Kais Saied froze parliament.", "2021-07-26", "TUN", "LEG", None),
    ],
)
def test_persons_of_the_tables_are_read_by_country_and_day(
    words: str, context: str, day: str, country: str, sector: str, name: str | None
) -> None:
    found = resolve_actor(words, context=context, date=dt.date.fromisoformat(day))
    assert (found.country, found.sector) == (country, sector)
    assert name is None or found.name == name


def test_cities_are_told_from_names_that_only_sound_like_one() -> None:
    text = "In Antalya and near Curitiba, but not in March, in Asia or of Kim Jong-nam."
    assert [text[a:b] for a, b, _ in grounds(text, lexicon().find(text), {})] == ["Antalya", "Curitiba"]


@pytest.mark.parametrize(
    ("words", "context", "country"),
    [
        ("National Guard", "In Caracas the National Guard fired tear gas.", "VEN"),
        ("National Guard", "The National Guard was called out in Ohio.", "USA"),
        ("National Guard", "The National Guard was called out.", "USA"),
        ("the Conservative Party", "In Ottawa the Conservative Party chose a leader.", "CAN"),
        ("the Conservative Party", "In London the Conservative Party chose a leader.", "GBR"),
    ],
)
def test_a_name_that_several_states_have_is_the_one_of_the_text(
    words: str, context: str, country: str
) -> None:
    assert resolve_actor(words, context=context).country == country
