"""Sums, counts of people and quotes, given to the act that they belong to."""

from __future__ import annotations

from dragoman.coder.attaching import quotes_of, share
from dragoman.coder.decoder import Act
from dragoman.language import find_amounts
from dragoman.records import Actor, Quote


def act(text: str, trigger: str, kind: str) -> Act:
    start = text.index(trigger)
    return Act(
        start=start,
        end=start + len(trigger),
        type=kind,
        modes=(),
        auxiliaries=(),
        contexts=(),
        actors=(),
        recipients=(),
        places=(),
        times=(),
        confidence=0.9,
    )


def shared(text: str, *acts: tuple[str, str]) -> dict[str, list[tuple[str, float]]]:
    told = [act(text, *one) for one in acts]
    return {
        text[one.start : one.end]: [(a.kind, a.value) for a in amounts]
        for one, amounts in zip(told, share(find_amounts(text), told, 0), strict=True)
    }


def test_the_dead_are_of_the_attack_and_the_marchers_of_the_march() -> None:
    text = "Police shot dead nine people as 3,000 demonstrators marched on the court."
    found = shared(text, ("shot dead", "ASSAULT"), ("marched", "PROTEST"))
    assert found == {"shot dead": [("dead", 9)], "marched": [("size", 3000)]}


def test_the_arrested_are_of_the_arrest_however_near_the_march_stands() -> None:
    text = "After a march turned violent, officers detained 40 protesters."
    assert shared(text, ("march", "PROTEST"), ("detained", "COERCE")) == {
        "march": [],
        "detained": [("arrested", 40)],
    }


def test_money_is_given_and_not_called_for_where_both_are_told() -> None:
    text = "Norway called for talks and gave $20 million to Lebanon."
    assert shared(text, ("called", "REQUEST"), ("gave", "AID")) == {"called": [], "gave": [("money", 20e6)]}


def test_of_two_gifts_each_has_its_sum() -> None:
    text = "Norway gave Lebanon $20 million and Sweden lent Jordan $5 million."
    assert shared(text, ("gave", "AID"), ("lent", "AID")) == {
        "gave": [("money", 20e6)],
        "lent": [("money", 5e6)],
    }


def test_what_no_act_can_carry_is_nobodys() -> None:
    assert shared("Norway praised the firm, worth $20 million.", ("praised", "SUPPORT")) == {
        "praised": [("money", 20e6)]
    }
    assert shared("Norway visited the fund of $20 million.", ("visited", "CONSULT")) == {"visited": []}


def quote(start: int, end: int, speaker: Actor | None) -> Quote:
    return Quote(text="…", start=start, end=end, kind="direct", speaker=speaker)


def test_a_statement_over_several_sentences_belongs_to_the_event_that_opens_it() -> None:
    kono = Actor(entity_text="Taro Kono", start=0, end=9, code="JPN", country="JPN", name="Taro Kono")
    other = Actor(entity_text="Seoul", start=300, end=305, code="KOR", country="KOR")
    quotes = [
        quote(20, 60, kono),
        quote(80, 120, kono),
        quote(150, 190, kono),
        quote(310, 330, other),
        quote(500, 520, kono),
    ]
    assert [q.start for q in quotes_of(quotes, [kono], 0, 70)] == [20, 80, 150]
    assert quotes_of(quotes, [other], 0, 70) == ()
