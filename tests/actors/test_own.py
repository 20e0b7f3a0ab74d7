"""A user's own actors: read from TOML and CSV, known besides those that ship and before them, wrong ones told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.actors import resolve_actor, use_actors
from dragoman.errors import InputError

TOML = """
[[person]]
name = "Ada Kovač-Example"
aliases = ["Madame Ada"]
country = "SVN"
identifier = "ada-1"
spans = [
  { sector = "SOC", from = 2010, to = 2019 },
  { sector = "GOV", office = "Minister of Bees", from = "2020-03-01", to = "2022-06" },
]

[[party]]
name = "Beekeepers' Union"
aliases = ["BKU"]
country = "SVN"
spans = [{ sector = "OPP", from = 2010, to = "2020-02-29" }, { sector = "GOV", from = "2020-03-01" }]

[[body]]
name = "Honey Guard"
country = "SVN"
sector = "PRM"
"""

# As the query of docs/own-actors.md gives it.
WIKIDATA = """\
name,aliases,country,sector,office,from,to,identifier
Bo Example,Bo E.|B. Example,NOR,GOV,Minister of Whales,2011-01-01T00:00:00Z,2013-10-16T00:00:00Z,http://www.wikidata.org/entity/Q999999991
Bo Example,Bo E.|B. Example,NOR,GOV,Minister of Ice,2013-10-16T00:00:00Z,,http://www.wikidata.org/entity/Q999999991
Cy Example,,NOR,GOV,Minister of Fog,2013-10-16T00:00:00Z,http://www.wikidata.org/.well-known/genid/1f,http://www.wikidata.org/entity/Q999999992
"""


@pytest.fixture(autouse=True)
def _without_afterwards() -> Iterator[None]:
    yield
    use_actors(None)


def own(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_toml_file_adds_persons_parties_and_bodies_by_date(tmp_path: Path) -> None:
    assert resolve_actor("the Honey Guard").code is None
    use_actors(own(tmp_path, "mine.toml", TOML))
    before, after = dt.date(2015, 5, 1), dt.date(2021, 5, 1)
    found = resolve_actor("Ada Kovač-Example", date=before)
    assert (found.code, found.sector, found.identifier_id) == ("SVN", "SOC", "ada-1")
    assert resolve_actor("Madame Ada", date=after).office == "Minister of Bees"
    assert resolve_actor("Ada Kovač-Example", date=dt.date(2024, 1, 1)).sector == "ELI"
    assert resolve_actor("BKU lawmakers", date=after).sector == "LEG"
    assert [resolve_actor("the BKU", date=day).sector for day in (before, after)] == ["OPP", "GOV"]
    assert resolve_actor("the Honey Guard").sector == "PRM"
    use_actors(None)
    assert resolve_actor("the Honey Guard").code is None


def test_the_result_of_the_wikidata_query_is_read_as_it_is(tmp_path: Path) -> None:
    use_actors(own(tmp_path, "query.csv", WIKIDATA))
    found = resolve_actor("Bo Example", date=dt.date(2012, 5, 1))
    assert (found.code, found.sector, found.office) == ("NOR", "GOV", "Minister of Whales")
    assert found.identifier_id == "Q999999991"
    assert resolve_actor("B. Example", date=dt.date(2020, 5, 1)).office == "Minister of Ice"
    assert resolve_actor("Cy Example", date=dt.date(2020, 5, 1)).office == "Minister of Fog"


def test_a_line_without_an_office_is_a_body(tmp_path: Path) -> None:
    use_actors(own(tmp_path, "mine.csv", "name,country,sector\nGrand Hive,SVN,AGR\n"))
    assert resolve_actor("the Grand Hive").sector == "AGR"


def test_own_actors_come_before_those_that_ship(tmp_path: Path) -> None:
    use_actors(own(tmp_path, "mine.csv", "name,country,sector\nGazprom,RUS,GOV\n"))
    found = resolve_actor("Gazprom")
    assert (found.code, found.sector) == ("RUS", "GOV")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "name,country,sector\nA B,SVN,SOC\nC D,Slovenia,SOC\n", "line 3: 'Slovenia' is no code"),
        ("a.csv", "name,country,sector\nA B,SVN,BEE\n", "line 2: 'BEE' is no sector of PLOVER"),
        ("a.csv", "name,country,from\nA B,SVN,last year\n", "line 2: 'last year' is no day"),
        ("a.csv", "name,country,from\nA B,SVN,2021-02-31\n", "line 2: day"),
        ("a.csv", "name,country\n,SVN\n", "line 2: no name"),
        ("a.csv", "name,country\nA B,SVN,GOV\n", "line 2: more fields than columns"),
        ("a.csv", "who,country\nA B,SVN\n", "line 1: no column who is known"),
        ("a.csv", "name,kind,country\nA B,thing,SVN\n", "line 2: 'thing' is no kind"),
        ("a.csv", "", "line 1: no column name"),
        ("a.toml", '[[person]]\nname = "A B"\n', "line 1: A B: no country"),
        ("a.toml", "[[person\n", "a.toml"),
        ("a.toml", "", "holds no actor"),
        ("a.txt", "A B", "neither .toml nor .csv"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_cure(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(InputError) as wrong:
        use_actors(own(tmp_path, name, text))
    assert told in str(wrong.value)
    assert wrong.value.cure


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        use_actors(tmp_path / "none.csv")
