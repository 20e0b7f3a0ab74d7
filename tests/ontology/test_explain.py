"""What a reader types, and the meanings that come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UnknownCode
from dragoman.ontology import Ontology, plover
from dragoman.ontology.crosswalk import cameo
from dragoman.ontology.explain import WIDTH, Explanation, explain, render


def names(text: str) -> list[tuple[str, str]]:
    return [(meaning.kind, meaning.name) for meaning in explain(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COERCE", [("type", "COERCE")]),
        ("coerce", [("type", "COERCE")]),
        ("reparations", [("context", "reparations")]),
        ("human rights", [("context", "human_rights")]),
        ("JRN", [("sector", "JRN")]),
        ("eur", [("entity", "EUR")]),
        ("historical", [("auxiliary", "historical")]),
        ("arrest", [("mode", "THREATEN arrest"), ("mode", "COERCE arrest")]),
        ("withdraw", [("mode", "RETREAT withdraw"), ("mode", "SANCTION withdraw")]),
        ("cyber", [("mode", "COERCE cyber"), ("context", "cyber")]),
        ("context cyber", [("context", "cyber")]),
        ("COERCE arrest", [("mode", "COERCE arrest")]),
        ("COERCE-arrest", [("mode", "COERCE arrest")]),
        ("coerce:martial law", [("mode", "COERCE martial-law")]),
        ("sideab", [("mode", "ASSAULT sideAB")]),
        ("3", [("quad", "verbal conflict")]),
        ("quad code 3", [("quad", "verbal conflict")]),
        ("Verbal Conflict", [("quad", "verbal conflict")]),
        ("0841", [("cameo", "CAMEO 0841")]),
        ("CAMEO 0841", [("cameo", "CAMEO 0841")]),
        ("cameo-20", [("cameo", "CAMEO 20")]),
    ],
)
def test_a_name_is_found_in_whatever_kind_it_is(text, expected):
    assert names(text) == expected


def test_a_type_is_explained_with_all_that_goes_with_it():
    (meaning,) = explain("SANCTION")
    details = meaning.details
    assert (details["quad_code"], details["quad"]) == (4, "material conflict")
    assert details["score"] == -5.2
    assert details["requires_recipient"] is True
    assert details["modes"] == ("convict", "expel", "withdraw", "discontinue")
    assert details["ambiguities"] == plover().types["SANCTION"].ambiguities
    assert details["label"] == "reduced relations"


def test_a_mode_tells_its_type_and_quad_code():
    threatened, done = explain("arrest")
    assert (threatened.details["type"], threatened.details["quad_code"]) == ("THREATEN", 3)
    assert (done.details["type"], done.details["quad_code"]) == ("COERCE", 4)


def test_a_quad_code_lists_its_types():
    (meaning,) = explain("2")
    assert meaning.details["types"] == ("COOPERATE", "AID", "RETREAT")


def test_a_cameo_code_is_explained_by_its_plover_equivalent_and_that_modes_example():
    (meaning,) = explain("0841")
    assert meaning.details == {
        "type": "RETREAT",
        "quad_code": 2,
        "quad": "material cooperation",
        "modes": ("release",),
        "contexts": ("legal",),
    }
    (release,) = explain("RETREAT release")
    assert meaning.example == release.example


def test_a_cameo_code_without_a_line_says_whose_line_it_is_given():
    (meaning,) = explain("0879")
    assert meaning.name == "CAMEO 087"
    assert str(meaning.details["note"]).startswith("0879 has no line of its own")


def test_a_dropped_cameo_code_is_said_to_have_no_type():
    (meaning,) = explain("CAMEO 010")
    assert meaning.details["type"] == "none in PLOVER"
    assert meaning.example is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("coerse", r"PLOVER 1\.3 has no name 'coerse'; near names are COERCE"),
        ("repartions", r"'repartions'; near names are reparations"),
        ("CONSULT arrest", r"'CONSULT arrest'; near names are CONSULT, THREATEN arrest, COERCE arrest"),
        ("xyzzy", r"'xyzzy'; its event types are AGREE, CONSULT, .*ASSAULT"),
        ("99", r"CAMEO has no code '99'; its codes have two to four digits"),
        ("cameo 9", r"CAMEO has no code '9'"),
        (" ", r"nothing to explain: give a name of PLOVER 1\.3, such as COERCE"),
        ("7", r"'7'; "),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(text, message):
    with pytest.raises(UnknownCode, match=message):
        explain(text)


@pytest.mark.parametrize("kind", ["mode", "context", "sector", "entity", "auxiliary"])
def test_every_name_of_every_kind_is_found(kind):
    for name in plover().names(kind):
        assert kind in {meaning.kind for meaning in explain(name)}, name


def test_every_meaning_fits_the_terminal():
    asked = [*plover().types, *(entry.name for entry in plover().entries), *cameo(), "1", "2", "3", "4"]
    for name in asked:
        text = render(explain(name))
        assert max(map(len, text.splitlines())) <= WIDTH, name
        assert text == text.strip(), name


def test_the_text_for_the_terminal():
    meaning = Explanation(
        kind="type",
        name="RETREAT",
        definition="The actor gives way in fact.",
        example="The guards opened the gate.",
        details={
            "label": "gave way",
            "quad_code": 2,
            "quad": "material cooperation",
            "score": 7.6,
            "requires_recipient": False,
            "modes": ("withdraw", "release"),
            "ambiguities": ("A promise to leave is CONCEDE.",),
        },
    )
    assert render([meaning, Explanation(kind="context", name="health", definition="Disease.")]) == (
        "RETREAT (event type): gave way\n"
        "  The actor gives way in fact.\n"
        "  Example: The guards opened the gate.\n"
        "  Quad code: 2 material cooperation\n"
        "  Score: +7.6\n"
        "  Requires recipient: no\n"
        "  Modes: withdraw, release\n"
        "  Hard calls:\n"
        "  - A promise to leave is CONCEDE.\n"
        "\n"
        "health (context)\n"
        "  Disease."
    )


def test_an_ontology_of_ones_own_is_explained_too():
    own = Ontology(name="SMALL", version="1", types={}, entries=(), quads={1: "friendly"})
    assert [meaning.name for meaning in explain("friendly", ontology=own)] == ["friendly"]
    with pytest.raises(UnknownCode, match=r"SMALL 1 has no name 'COERCE'"):
        explain("COERCE", ontology=own)


@given(st.text(max_size=30))
def test_any_text_is_explained_or_refused(text):
    try:
        assert render(explain(text))
    except UnknownCode as error:
        assert str(error)  # noqa: PT017 - either outcome is right
