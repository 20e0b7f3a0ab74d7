"""Who is quoted, and for which words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import find_quotes

Seen = tuple[str, str, str | None]


def quotes(text: str) -> list[Seen]:
    found: list[Seen] = []
    for quote in find_quotes(text):
        named = quote.speaker_start is not None
        found.append(
            (quote.kind, quote.text, text[quote.speaker_start : quote.speaker_end] if named else None)
        )
    return found


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“We must act,” Prime Minister Ana Berg said in Oslo.", "We must act,", "Prime Minister Ana Berg"),
        ('Park Ji-won told reporters: "We will not wait."', "We will not wait.", "Park Ji-won"),
        ("“It is done,” said Kim Yong-ho, a professor at Dong University.", "It is done,", "Kim Yong-ho"),
        ("“Why now?” asked the envoy.", "Why now?", "the envoy"),
        ("Kim Jong, the party's leader, said: “We are ready.”", "We are ready.", "Kim Jong"),
        ("“Nothing holds,” said his lawyer, Dina Ruiz.", "Nothing holds,", "his lawyer, Dina Ruiz"),
    ],
)
def test_direct_quotations(text: str, words: str, speaker: str) -> None:
    assert quotes(text) == [("direct", words, speaker)]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Norway’s Dagen newspaper in an editorial this week called for Oslo and Bonn to “move at once” on gas.",
            "move at once",
            "Norway’s Dagen newspaper",
        ),
        (
            "Lee, in that talk with Kato at the summit, likened the states to “old friends at a table” again.",
            "old friends at a table",
            "Lee",
        ),
        (
            "The deal is “more urgent than before” to mend trade, Japan’s oldest daily Hikari said in an editorial.",
            "more urgent than before",
            "Japan’s oldest daily Hikari",
        ),
        ("At a dinner in Bonn, Kato said that he sees “a fair future” there.", "a fair future", "Kato"),
        ("Trump rejected the offer, calling it “a bad joke.”", "a bad joke", "Trump"),
        ("What Moscow called “a provocation” drew a reply from Oslo.", "a provocation", "Moscow"),
        ("According to the minister, “nothing was agreed.”", "nothing was agreed", "the minister"),
        (
            'Kato called the closure "a hostile and short-sighted act" on Monday.',
            "a hostile and short-sighted act",
            "Kato",
        ),
        ("The ministry branded the plan “deeply unwise”.", "deeply unwise", "The ministry"),
        ("The group labelled him “a threat to us all”.", "a threat to us all", "The group"),
        ("Kato dismissed the report as “a pile of old tales”.", "a pile of old tales", "Kato"),
        ("The synod deemed the book “harmful to the young”.", "harmful to the young", "The synod"),
        ("The plan was described by Berg as “cold and cruel”.", "cold and cruel", "Berg"),
        ("Calling the vote “rigged from the start”, Kato left.", "rigged from the start", "Kato"),
        ("Some left, with the ruling party warning of “dark days” ahead.", "dark days", "the ruling party"),
    ],
)
def test_partial_quotations_belong_to_the_subject_of_their_verb(text: str, words: str, speaker: str) -> None:
    assert quotes(text) == [("partial", words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Japan paid twice for the so-called “relief girls,” a fund that was later closed.",
        "The film “Silent Harbor” won a prize.",
        'The party\'s "Unity" wing lost.',
        "A plan known as “Bridge” failed.",
        "He wrote the novel “The Long Road to the Sea” in 1990.",
        "The “big four” met in Oslo.",
        "He sold “old and new coins” at the market.",
        "The police use a “stop and search first” policy.",
    ],
)
def test_titles_and_scare_quotes_are_no_quotations(text: str) -> None:
    assert quotes(text) == []


def test_a_quotation_goes_on_behind_its_ascription() -> None:
    text = '"Any attack," the general warned, "will be answered."'
    assert quotes(text) == [
        ("direct", "Any attack,", "the general"),
        ("direct", "will be answered.", "the general"),
    ]


def test_a_quotation_over_paragraphs_has_the_speaker_named_at_its_end() -> None:
    text = "“We began in May. It was hard.\n\n“Now it is easy,” Dina Ruiz said."
    assert [speaker for _, _, speaker in quotes(text)] == ["Dina Ruiz", "Dina Ruiz"]


def test_a_pronoun_is_given_the_name_it_stands_for() -> None:
    text = "Kato Ren met Berg. “It went well,” he said. He hopes for work on “common tasks” too."
    assert [speaker for _, _, speaker in quotes(text)] == ["Kato Ren", "Kato Ren"]


@pytest.mark.parametrize(
    ("text", "clause", "speaker"),
    [
        ("Spokesperson Mao Lin said that China would respond.", "China would respond", "Spokesperson Mao Lin"),
        ("The two will meet in July, the ministry said.", "The two will meet in July", "the ministry"),
        ("Sato, who visited Bonn on Friday, said Japan would join.", "Japan would join", "Sato"),
        ("Japan and South Korea said they would talk.", "they would talk", "Japan and South Korea"),
        ("A spokesman for the Foreign Ministry said the envoy was safe.", "the envoy was safe",
         "A spokesman for the Foreign Ministry"),
        ("Officials said Wednesday that the pact was near.", "the pact was near", "Officials"),
    ],
)  # fmt: skip
def test_indirect_quotations(text: str, clause: str, speaker: str) -> None:
    assert quotes(text) == [("indirect", clause, speaker)]


def test_what_is_believed_by_nobody_in_particular_is_nobody_s_words() -> None:
    assert quotes("It is believed that the ship sank.") == []


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "‘", "’", "Kato ", "said ", "that ", ", ", ". ", "\n\n", "he ", "Yes"]
        )
    )
)
def test_no_heap_of_marks_breaks_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert all(q.text == text[q.start : q.end] for q in find_quotes(text))


@pytest.mark.parametrize(
    "piece", ["“a b. ", '"a b," he said. ', '"', "said ", "Lee said that ", "“Yes,” ", "‘a’ "]
)
def test_time_grows_with_length_alone(piece: str) -> None:
    began = time.perf_counter()
    find_quotes(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 10
