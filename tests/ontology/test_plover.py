"""PLOVER as shipped: every code of version 1.3 is there, defined in words and shown in a sentence."""

from collections import Counter
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.ontology import load_ontology, plover

ENTRIES = [*plover().types.values(), *plover().entries]


def test_every_code_of_plover_1_3_is_there():
    assert len(plover().types) == 16
    assert Counter(entry.kind for entry in plover().entries) == {
        "mode": 73,
        "context": 37,
        "sector": 24,
        "entity": 7,
        "auxiliary": 4,
    }


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{getattr(entry, 'kind', 'type')} {entry.name}")
def test_every_code_has_a_definition_and_an_example(entry):
    assert entry.definition.endswith(".")
    assert len(entry.definition.split()) >= 3
    assert entry.example.endswith(".")
    assert len(entry.example.split()) >= 5


def test_no_definition_or_example_serves_two_codes():
    assert len({entry.definition for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.example for entry in ENTRIES}) == len(ENTRIES)


def test_the_examples_of_sectors_and_entities_mark_who_carries_the_code():
    for entry in plover().entries:
        marked = entry.example.startswith("[") and "]" in entry.example
        assert marked == (entry.kind in {"sector", "entity"}), entry.name


@pytest.mark.parametrize("event_type", plover().types.values(), ids=lambda each: each.name)
def test_every_type_has_a_label_and_its_hard_calls(event_type):
    assert 0 < len(event_type.label) <= 35
    assert event_type.label == event_type.label.lower()
    assert len(event_type.ambiguities) >= 3
    assert all(call.endswith(".") for call in event_type.ambiguities)


def test_capitals_in_the_hard_calls_are_types():
    for event_type in plover().types.values():
        for call in event_type.ambiguities:
            named = {word.strip(".,:;()") for word in call.split()}
            assert {word for word in named if word.isupper() and len(word) > 2} <= set(plover().types), call


def test_sanction_is_material_conflict():
    assert plover().types["SANCTION"].quad_code == 4


def test_scores_agree_with_their_quad_codes():
    for event_type in plover().types.values():
        assert (event_type.score > 0) == (event_type.quad_code in (1, 2)), event_type.name


def test_an_ontology_of_ones_own_needs_neither_labels_nor_hard_calls(tmp_path: Path):
    path = tmp_path / "small.toml"
    path.write_text(
        'name = "SMALL"\nversion = "1"\n[[type]]\nname = "MEET"\nquad_code = 1\nscore = 2\n'
        'requires_recipient = false\ndefinition = "A meeting."\nexample = "They met."\n'
        '[[quad]]\ncode = 1\nname = "friendly"\n'
    )
    assert load_ontology(path).types["MEET"].label == ""
    assert load_ontology(path).types["MEET"].ambiguities == ()


def test_hard_calls_that_are_no_list_are_refused_with_the_file_named(tmp_path: Path):
    path = tmp_path / "wrong.toml"
    path.write_text(
        'name = "WRONG"\nversion = "1"\n[[type]]\nname = "MEET"\nquad_code = 1\nscore = 2\n'
        'requires_recipient = false\ndefinition = "A meeting."\nexample = "They met."\nambiguities = "none"\n'
    )
    with pytest.raises(InputError, match=r"wrong\.toml: .*ambiguities.*plover\.toml"):
        load_ontology(path)
