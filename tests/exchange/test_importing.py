"""Files of ICEWS, GDELT, POLECAT and PLOVER become events of PLOVER; odd rows are told with file and line."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import ReadError
from dragoman.exchange import import_events
from dragoman.exchange.gdelt import columns_of
from dragoman.exchange.icews import RELEASE
from dragoman.exchange.polecat import COLUMNS
from dragoman.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store", create=True)


def rows_of(format: str, text: str, *, mentions: str = "") -> tuple[list[dict[str, Any]], list[ReadError]]:
    """The rows that a file of this text gives, and what is set aside."""
    odd: list[ReadError] = []
    told = [io.BytesIO(mentions.encode())] if mentions else []
    tables = import_events(format, [io.BytesIO(text.encode())], mentions=told, on_error=odd.append)
    return [row for table in tables for row in table.to_pylist()], odd


def release(**cells: str) -> str:
    """A row of ICEWS's release: South Korea's president denounces Japan, unless cells say otherwise."""
    row = dict.fromkeys(RELEASE, "") | {
        "Event ID": "21412906", "Event Date": "2012-08-10", "Source Name": "Lee Myung Bak",
        "Source Sectors": "Executive,Government", "Source Country": "South Korea",
        "Event Text": "Criticize or denounce", "CAMEO Code": "111", "Intensity": "-2.0", "Target Name": "Japan",
        "Target Country": "Japan", "Story ID": "777", "Sentence Number": "3", "Publisher": "The Harbour Post",
        "City": "Seoul", "Country": "South Korea", "Latitude": "37.56", "Longitude": "126.97",
    } | {name.replace("_", " "): value for name, value in cells.items()}  # fmt: skip
    return "\t".join(row[name] for name in RELEASE)


HEADER = "\t".join(RELEASE)


def test_a_row_of_the_icews_release_is_an_event_with_its_codes() -> None:
    [row], odd = rows_of("icews", f"{HEADER}\n{release()}\n")
    assert not odd
    assert (row["id"], row["date"], row["document"]) == (
        "icews-0021412906", dt.date(2012, 8, 10), "icews-story-777",
    )  # fmt: skip
    assert (row["event"], row["mode"], row["quad_code"], row["event_scale"], row["cameo"]) == (
        "ACCUSE", ["disapprove"], 3, -2.0, "111",
    )  # fmt: skip
    assert (row["actor"], row["actor_sector"], row["actor_text"]) == (["KOR"], ["GOV"], ["Lee Myung Bak"])
    assert (row["recipient"], row["recipient_sector"]) == (["JPN"], ["GOV"])
    assert (row["place"], row["place_country"], row["lat"]) == ("Seoul", "KOR", 37.56)
    assert (row["publication"], row["sequence"], row["coder"]) == ("The Harbour Post", 3, "ICEWS")


def test_without_its_header_the_release_is_known_by_its_columns() -> None:
    [row], odd = rows_of("icews", release())
    assert row["event"] == "ACCUSE"
    assert not odd


@pytest.mark.parametrize(
    ("code", "text", "cameo"),
    [
        ("042", "Make a visit", "042"),
        ("42", "Make a visit", "042"),
        ("10", "Make statement", "010"),
        ("10", "Demand", "10"),
    ],
)
def test_a_nought_that_a_spreadsheet_took_away_is_given_back(code: str, text: str, cameo: str) -> None:
    [row], _ = rows_of("icews", f"{HEADER}\n{release(CAMEO_Code=code, Event_Text=text)}")
    assert row["cameo"] == cameo


def test_of_a_visit_the_visitor_is_the_actor_even_where_icews_names_the_host_first() -> None:
    host = release(CAMEO_Code="043", Event_Text="Host a visit")
    [row], _ = rows_of("icews", f"{HEADER}\n{host}")
    assert (row["event"], row["mode"]) == ("CONSULT", ["visit"])
    assert (row["actor"], row["recipient"]) == (["JPN"], ["KOR"])


@pytest.mark.parametrize("relation", ["Make statement", "Make an appeal or request", "Appeal_for_aid"])
def test_statements_and_appeals_have_neither_type_nor_score(relation: str) -> None:
    [row], odd = rows_of("icews", f"date\tsource\trelation\ttarget\n2014-01-01\tJapan\t{relation}\tChina")
    assert not odd
    assert (row["event"], row["quad_code"], row["event_scale"]) == (None, None, None)
    assert row["cameo"][:2] in ("01", "02")


SAMPLE = """date,source,relation,target,weight
2008-05-02,Citizen (India),"Arrest, detain, or charge with legal action",Police (Australia),5
2014-05-02,Barack Obama,Make a visit,"Armed Gang (Palestinian Territory, Occupied)",1
2018-05-02,Barack_Obama,praise_or_endorse,Combatant (Taliban),1
2014-05-02,Sergey Viktorovich Lavrov,Consult,Unspecified Actor,1
"""


def test_names_and_roles_are_resolved_and_weights_kept() -> None:
    rows, odd = rows_of("icews", SAMPLE)
    assert not odd
    assert [row["weight"] for row in rows] == [5, 1, 1, 1]
    assert [(row["actor"], row["actor_sector"]) for row in rows] == [
        (["IND"], ["CVL"]), (["USA"], ["GOV"]), (["USA"], ["ELI"]), (["RUS"], ["GOV"]),
    ]  # fmt: skip
    assert [(row["recipient"], row["recipient_sector"]) for row in rows] == [
        (["AUS"], ["COP"]), (["PSE"], ["UAF"]), (["AFG"], ["UAF"]), ([None], ["UNK"]),
    ]  # fmt: skip


def test_ids_of_rows_without_one_are_made_of_what_they_say() -> None:
    text = "date\tsource\trelation\ttarget\n2014-01-01\tJapan\tMake_a_visit\tSouth_Korea\n"
    same = "date,source,relation,target\n2014-01-01,Japan,make a visit,South Korea\n"
    [one], [other] = rows_of("icews", text)[0], rows_of("icews", same)[0]
    assert one["id"] == other["id"]
    assert one["id"].startswith("icews-20140101-")


def test_odd_rows_are_told_with_their_line_and_the_rest_goes_on() -> None:
    bad = [
        release(Event_ID="x"), release(Event_Date="10 August"), release(CAMEO_Code="999", Event_Text="Sing"),
        "cut\tshort", release(Event_ID="2"),
    ]  # fmt: skip
    rows, odd = rows_of("icews", "\n".join([HEADER, release(Event_ID="1"), *bad]))
    assert [row["id"] for row in rows] == ["icews-0000000001", "icews-0000000002"]
    told = sorted(str(error) for error in odd)
    assert len(told) == 4
    assert "line 6: 2 columns where 20 are expected" in "".join(told)
    assert "line 4: Event Date is '10 August' (a day, as 2014-05-31)" in "".join(told)
    assert "line 5: CAMEO Code is '999'" in "".join(told)


def test_a_line_that_is_no_utf8_is_set_aside() -> None:
    odd: list[ReadError] = []
    text = f"{HEADER}\n{release()}\n".encode() + b"\xff\xfe caf\xe9\n" + release(Event_ID="3").encode()
    tables = list(import_events("icews", [io.BytesIO(text)], on_error=odd.append))
    assert sum(table.num_rows for table in tables) == 2
    assert [error.place for error in odd] == ["line 3"]


def test_without_on_error_the_first_odd_row_is_raised() -> None:
    with pytest.raises(ReadError, match="line 2"):
        list(import_events("icews", [io.BytesIO(f"{HEADER}\nodd\n".encode())]))


@pytest.mark.parametrize("format", ["icews", "gdelt", "polecat"])
def test_a_file_of_something_else_is_set_aside_whole(format: str) -> None:
    rows, odd = rows_of(format, "Dear reader,\nnothing here is a table.\n")
    assert not rows
    assert [error.place for error in odd] == ["line 1"]


def gdelt(width: int = 58, **cells: str) -> str:
    """A row of GDELT's: Japan's government threatens South Korea, unless cells say otherwise."""
    names = columns_of(width)
    assert names
    row = dict.fromkeys(names, "") | {
        "GLOBALEVENTID": "410000001", "SQLDATE": "20190704", "Actor1Code": "JPNGOV", "Actor1Name": "JAPAN",
        "Actor1CountryCode": "JPN", "Actor1Type1Code": "GOV", "Actor2Code": "KOR", "Actor2Name": "SEOUL",
        "Actor2CountryCode": "KOR", "EventCode": "130", "ActionGeo_FullName": "Seoul, South Korea",
        "ActionGeo_CountryCode": "KS", "ActionGeo_Lat": "37.5", "ActionGeo_Long": "127", "DATEADDED": "20190705",
    }  # fmt: skip
    if width > 57:
        row["SOURCEURL"] = "https://www.harbour.example/a?b=1"
    row |= cells
    return "\t".join(row[name] for name in names)


@pytest.mark.parametrize("width", [57, 58, 61])
def test_gdelt_of_each_version_is_read_by_its_number_of_columns(width: int) -> None:
    [row], odd = rows_of("gdelt", gdelt(width, DATEADDED="20190705120000" if width == 61 else "20190705"))
    assert not odd
    assert (row["id"], row["date"], row["published"]) == (
        "gdelt-0410000001", dt.date(2019, 7, 4), dt.date(2019, 7, 5),
    )  # fmt: skip
    assert (row["event"], row["actor"], row["actor_sector"], row["recipient"], row["recipient_sector"]) == (
        "THREATEN", ["JPN"], ["GOV"], ["KOR"], [None],
    )  # fmt: skip
    assert (row["place_country"], row["lat"], row["lon"]) == ("KOR", 37.5, 127.0)
    assert row["coder"] == ("GDELT 2.0" if width == 61 else "GDELT 1.0")
    assert row["publication"] == (None if width == 57 else "harbour.example")


def test_a_header_of_gdelt_is_no_row() -> None:
    rows, odd = rows_of("gdelt", "\t".join(columns_of(58) or ()) + "\n" + gdelt())
    assert (len(rows), odd) == (1, [])


@pytest.mark.parametrize(
    ("cells", "side", "sector"),
    [
        ({"Actor1Code": "ROM", "Actor1CountryCode": "ROM"}, "ROU", "GOV"),
        ({"Actor1Code": "WSB", "Actor1CountryCode": "WSB"}, "PSE", "GOV"),
        ({"Actor1Code": "EUR", "Actor1CountryCode": "EUR"}, None, "GOV"),
        ({"Actor1Code": "AFR", "Actor1CountryCode": "AFR", "Actor1Type1Code": ""}, None, None),
        ({"Actor1Code": "IGOEUREEC", "Actor1CountryCode": "EUR", "Actor1KnownGroupCode": "EEC",
          "Actor1Type1Code": "IGO"}, "EUR", None),
        ({"Actor1Code": "IGOUNO", "Actor1CountryCode": "", "Actor1KnownGroupCode": "UNO",
          "Actor1Type1Code": "IGO"}, "UNO", None),
        ({"Actor1Code": "NGO", "Actor1CountryCode": "", "Actor1Type1Code": "NGO"}, "NGO", None),
        ({"Actor1Code": "JPNMED", "Actor1Type1Code": "MED"}, "JPN", "JRN"),
        ({"Actor1Code": "SYRREB", "Actor1CountryCode": "SYR", "Actor1Type1Code": "REB"}, "SYR", "REB"),
    ],
)  # fmt: skip
def test_gdelts_codes_of_actors_become_ours(
    cells: dict[str, str], side: str | None, sector: str | None
) -> None:
    [row], _ = rows_of("gdelt", gdelt(**cells))
    assert (row["actor"], row["actor_sector"]) == ([side], [sector])


def test_an_event_of_gdelt_may_have_nobody_on_one_side() -> None:
    [row], odd = rows_of("gdelt", gdelt(Actor2Code="", Actor2Name="", Actor2CountryCode=""))
    assert (row["recipient"], row["recipient_text"], odd) == ([], [], [])


def mention(event: str, confidence: str, source: str, sentence: str) -> str:
    cells = [
        event,
        "20190704000000",
        "20190705000000",
        "1",
        source,
        f"https://{source}/x",
        sentence,
        "1",
        "2",
        "3",
        "1",
        confidence,
        "900",
        "0",
        "",
        "",
    ]
    return "\t".join(cells)


def test_mentions_say_how_sure_gdelt_is_and_whose_report_it_was() -> None:
    told = "\n".join([
        mention("410000001", "40", "weak.example", "9"), mention("410000001", "80", "firm.example", "2"),
        mention("5", "10", "other.example", "1"), mention("410000001", "abc", "odd.example", "1"),
    ])  # fmt: skip
    rows, odd = rows_of("gdelt", gdelt(61) + "\n" + gdelt(61, GLOBALEVENTID="7"), mentions=told)
    assert [error.place for error in odd] == ["line 4"]
    first, second = rows
    assert (first["confidence"], first["publication"], first["sequence"]) == (0.8, "firm.example", 2)
    assert first["url"] == "https://firm.example/x"
    assert (second["confidence"], second["publication"]) == (1.0, "harbour.example")


def polecat(**cells: str) -> str:
    """A row of POLECAT's: a Korean firm sues a Japanese one, unless cells say otherwise."""
    row = dict.fromkeys(COLUMNS, "None") | {
        "Event ID": "20190704-1-a", "Event Date": "2019-07-04", "Event Type": "ACCUSE", "Event Mode": "allege",
        "Intensity": "-2.5", "Quad Code": "VERBAL CONFLICT", "Contexts": "legal; economic", "Actor Name": "Samsung",
        "Actor Country": "KOR", "Primary Actor Sector": "BUS", "Actor Sectors": "BUS; CVL",
        "Actor Name Raw": "the chip maker", "Recipient Name Raw": "Tokyo", "Country": "JPN", "Source": "The Post",
        "Publication Date": "2019-07-05",
    } | {name.replace("_", " "): value for name, value in cells.items()}  # fmt: skip
    return "\t".join(row[name] for name in COLUMNS)


POLECAT = "\t".join(COLUMNS)


def test_polecat_has_forty_columns_and_none_for_nothing() -> None:
    assert len(COLUMNS) == 40
    [row], odd = rows_of("polecat", f"{POLECAT}\n{polecat()}")
    assert not odd
    assert (row["event"], row["mode"], row["context"]) == ("ACCUSE", ["allege"], ["legal", "economic"])
    assert (row["quad_code"], row["event_scale"]) == (3, -2.5)
    assert (row["actor"], row["actor_sector"], row["actor_name"], row["actor_text"]) == (
        ["KOR"], ["BUS"], ["Samsung"], ["the chip maker"],
    )  # fmt: skip
    assert (row["recipient"], row["recipient_name"], row["recipient_text"]) == (["JPN"], [None], ["Tokyo"])
    assert (row["published"], row["publication"], row["place"]) == (dt.date(2019, 7, 5), "The Post", None)


def test_polecat_without_a_recipient_or_with_an_unknown_type() -> None:
    rows, odd = rows_of("polecat", "\n".join([
        POLECAT, polecat(Recipient_Name_Raw="None"), polecat(Event_Type="SING", Event_ID="2"),
    ]))  # fmt: skip
    assert [row["recipient"] for row in rows] == [[]]
    assert "line 3: Event Type is 'SING'" in str(odd[0])


def test_several_actors_of_a_polecat_row_run_in_parallel() -> None:
    row = polecat(
        Actor_Name="Japan; None",
        Actor_Country="JPN; KOR",
        Primary_Actor_Sector="GOV; None",
        Actor_Name_Raw="a; b",
    )
    [found], _ = rows_of("polecat", f"{POLECAT}\n{row}")
    assert (found["actor"], found["actor_sector"]) == (["JPN", "KOR"], ["GOV", None])
    assert (found["actor_name"], found["actor_text"]) == (["Japan", None], ["a", "b"])


def test_plovers_own_smallest_example_is_an_event() -> None:
    line = {
        "id": "x-1",
        "date": "2016-07-24",
        "actor": [{"code": "USA"}],
        "recipient": [{"code": "CAN"}],
        "event": ["CONSULT"],
    }
    [row], odd = rows_of("plover", json.dumps(line))
    assert not odd
    assert (row["event"], row["actor"], row["recipient"], row["quad_code"]) == (
        "CONSULT",
        ["USA"],
        ["CAN"],
        1,
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "malformed"),
        ('{"id": "1", "date": null, "event": "DANCE", "actor": []}', "'DANCE' is no type"),
        ('{"date": null, "event": "CONSULT", "actor": []}', "missing required field `id`"),
        ('{"id": "1", "date": null, "event": ["CONSULT", "AID"], "actor": []}', "2 types"),
        ('{"id": "1", "date": "soon", "event": "AID", "actor": []}', "date"),
    ],
)
def test_a_line_that_is_no_event_is_told_with_its_number(line: str, reason: str) -> None:
    good = '{"id": "2", "date": "2020-01-01", "event": "AID", "actor": [{"code": "JPN"}]}'
    rows, odd = rows_of("plover", f"{line}\n\n{good}\n")
    assert [row["id"] for row in rows] == ["2"]
    assert [error.place for error in odd] == ["line 1"]
    assert reason in str(odd[0])


def test_importing_twice_adds_nothing_and_gzip_is_unpacked(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "sample.csv.gz"
    file.write_bytes(gzip.compress(SAMPLE.encode()))
    assert store.add_events(import_events("icews", [file])).events == 4
    again = store.add_events(import_events("icews", [file, file]))
    assert (again.events, again.known) == (0, 8)
    assert store.summary().events == 4


def test_what_was_read_before_an_interruption_stays_and_a_second_run_goes_on(store: Store) -> None:
    lines = [release(Event_ID=str(number)) for number in range(5)]

    def interrupted():  # type: ignore[no-untyped-def]
        yield from import_events("icews", [io.BytesIO("\n".join([HEADER, *lines[:3]]).encode())])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_events(interrupted())
    assert store.summary().events == 3
    whole = io.BytesIO("\n".join([HEADER, *lines]).encode())
    added = store.add_events(import_events("icews", [whole]))
    assert (added.events, added.known) == (2, 3)


def test_a_gzip_file_cut_short_gives_what_stands_before_the_cut(store: Store, tmp_path: Path) -> None:
    text = "\n".join([HEADER, *(release(Event_ID=str(number)) for number in range(20_000))])
    file = tmp_path / "cut.gz"
    file.write_bytes(gzip.compress(text.encode())[:-2000])
    odd: list[ReadError] = []
    added = store.add_events(import_events("icews", [file], on_error=odd.append))
    assert 0 < added.events < 20_000
    assert "cannot be read to its end" in str(odd[-1])
