"""From logits to acts, on readings made by hand: who is actor, which words, which codes."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.coder.decoder import Act, Decoder, Span
from dragoman.coder.encoder import Calibration, Reading
from dragoman.coder.labels import labels_of
from dragoman.ontology import plover

LABELS = labels_of(plover())
YES, NO = 6.0, -6.0


class Sentence:
    """A sentence of one piece a word, on whose words logits are set."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: list[tuple[int, int]] = [(0, 0)]
        self.words: list[int | None] = [None]
        position = 0
        for number, word in enumerate(text.split()):
            start = text.index(word, position)
            position = start + len(word)
            self.offsets.append((start, position))
            self.words.append(number)
        size = len(self.offsets)
        self.tokens = np.full((size, LABELS.width), NO, dtype=np.float32)
        for head in ("tags", "triggers", "sectors"):
            self.tokens[:, LABELS.slices[head].start] = YES
        self.arcs = np.full((size, size, len(LABELS.roles)), NO, dtype=np.float32)

    def at(self, word: str) -> int:
        return self.text.split().index(word) + 1

    def set(self, word: str, head: str, name: str) -> Sentence:
        columns = LABELS.slices[head]
        row = self.tokens[self.at(word)]
        if head in ("tags", "triggers", "sectors"):
            row[columns] = NO
        row[columns.start + LABELS.heads[head].index(name)] = YES
        return self

    def arc(self, trigger: str, argument: str, role: str) -> Sentence:
        self.arcs[self.at(trigger), self.at(argument), LABELS.roles.index(role)] = YES
        return self

    def decode(self, **offered: object) -> tuple[list[Span], list[Act]]:
        reading = Reading(offsets=self.offsets, words=self.words, tokens=self.tokens, arcs=self.arcs)
        return Decoder(LABELS, Calibration()).decode(reading, **offered)  # type: ignore[arg-type]

    def words_of(self, spans: tuple[Span, ...]) -> list[str]:
        return [self.text[span.start : span.end] for span in spans]


def condemned() -> Sentence:
    sentence = Sentence("South Korea condemned Japan in Geneva on Monday")
    sentence.set("South", "tags", "B-actor").set("Korea", "tags", "I-actor").set("Japan", "tags", "B-actor")
    sentence.set("Geneva", "tags", "B-place").set("condemned", "triggers", "ACCUSE")
    sentence.set("condemned", "modes", "ACCUSE disapprove").set("condemned", "contexts", "diplomatic")
    for word in ("South", "Korea"):
        sentence.arc("condemned", word, "actor")
    return (
        sentence.arc("condemned", "Japan", "recipient")
        .arc("condemned", "Geneva", "place")
        .arc("condemned", "Monday", "time")
    )


def test_an_act_has_its_words_codes_and_arguments() -> None:
    sentence = condemned()
    monday = sentence.text.index("Monday")
    spans, [act] = sentence.decode(times=[(monday, monday + 6)])
    assert sentence.words_of(tuple(spans)) == ["South Korea", "Japan", "Geneva"]
    assert sentence.text[act.start : act.end] == "condemned"
    assert (act.type, act.modes, act.contexts, act.auxiliaries) == (
        "ACCUSE",
        ("disapprove",),
        ("diplomatic",),
        (),
    )
    assert sentence.words_of(act.actors) == ["South Korea"]
    assert sentence.words_of(act.recipients) == ["Japan"]
    assert sentence.words_of(act.places) == ["Geneva"]
    assert act.times == ((monday, monday + 6),)
    assert act.confidence > 0.99


def test_a_mode_of_another_type_is_not_given() -> None:
    _, [act] = condemned().set("condemned", "modes", "COERCE arrest").decode()
    assert act.modes == ("disapprove",)


@pytest.mark.parametrize(
    ("kind", "becomes", "auxiliaries"),
    [
        ("CONSULT", "AGREE", ()),
        ("AID", "AGREE", ()),
        ("RETREAT", "CONCEDE", ()),
        ("ASSAULT", "ASSAULT", ("future",)),
    ],
)
def test_future_cooperation_is_willingness(kind: str, becomes: str, auxiliaries: tuple[str, ...]) -> None:
    _, [act] = (
        condemned().set("condemned", "triggers", kind).set("condemned", "auxiliaries", "future").decode()
    )
    assert (act.type, act.auxiliaries) == (becomes, auxiliaries)


def test_a_name_that_the_network_missed_can_still_act() -> None:
    sentence = condemned().set("South", "tags", "O").set("Korea", "tags", "O")
    _, [act] = sentence.decode(names=[(0, 11)])
    assert sentence.words_of(act.actors) == ["South Korea"]


def test_two_triggers_of_one_type_side_by_side_are_one_only_when_no_word_parts_them() -> None:
    sentence = Sentence("Troops shelled and bombed the town")
    sentence.set("shelled", "triggers", "ASSAULT").set("bombed", "triggers", "ASSAULT")
    _, acts = sentence.decode()
    assert [sentence.text[act.start : act.end] for act in acts] == ["shelled", "bombed"]


def test_a_passage_without_trigger_has_mentions_only() -> None:
    sentence = Sentence("Japan is an island").set("Japan", "tags", "B-actor")
    spans, acts = sentence.decode()
    assert (sentence.words_of(tuple(spans)), acts) == (["Japan"], [])
