"""The tables: every state present, every code well-formed, nothing listed that PLOVER does not know."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from dragoman.actors import tables
from dragoman.actors.tables import read_table, territories
from dragoman.errors import InputError
from dragoman.ontology import load_ontology

UN_MEMBERS = (
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA "
    "BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK "
    "DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB "
    "GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO "
    "LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU "
    "NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA "
    "KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE "
    "SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB "
    "ZWE "
)
SPECIAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
ONTOLOGY = Path(str(resources.files("dragoman.ontology") / "plover.toml"))


def rows() -> list[dict[str, object]]:
    return read_table("territories")["territory"]  # type: ignore[no-any-return]


def test_all_193_members_of_the_united_nations_and_four_more_are_there() -> None:
    members = UN_MEMBERS.split()
    assert len(set(members)) == 193
    assert set(members) | {"VAT", "PSE", "XKX", "TWN"} <= set(territories())


def test_codes_are_three_capitals_and_unique() -> None:
    codes = [str(row["code"]) for row in rows()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


def test_a_territory_belongs_to_a_listed_state() -> None:
    assert all(row.get("country", row["code"]) in territories() for row in rows())


def test_wikidata_ids_are_well_formed_and_unique() -> None:
    both = [*rows(), *read_table("organisations")["organisation"]]
    ids = [str(row["wikidata"]) for row in both if "wikidata" in row]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in ids)
    assert len(ids) == len(set(ids))


def test_a_name_belongs_to_one_state_unless_it_is_listed_as_ambiguous() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows():
        for key in ("name", "aliases", "adjectives", "people", "capitals", "places"):
            names = [row["name"]] if key == "name" else row.get(key, [])
            for name in names:  # type: ignore[attr-defined]
                owners.setdefault(name, set()).add(str(row["code"]))
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_organisations_carry_known_codes_and_sectors() -> None:
    sectors = set(load_ontology(ONTOLOGY).names("sector"))
    for row in read_table("organisations")["organisation"]:
        assert row.get("code", "IGO") in SPECIAL | set(territories()), row
        assert row.get("country", "IGO") in SPECIAL | set(territories()), row
        assert row.get("sector", "GOV") in sectors, row


def test_roles_carry_plovers_sectors_and_no_word_twice() -> None:
    sectors = set(load_ontology(ONTOLOGY).names("sector"))
    words: list[str] = []
    for row in read_table("roles")["role"]:
        assert row.get("sector", "GOV") in sectors
        words += [*row.get("persons", []), *row.get("groups", [])]
    assert len(words) == len(set(words))


def test_every_sector_has_words_but_the_unknown_one() -> None:
    listed = {row["sector"] for row in read_table("roles")["role"] if "sector" in row}
    missing = set(load_ontology(ONTOLOGY).names("sector")) - listed
    assert missing == {"UNK", "ELI"}  # ELI comes from "former", UNK from nothing


def test_a_row_without_a_code_is_reported_with_its_place() -> None:
    with pytest.raises(InputError, match=r"territories.toml, entry 7: no code"):
        tables.need({"name": "Nowhere"}, "code", "territories.toml", 7)


def test_a_state_that_ended_is_listed_under_that_name() -> None:
    names = {form.written for form in tables.territory_forms()}
    assert set(tables.ended_states()) <= names
