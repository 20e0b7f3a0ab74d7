"""Which sentences the encoder reads together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import split_passages
from dragoman.records import Caption, Document


def document(*paragraphs: str, captions: tuple[str, ...] = ()) -> Document:
    return Document(id="d", text="\n\n".join(paragraphs), captions=tuple(Caption(text=c) for c in captions))


def words(count: int) -> str:
    return " ".join(["Word"] + ["word"] * (count - 1)) + "."


def test_sentences_of_a_paragraph_are_packed_up_to_the_limit() -> None:
    text = document(f"{words(30)} {words(30)} {words(30)}")
    assert [len(p.sentences) for p in split_passages(text)] == [2, 1]


def test_a_lone_sentence_is_read_with_the_next_paragraph_where_both_fit() -> None:
    text = document("Kato flew to Oslo.", "He met Berg. They talked.", words(66), "The end.")
    passages = list(split_passages(text))
    assert [len(p.sentences) for p in passages] == [3, 2]
    assert passages[0].text == "Kato flew to Oslo.\n\nHe met Berg. They talked."


def test_no_more_than_four_lone_sentences_are_joined() -> None:
    passages = split_passages(document(*(f"Sentence {n} ends." for n in range(6))))
    assert [len(p.sentences) for p in passages] == [4, 2]


def test_sentences_are_numbered_through_the_document_and_captions_come_last() -> None:
    text = document("One. Two.", "Three. Four.", captions=("The two shake hands in Oslo.", "A flag."))
    passages = list(split_passages(text))
    assert [number for p in passages for number, _, _ in p.sentences] == list(range(6))
    assert [p.caption for p in passages] == [None, None, 0, 1]
    assert passages[2].start == 0
    assert passages[2].text == "The two shake hands in Oslo."


def test_only_an_overlong_sentence_is_split() -> None:
    passages = list(split_passages(document(words(310))))
    assert [len(p.text.split()) for p in passages] == [150, 150, 10]


@given(st.lists(st.integers(1, 90), min_size=1, max_size=8), st.integers(5, 80))
def test_passages_cover_every_sentence_once_within_the_limit(lengths: list[int], limit: int) -> None:
    text = document(*(words(n) for n in lengths))
    passages = list(split_passages(text, words=limit))
    assert " ".join(p.text for p in passages).split() == text.text.split()
    for passage in passages:
        assert len(passage.text.split()) <= limit or len(passage.sentences) == 1
        first, last = passage.sentences[0], passage.sentences[-1]
        assert (passage.start, passage.text) == (first[1], text.text[first[1] : last[2]])
