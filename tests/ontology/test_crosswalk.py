"""CAMEO codes and what PLOVER 1.3 makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ontology import plover
from dragoman.ontology.crosswalk import cameo, from_cameo


@pytest.mark.parametrize(
    ("code", "type_", "modes", "contexts"),
    [
        ("042", "CONSULT", ("visit",), ()),  # makes a visit
        ("0841", "RETREAT", ("release",), ("legal",)),  # frees prisoners
        ("091", "ACCUSE", ("investigate",), ("crime", "corruption")),
        ("1054", "REQUEST", ("yield",), ("economic",)),  # demands that sanctions be eased
        ("173", "COERCE", ("arrest",), ("legal",)),
        ("201", "ASSAULT", ("cleansing",), ("religion_ethnicity",)),
        ("204", "ASSAULT", ("unconventional",), ("cbrn",)),
    ],
)
def test_a_code_becomes_type_modes_and_contexts(code, type_, modes, contexts):
    entry = from_cameo(code)
    assert entry is not None
    assert (entry.type, entry.modes, entry.contexts) == (type_, modes, contexts)
    assert entry.note is None


@pytest.mark.parametrize(
    ("code", "type_", "modes", "contexts"),
    [
        ("055", "CONCEDE", (), ("diplomatic",)),  # apologises
        ("0813", "CONCEDE", (), ("legal",)),  # lifts a curfew
        ("085", "RETREAT", (), ("economic",)),  # eases sanctions: no mode "ease" in 1.3
        ("116", "SANCTION", ("convict",), ("legal",)),
        ("163", "SANCTION", ("discontinue",), ("economic",)),
        ("1712", "ASSAULT", ("destroy",), ("human_security",)),
        ("175", "ASSAULT", (), ("repression", "pro_autocracy")),
        ("195", "ASSAULT", ("aerial",), ("military",)),
        ("1952", "ASSAULT", ("drone",), ("military",)),
    ],
)
def test_where_plover_1_3_differs_from_the_table_of_2021_a_note_says_why(code, type_, modes, contexts):
    entry = from_cameo(code)
    assert entry is not None
    assert (entry.type, entry.modes, entry.contexts) == (type_, modes, contexts)
    assert entry.note


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("0871x", "0871"),
        ("08719", "0871"),
        ("0879", "087"),
        ("088", "08"),
        ("0211", "02"),
        (" 0841 ", "0841"),
    ],
)
def test_a_code_without_a_line_takes_that_of_its_parent(code, found):
    entry = from_cameo(code)
    assert entry is not None
    assert entry.code == found


@pytest.mark.parametrize("code", ["01", "010", "02", "0256"])
def test_statements_and_appeals_have_no_type_in_plover(code):
    entry = from_cameo(code)
    assert entry is not None
    assert entry.type is None


@pytest.mark.parametrize("code", ["", "8", "99", "210", "COERCE", "0841 0842", "08-41", "084112345"])
def test_what_is_no_cameo_code_gives_none(code):
    assert from_cameo(code) is None


def test_all_twenty_roots_are_there_and_every_line_has_its_root():
    roots = {f"{number:02}" for number in range(1, 21)}
    assert roots <= set(cameo())
    assert {code[:2] for code in cameo()} == roots


def test_every_entry_names_what_plover_1_3_holds():
    modes, contexts = set(plover().modes), set(plover().names("context"))
    for entry in cameo().values():
        assert entry.type is None or entry.type in plover().types, entry.code
        assert {(entry.type, mode) for mode in entry.modes} <= modes, entry.code
        assert set(entry.contexts) <= contexts, entry.code
        assert entry.description.endswith("."), entry.code


@given(st.sampled_from(sorted(cameo())), st.text("0123456789", max_size=1))
def test_a_longer_code_never_finds_less_than_the_shorter(code, digit):
    entry = from_cameo(code + digit)
    assert entry is not None
    assert entry.code.startswith(code)


@given(st.text())
def test_no_text_breaks_the_lookup(text):
    entry = from_cameo(text)
    assert entry is None or text.strip().startswith(entry.code)
