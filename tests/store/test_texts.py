"""The index of words finds what stands in reports and events, and follows the store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.store import Store, open_store
from dragoman.store.texts import FILE, TextIndex, match, pieces
from tests.build import Report


def report(title: str, sentence: str) -> Report:
    return Report(title, published="2019-07-05").says(
        sentence, "ACCUSE", sentence.split()[1], f"{sentence.split()[0]}=JPN", "Seoul=KOR", date="2019-07-04"
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "store", create=True)
    made.add([report("Row over islands", "Tokyo accused Seoul of piracy.").annotation])
    return made


def test_words_are_found_whatever_their_ending_and_accents(store: Store) -> None:
    store.add([report("Zürich", "Tokyo accuses Seoul of islanders’ naïveté.").annotation])
    index = TextIndex(store)
    assert index.documents("island").total == 1 + 1
    assert index.documents("zurich").total == 1
    assert index.events("naivete").total == 1
    assert index.events("JPN accuse").total == 2, "codes of actors are words too"


def test_all_words_must_stand_there_and_a_phrase_side_by_side(store: Store) -> None:
    index = TextIndex(store)
    assert index.documents("Seoul piracy").total == 1
    assert index.documents('"Seoul piracy"').total == 0
    assert index.documents("Seoul peace").total == 0


def test_what_was_found_is_marked(store: Store) -> None:
    hit = TextIndex(store).documents("piracy").hits[0]
    assert hit.title == "Row over islands"
    assert [text for text, found in hit.pieces if found] == ["piracy"]


def test_the_index_follows_the_store(store: Store) -> None:
    index = TextIndex(store)
    assert index.documents("piracy").total == 1
    store.add([report("More", "Tokyo denied piracy.").annotation])
    assert not index.is_current
    assert index.documents("piracy").total == 2
    assert TextIndex(store).documents("piracy").total == 2, "another reader takes the same file"


def test_parts_that_were_merged_are_not_indexed_twice(store: Store) -> None:
    index = TextIndex(store)
    for number in range(40):
        store.add([report(f"Report {number}", f"Tokyo accused Seoul of theft {number}.").annotation])
        if number == 20:
            index.refresh()
    assert index.documents("theft").total == 40
    assert index.events("theft").total == 40


def test_several_who_build_at_once_build_one(store: Store) -> None:
    store.add(
        [
            report(f"Report {number}", f"Tokyo accused Seoul of theft {number}.").annotation
            for number in range(30)
        ]
    )
    builders = [TextIndex(store) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        totals = list(pool.map(lambda index: index.documents("theft").total, builders))
    assert totals == [30] * 6


def test_an_index_that_cannot_stand_there_stands_elsewhere(store: Store) -> None:
    (store.path / FILE).mkdir()
    assert TextIndex(store).documents("piracy").total == 1


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("north korea", '"north" "korea"'),
        ('"north korea" missile', '"north korea" "missile"'),
        ("AND OR NOT", '"AND" "OR" "NOT"'),
        ("* - ( ", None),
        ('a"b', '"a b"'),
        ("", None),
    ],
)
def test_operators_are_words(words: str, asked: str | None) -> None:
    assert match(words) == asked


def test_a_question_has_bounds() -> None:
    with pytest.raises(UsageError, match="200 characters"):
        match("a" * 201)
    with pytest.raises(UsageError, match="12 words"):
        match("a " * 13)


def test_pieces_put_together_are_the_text() -> None:
    assert pieces("one \x02two\x03 three") == (("one ", False), ("two", True), (" three", False))
    assert pieces("\x02one\x03") == (("one", True),)
    assert pieces("") == ()
