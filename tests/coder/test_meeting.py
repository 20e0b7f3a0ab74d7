"""Who takes part in a meeting that a noun tells."""

from __future__ import annotations

import pytest

from dragoman.coder.decoder import Act, Span
from dragoman.coder.meeting import complete


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), kind="actor", score=0.9)


@pytest.mark.parametrize(
    ("text", "names", "trigger", "found", "told"),
    [
        ("His first encounter with Lee seemed positive.", ["Lee"], "encounter", ["Lee"], ["Lee", "His"]),
        ("Ishiba's talks with Lee were short.", ["Ishiba", "Lee"], "talks", ["Lee"], ["Lee", "Ishiba"]),
        ("The meeting with Lee was short.", ["Lee"], "meeting", [], ["Lee"]),
        # Those who are there already stay as they are, and a name far off takes no part.
        ("Ishiba's talks with Lee failed.", ["Ishiba", "Lee"], "talks", ["Ishiba", "Lee"], ["Ishiba", "Lee"]),
        ("The meeting ended with a toast, Lee said.", ["Lee"], "meeting", [], []),
    ],
)
def test_the_owner_of_the_meeting_and_whom_it_is_with_take_part(
    text: str, names: list[str], trigger: str, found: list[str], told: list[str]
) -> None:
    start = text.index(trigger)
    act = Act(
        start=start,
        end=start + len(trigger),
        type="CONSULT",
        modes=(),
        auxiliaries=(),
        contexts=(),
        actors=tuple(span(text, name) for name in found),
        recipients=(),
        places=(),
        times=(),
        confidence=0.9,
    )
    made = complete(text, act, [span(text, name) for name in names])
    assert [text[one.start : one.end] for one in made.actors] == told
