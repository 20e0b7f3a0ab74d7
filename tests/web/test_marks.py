"""A text cut at its marks is still the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from dragoman.web.marks import Mark, cut

TEXT = "Japan criticised South Korea on Monday."


def test_marks_may_overlap() -> None:
    found = cut(
        TEXT, [Mark(start=0, end=39, kind="sentence"), Mark(start=6, end=16, kind="trigger", label="accuse")]
    )
    assert [(one.text, one.kinds) for one in found] == [
        ("Japan ", "m-sentence"),
        ("criticised", "m-sentence m-trigger"),
        (" South Korea on Monday.", "m-sentence"),
    ]
    assert [mark.label for one in found for mark in one.ends if mark.label] == ["accuse"]


def test_a_label_is_said_once_where_its_mark_ends() -> None:
    found = cut(
        "a b c", [Mark(start=0, end=5, kind="quote", label="quote"), Mark(start=2, end=3, kind="actor")]
    )
    assert [[mark.label for mark in one.ends if mark.label] for one in found] == [[], [], ["quote"]]


@given(
    some.text(max_size=40),
    some.lists(some.tuples(some.integers(-5, 60), some.integers(-5, 60)), max_size=6),
    some.integers(0, 40),
    some.integers(0, 60),
)
def test_stretches_put_together_are_the_text(
    text: str, spans: list[tuple[int, int]], start: int, end: int
) -> None:
    marks = [Mark(start=first, end=last, kind="actor") for first, last in spans]
    start = min(start, len(text))
    end = max(start, end)
    assert "".join(one.text for one in cut(text, marks, start, end)) == text[start:end]
