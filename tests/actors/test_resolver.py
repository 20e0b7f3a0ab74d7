"""One phrase on its own: whom it stands for, in PLOVER's codes."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors import resolve_actor

# phrase, code, country, sector
CASES = """
Japanese Prime Minister Shigeru Ishiba | JPN | JPN | GOV
South Korea's new liberal president, Lee Jae Myung | KOR | KOR | GOV
the Blue House | KOR | KOR | GOV
Cheong Wa Dae | KOR | KOR | GOV
Tokyo | JPN | JPN | GOV
Russian troops | RUS | RUS | MIL
the Hankyoreh newspaper | KOR | KOR | JRN
former South Korean President Moon Jae-in | KOR | KOR | ELI
South Korean lawmakers | KOR | KOR | LEG
Yomiuri | JPN | JPN | JRN
two Palestinian civilians | PSE | PSE | CVL
U.S. President Donald Trump | USA | USA | GOV
the European Commission | EUR | EUR | GOV
Islamist militants in Mali | MLI | MLI | REB
Nigerian police | NGA | NGA | COP
Seoul's top court | KOR | KOR | JUD
victims and their supporters | - | - | CVL
Moscow-backed rebels in Ukraine | UKR | UKR | REB
President Emmanuel Macron | FRA | FRA | GOV
the president of the European Commission | EUR | EUR | GOV
the president of the constitutional court | - | - | JUD
the president of Kenya's senate | KEN | KEN | LEG
Shigeru Ishiba, Japan's prime minister | JPN | JPN | GOV
Foreign Minister Park Jin of South Korea | KOR | KOR | GOV
Yoon Suk Yeol, the former president of South Korea | KOR | KOR | ELI
China's embassy in Tokyo | CHN | CHN | GOV
the U.S. ambassador to China | USA | USA | GOV
the ambassador to China | - | - | GOV
Iran's Revolutionary Guard | IRN | IRN | MIL
Hamas leader Ismail Haniyeh | PSE | PSE | REB
UN Secretary-General António Guterres | UNO | UNO | -
Turkish-backed Syrian rebels | SYR | SYR | REB
pro-Russian separatists in Donetsk | UKR | UKR | REB
anti-American protesters in Karachi | PAK | PAK | CVL
Georgia's governor | USA | USA | GOV
Georgian Prime Minister Irakli Kobakhidze | GEO | GEO | GOV
Istanbul prosecutors | TUR | TUR | JUD
Pakistani Taliban | PAK | PAK | REB
the Taliban | AFG | AFG | REB
Kremlin spokesman Dmitry Peskov | RUS | RUS | GOV
Chinese Foreign Ministry spokesman Lin Jian | CHN | CHN | GOV
Ukrainian members of parliament | UKR | UKR | LEG
NATO troops | IGO | IGO | MIL
NATO | IGO | IGO | -
former Brazilian President Luiz Inácio Lula da Silva | BRA | BRA | ELI
Seoul's foreign ministry | KOR | KOR | GOV
the opposition leader | - | - | OPP
Venezuelan opposition leader María Corina Machado | VEN | VEN | OPP
Chinese Taipei | TWN | TWN | -
US | USA | USA | -
us | - | - | -
dozens of Rohingya refugees | MMR | MMR | REF
Palestinians | PSE | PSE | CVL
three Americans | USA | USA | CVL
Congo | COD | COD | -
Kashmir | - | - | -
Egyptian President Abdel-Fattah el-Sissi | EGY | EGY | GOV
unidentified gunmen | - | - | UAF
gunmen in Nigeria | NGA | NGA | UAF
Hong Kong police | HKG | CHN | COP
Greenland | GRL | DNK | -
Puerto Rico's governor | PRI | USA | GOV
Texas Gov. Greg Abbott | USA | USA | GOV
the International Criminal Court's prosecutor | IGO | IGO | JUD
Colombian ELN rebels | COL | COL | REB
Mexican drug cartels | MEX | MEX | CRM
farmers in India | IND | IND | AGR
the speaker of the Knesset | ISR | ISR | LEG
EU foreign ministers | EUR | EUR | GOV
M23 rebels | COD | COD | REB
Hezbollah | LBN | LBN | REB
the Islamic State group | IMG | IMG | REB
al-Qaida | IMG | IMG | REB
Al-Shabaab | SOM | SOM | REB
Houthi rebels | YEM | YEM | REB
Huawei | MNC | CHN | BUS
the Pentagon | USA | USA | MIL
Foggy Bottom | USA | USA | GOV
Capitol Hill | USA | USA | LEG
Downing Street | GBR | GBR | GOV
Quai d'Orsay | FRA | FRA | GOV
the Élysée | FRA | FRA | GOV
the Bundestag | DEU | DEU | LEG
the Duma | RUS | RUS | LEG
Zhongnanhai | CHN | CHN | GOV
Aso Rock | NGA | NGA | GOV
Malacañang | PHL | PHL | GOV
Pyongyang | PRK | PRK | GOV
Brussels | EUR | EUR | GOV
Brussels police | BEL | BEL | COP
the CIA | USA | USA | SPY
MI6 | GBR | GBR | SPY
Mossad | ISR | ISR | SPY
the FBI | USA | USA | COP
the BJP | IND | IND | PTY
Xinhua | CHN | CHN | JRN
the World Health Organization | UNO | UNO | -
Amnesty International | NGO | NGO | -
the Red Cross | NGO | NGO | -
the Soviet Union | RUS | RUS | -
East Germany | DEU | DEU | -
Burma | MMR | MMR | -
Swaziland | SWZ | SWZ | -
Türkiye | TUR | TUR | -
Dutch farmers | NLD | NLD | AGR
Filipino fishermen | PHL | PHL | AGR
Emirati diplomats | ARE | ARE | GOV
French union members | FRA | FRA | LAB
Iranian students | IRN | IRN | EDU
Cuban doctors | CUB | CUB | MED
Syrian refugees in Lebanon | SYR | SYR | REF
Catholic bishops in Nicaragua | NIC | NIC | REL
Belarusian opposition activists | BLR | BLR | OPP
Sudan's paramilitary Rapid Support Forces | SDN | SDN | PRM
Serbian intelligence agency | SRB | SRB | SPY
the Ghanaian army chief | GHA | GHA | MIL
Saudi Crown Prince Mohammed bin Salman | SAU | SAU | GOV
Australia's ruling party | AUS | AUS | GOV
the Philippine coast guard | PHL | PHL | COP
Ethiopian government troops | ETH | ETH | MIL
Peru's Congress | PER | PER | LEG
Thailand's Constitutional Court | THA | THA | JUD
Indian Foreign Ministry officials | IND | IND | GOV
ex-President Jacob Zuma of South Africa | ZAF | ZAF | ELI
former rebels in Burundi | BDI | BDI | REB
critics of Iran | - | - | CVL
residents of Gaza | PSE | PSE | CVL
Somali pirates | SOM | SOM | CRM
the Lebanese army | LBN | LBN | MIL
Haitian gang leader Jimmy Cherizier | HTI | HTI | CRM
the bank | - | - | BUS
Wonderland | - | - | -
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_phrase_resolves_to(case: str) -> None:
    phrase, *codes = (field.strip() for field in case.split("|"))
    found = resolve_actor(phrase, acting=False)
    assert [found.code or "-", found.country or "-", found.sector or "-"] == codes, found.why


@pytest.mark.parametrize(
    ("phrase", "name", "office"),
    [
        ("Japanese Prime Minister Shigeru Ishiba", "Shigeru Ishiba", "Prime Minister"),
        ("South Korea's new liberal president, Lee Jae Myung", "Lee Jae Myung", "President"),
        ("Shigeru Ishiba, Japan's prime minister", "Shigeru Ishiba", "Prime Minister"),
        ("President Emmanuel Macron", "Emmanuel Macron", "President"),
        ("European Commission President Ursula von der Leyen", "Ursula von der Leyen", "President"),
        ("Saudi Crown Prince Mohammed bin Salman", "Mohammed bin Salman", "Crown Prince"),
        ("Egyptian President Abdel-Fattah el-Sissi", "Abdel-Fattah el-Sissi", "President"),
        ("U.S. Gen. Mark A. Milley", "Mark A. Milley", "Gen."),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "Spokesman"),
        ("the Hankyoreh newspaper", "Hankyoreh", None),
        ("Russian troops", None, None),
        ("Turkish President Recep Tayyip Erdoğan's office", None, None),
        ("Tokyo", "Japan", None),
    ],
)
def test_name_and_office(phrase: str, name: str | None, office: str | None) -> None:
    found = resolve_actor(phrase)
    assert (found.name, found.office) == (name, office)


def test_a_state_is_its_government_only_when_it_acts() -> None:
    assert resolve_actor("Norway", acting=False).sector is None
    assert resolve_actor("Norway").sector == "GOV"
    assert resolve_actor("Oslo").sector == "GOV"


def test_only_the_thing_itself_carries_its_wikidata_id() -> None:
    assert resolve_actor("Japan").identifier_id == "Q17"
    assert resolve_actor("NATO").identifier_id == "Q7184"
    assert resolve_actor("Japanese troops").identifier_id is None
    assert resolve_actor("Tokyo").identifier_id is None


def test_a_state_that_had_ended_by_the_date_is_history() -> None:
    then = resolve_actor("the Soviet Union", date=dt.date(1985, 3, 11))
    now = resolve_actor("the Soviet Union", date=dt.date(2020, 3, 11))
    assert (then.code, now.code) == ("RUS", "RUS")
    assert now.confidence < then.confidence
    assert "ended in 1991" in now.why


def test_what_the_words_do_not_tell_is_said_and_not_guessed() -> None:
    found = resolve_actor("the police")
    assert (found.code, found.country, found.sector) == (None, None, "COP")
    assert "do not say of which country" in found.why
    assert not found.resolved


def test_a_context_names_the_country_of_a_president() -> None:
    context = "French President Emmanuel Macron spoke in Lyon. Later Macron flew home."
    found = resolve_actor("Macron", context=context)
    assert (found.code, found.sector, found.name) == ("FRA", "GOV", "Emmanuel Macron")


def test_a_context_that_speaks_of_one_state_is_a_weak_hint_for_a_role() -> None:
    found = resolve_actor("police", context="Protests spread through Kenya before police moved in.")
    assert found.code == "KEN"
    assert found.confidence <= 0.5
    assert "Kenya" in found.why


def test_an_acronym_of_several_is_read_by_the_country_of_its_context() -> None:
    assert resolve_actor("RSF").code == "NGO"
    assert resolve_actor("RSF", context="In Sudan the RSF shelled Khartoum again.").code == "SDN"


@pytest.mark.parametrize(
    ("context", "code"),
    [
        ("The Republic of Congo closed its border. Congo gave no reason.", "COG"),
        ("Fighting in the Democratic Republic of Congo went on. Congo asked for help.", "COD"),
    ],
)
def test_a_shared_name_follows_the_full_one(context: str, code: str) -> None:
    assert resolve_actor("Congo", context=context).code == code


@pytest.mark.parametrize("text", ["", " ", "'s", ",", "of", "the", "—", "\n"])
def test_scraps_resolve_to_nothing(text: str) -> None:
    assert resolve_actor(text).code is None
