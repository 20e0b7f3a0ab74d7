"""An ontology of one's own: PLOVER and what a file adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coder.labels import labels_of
from dragoman.errors import InputError
from dragoman.ontology import load_ontology, plover

OWN = Path(__file__).parents[2] / "examples" / "own-type" / "ontology.toml"


def test_a_file_that_extends_plover_adds_its_types_behind() -> None:
    own = load_ontology(OWN)
    assert list(own.types) == [*plover().types, "COMMEMORATE"]
    assert own.types["COMMEMORATE"].modes == ("visit", "ceremony")
    assert own.types["CONSULT"].modes == plover().types["CONSULT"].modes
    assert own.names("context") == plover().names("context")


def test_the_model_gets_a_column_for_each() -> None:
    labels = labels_of(load_ontology(OWN))
    assert labels.triggers[-1] == "COMMEMORATE"
    assert labels.modes[-2:] == ("COMMEMORATE visit", "COMMEMORATE ceremony")


def test_nothing_but_plover_can_be_extended(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('extends = "CAMEO"\nname = "x"\nversion = "1"\n', encoding="utf-8")
    with pytest.raises(InputError, match="extends"):
        load_ontology(path)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[type]\nname = "X"', r"write \[\[type\]\]"),
        ('[[modes]]\nname = "x"', "unknown modes"),
        ('[[mode]]\ntype = "ACUSE"\nname = "x"\ndefinition = "x"\nexample = "x"', "there is no ACUSE"),
    ],
)
def test_a_slip_in_a_table_is_named(tmp_path: Path, table: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'extends = "PLOVER"\nname = "x"\nversion = "1"\n{table}\n', encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_ontology(path)
