"""Where sentences end in news: what a full stop does not end, and what a blank line does."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import split_sentences
from dragoman.language.sentences import LONGEST


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Senate met Gov. Ana Brown and Mr. Ito on Aug. 15.",
        "Talks begin at 5 p.m. Monday in Geneva.",
        "J. D. Vance and George W. Hill spoke for an hour.",
        "In Washington, D.C., Lt. Col. Okoro declined to comment.",
        "The envoy, Kim 's No. 2, left.",
        '"We agree. It is good," the minister said.',
        "“Why now?” he asked.",
        "“Go!” Kim said.",
        "Prices rose 3.5 percent, the U.N. said.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert sentences(f"Before it. {sentence} After it.") == ["Before it.", sentence, "After it."]


def test_an_abbreviation_may_end_a_sentence() -> None:
    assert sentences("The army left the U.S. The rest stayed until 4 a.m. It rained.") == [
        "The army left the U.S.",
        "The rest stayed until 4 a.m.",
        "It rained.",
    ]


def test_brackets_and_quotations_end_sentences() -> None:
    assert sentences('(It was late.) “We will go.” Lee left. "Yes." He said it twice.') == [
        "(It was late.)",
        "“We will go.”",
        "Lee left.",
        '"Yes."',
        "He said it twice.",
    ]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert sentences("A headline without a stop\n \nThe first\nsentence. ") == [
        "A headline without a stop",
        "The first\nsentence.",
    ]


def test_a_long_quotation_is_cut_at_the_sentences_in_it() -> None:
    spoken = " ".join(f"This is the sentence with the number {n} in it." for n in range(12))
    assert len(sentences(f"“{spoken}” she said.")) > 6


@given(st.text(alphabet="aB .!?\n\"“”'’()5é𝄞", max_size=300))
def test_spans_are_in_order_without_blank_edges_and_lose_no_word(text: str) -> None:
    spans = split_sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(text[s:e] == text[s:e].strip() != "" and "\n\n" not in text[s:e] for s, e in spans)
    assert "".join("".join(text[s:e] for s, e in spans).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["x", "Ab c. ", "“ab c. ", '"ab c ', "(a. ", ". "])
def test_an_endless_line_is_cut_and_takes_no_longer_for_its_length(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    began = time.perf_counter()
    spans = split_sentences(text)
    assert time.perf_counter() - began < 10
    assert max(end - start for start, end in spans) <= LONGEST
