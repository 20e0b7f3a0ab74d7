"""The form of the dated tables: what is read, and what an entry that is wrong is told."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors.standing import read_toml, sector_on, term_before, term_on
from dragoman.errors import InputError

TABLE = """
[[person]]
name = "Ada Example"
country = "ZWE"
spans = [
  { sector = "GOV", from = "2009-02-11", to = "2013-09", office = "Prime Minister" },
  { sector = "OPP", from = 1999, to = 2009 },
]

[[party]]
name = "Example Union"
country = "ZWE"
spans = [{ sector = "OPP", from = 1999, to = 2009 }]
"""


def test_spans_stand_in_order_and_the_last_begun_holds() -> None:
    person, party = read_toml(TABLE, "table.toml")
    assert [term.sector for term in person.terms] == ["OPP", "GOV"]
    in_both = term_on(person.terms, dt.date(2009, 6, 1))
    assert in_both is not None
    assert in_both.office == "Prime Minister"
    assert person.terms[1].end == dt.date(2013, 9, 30)
    left = term_before(person.terms, dt.date(2014, 1, 1))
    assert left is not None
    assert left.sector == "GOV"
    assert sector_on(party.terms, dt.date(2005, 1, 1), party.sector) == "OPP"
    assert sector_on(party.terms, dt.date(2015, 1, 1), party.sector) == "PTY"
    assert sector_on(party.terms, None, party.sector) == "PTY"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('[[person]]\ncountry = "ZWE"', "no name"),
        ('[[person]]\nname = "A B"', "no country"),
        ('[[person]]\nname = "A B"\ncountry = "Zimbabwe"', "no code of three"),
        ('[[person]]\nname = "A B"\ncountry = "ZWE"\nspans = [{ sector = "KING" }]', "no sector"),
        ('[[person]]\nname = "A B"\ncountry = "ZWE"\nspans = [{ from = 2010, to = 2009 }]', "comes before"),
        ('[[person]]\nname = "A B"\ncountry = "ZWE"\nspans = [{ from = "soon" }]', "no day"),
        ('[[partie]]\nname = "A B"', "no entries of kind partie"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(entry: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as wrong:
        list(read_toml("# a table\n\n" + entry, "table.toml"))
    assert "table.toml, line 3" in str(wrong.value)
