"""From acts to events: which entities, which date, whose money, and what a caption lends to the body."""

from __future__ import annotations

import datetime as dt

from dragoman.coder.assembly import Assembler, Findings
from dragoman.coder.coder import Found
from dragoman.coder.decoder import Act, Span
from dragoman.language import find_amounts, find_moments, find_quotes, split_passages
from dragoman.ontology import plover
from dragoman.records import Caption, Document, Event

PUBLISHED = dt.date(2025, 6, 23)


class Case:
    """A document whose acts are told by hand: (trigger, type, actors, recipients, times) by their words."""

    def __init__(self, text: str, caption: str | None = None, published: dt.date | None = PUBLISHED) -> None:
        captions = (Caption(text=caption),) if caption else ()
        self.document = Document(id="d", text=text, published=published, captions=captions)
        self.acts: list[
            tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]
        ] = []

    def act(
        self,
        trigger: str,
        kind: str,
        actors: tuple[str, ...] = (),
        recipients: tuple[str, ...] = (),
        times: tuple[str, ...] = (),
        places: tuple[str, ...] = (),
        caption: bool = False,
    ) -> Case:
        self.acts.append((trigger, kind, actors, recipients, times, places, caption))
        return self

    def events(self) -> tuple[Event, ...]:
        texts = [self.document.text, *(caption.text for caption in self.document.captions)]
        findings = [
            Findings(
                moments=find_moments(text, self.document.published),
                amounts=find_amounts(text),
                quotes=find_quotes(text),
            )
            for text in texts
        ]
        assembler = Assembler(self.document, findings[0], findings[1:], ontology=plover(), coder="test")
        found = []
        for passage in split_passages(self.document):
            acts = []
            for trigger, kind, actors, recipients, times, places, caption in self.acts:
                if caption != (passage.caption is not None) or trigger not in passage.text:
                    continue

                def span(words: str, kind: str = "actor", text: str = passage.text) -> Span:
                    start = text.index(words)
                    return Span(start=start, end=start + len(words), kind=kind, score=1)

                at = span(trigger)
                acts.append(
                    Act(
                        start=at.start,
                        end=at.end,
                        type=kind,
                        modes=(),
                        auxiliaries=(),
                        contexts=(),
                        actors=tuple(span(words) for words in actors),
                        recipients=tuple(span(words) for words in recipients),
                        places=tuple(span(words, "place") for words in places),
                        times=tuple((span(words).start, span(words).end) for words in times),
                        confidence=0.9,
                    )
                )
            found.append(Found(passage=passage, acts=tuple(acts)))
        return assembler.events(found, assembler.quotes(found))


def test_both_sides_are_two_entities() -> None:
    case = Case("Japan and South Korea held talks. The two countries agreed to go on.")
    [event] = case.act("agreed", "AGREE", ("The two countries",)).events()
    assert [actor.code for actor in event.actor] == ["JPN", "KOR"]


def test_an_apposition_is_one_entity_and_keeps_its_name() -> None:
    case = Case("South Korea's new president, Lee Jae Myung, criticised Japan.")
    [event] = case.act(
        "criticised", "ACCUSE", ("South Korea's new president", "Lee Jae Myung"), ("Japan",)
    ).events()
    assert [(actor.code, actor.name) for actor in event.actor] == [("KOR", "Lee Jae Myung")]


def test_words_that_name_nobody_are_left_out() -> None:
    case = Case("Japan curbed sales of hydrogen fluoride to South Korea.")
    [event] = case.act("curbed", "SANCTION", ("Japan",), ("hydrogen fluoride", "South Korea")).events()
    assert [actor.code for actor in event.recipient] == ["KOR"]


def test_the_date_is_the_acts_own_before_that_of_the_report() -> None:
    case = Case("Peru condemned Chile on Tuesday. Bolivia backed Peru.")
    case.act("condemned", "ACCUSE", ("Peru",), ("Chile",), ("Tuesday",)).act(
        "backed", "SUPPORT", ("Bolivia",), ("Peru",)
    )
    first, second = case.events()
    assert (first.date, first.date_source) == (dt.date(2025, 6, 17), "event")
    assert (second.date, second.date_source) == (PUBLISHED, "publication")


def test_without_any_date_there_is_none() -> None:
    [event] = (
        Case("Peru condemned Chile.", published=None)
        .act("condemned", "ACCUSE", ("Peru",), ("Chile",))
        .events()
    )
    assert (event.date, event.date_precision, event.date_source) == (None, None, None)


def test_money_goes_to_the_nearest_act_that_can_carry_it() -> None:
    case = Case("Norway condemned the raid and gave $20 million to Lebanon.")
    case.act("condemned", "ACCUSE", ("Norway",)).act("gave", "AID", ("Norway",), ("Lebanon",))
    accusation, aid = case.events()
    assert accusation.amounts == ()
    assert [amount.value for amount in aid.amounts] == [20_000_000]


def test_a_caption_lends_its_day_and_place_to_the_body() -> None:
    text = "Japan's Shigeru Ishiba met South Korea's Lee Jae Myung and praised the talks."
    caption = "Japanese Prime Minister Shigeru Ishiba and South Korean President Lee Jae Myung meet in Kananaskis on June 17, 2025."
    case = Case(text, caption).act(
        "met", "CONSULT", ("Japan's Shigeru Ishiba", "South Korea's Lee Jae Myung")
    )
    people = ("Japanese Prime Minister Shigeru Ishiba", "South Korean President Lee Jae Myung")
    [event] = case.act(
        "meet", "CONSULT", people, (), ("June 17, 2025",), ("Kananaskis",), caption=True
    ).events()
    assert (event.date, event.date_source) == (dt.date(2025, 6, 17), "caption")
    assert event.event_loc is not None
    assert event.event_loc.extracted_place == "Kananaskis"
    assert event.text_info.part == "body"


def test_what_only_a_caption_tells_stands_by_itself() -> None:
    case = Case("The sea was calm.", "Peru and Chile meet in Lima.").act(
        "meet", "CONSULT", ("Peru", "Chile"), caption=True
    )
    [event] = case.events()
    assert (event.text_info.part, event.text_info.caption) == ("caption", 0)


def test_one_act_told_by_two_verbs_is_one_event() -> None:
    case = Case("Peru condemned and denounced Chile, and Bolivia condemned Brazil.")
    case.act("condemned", "ACCUSE", ("Peru",), ("Chile",)).act("denounced", "ACCUSE", ("Peru",), ("Chile",))
    [event] = case.events()
    assert [actor.code for actor in (*event.actor, *event.recipient)] == ["PER", "CHL"]


def test_two_acts_of_one_type_on_two_victims_stay_two() -> None:
    case = Case("Peru accused Chile and blamed Bolivia.")
    case.act("accused", "ACCUSE", ("Peru",), ("Chile",)).act("blamed", "ACCUSE", ("Peru",), ("Bolivia",))
    assert len(case.events()) == 2


def test_what_is_still_to_come_is_not_dated_to_the_report() -> None:
    case = Case("The ministers of Peru and Chile are to meet in Lima on December 3.")
    [event] = case.act("meet", "CONSULT", ("ministers of Peru",)).events()
    assert event.date is None


def test_the_year_of_what_words_are_about_is_not_the_words_own() -> None:
    case = Case("Peru accused Chile of breaking the 2003 ceasefire.")
    [event] = case.act("accused", "ACCUSE", ("Peru",), ("Chile",)).events()
    assert (event.date, event.date_source) == (PUBLISHED, "publication")


def test_a_deed_under_an_old_treaty_is_of_its_year() -> None:
    case = Case("Under a 1965 treaty, Japan provided $500 million to South Korea.")
    [event] = case.act("provided", "AID", ("Japan",), ("South Korea",)).events()
    assert (event.date, event.date_precision) == (dt.date(1965, 1, 1), "year")


def test_a_date_of_another_sentence_is_not_the_acts_when_its_own_has_one() -> None:
    case = Case("Peru condemned Chile on Tuesday. The treaty will be signed on June 27.")
    [event] = case.act("condemned", "ACCUSE", ("Peru",), ("Chile",), ("June 27",)).events()
    assert event.date == dt.date(2025, 6, 17)


def test_nobody_acts_upon_itself() -> None:
    case = Case("Peru gave aid to Peru and Chile, and police in Peru beat protesters in Peru.")
    case.act("gave", "AID", ("Peru",), ("Peru", "Chile"))
    [event] = case.events()
    assert [actor.code for actor in event.recipient] == ["CHL"]


def test_a_currency_is_no_state() -> None:
    case = Case("Norway gave US$3bn to Lebanon.")
    [event] = case.act("gave", "AID", ("Norway",), ("US", "Lebanon")).events()
    assert [actor.code for actor in event.recipient] == ["LBN"]


def test_a_quote_is_about_whom_its_words_name_and_else_its_sentence() -> None:
    text = 'Japan called South Korea\'s step "regrettable" on Tuesday. "China must stop," Japan said.'
    document = Document(id="d", text=text, published=PUBLISHED)
    findings = Findings(
        moments=find_moments(text, PUBLISHED), amounts=find_amounts(text), quotes=find_quotes(text)
    )
    spans = [
        Span(start=at, end=at + len(name), kind="actor", score=1)
        for name in ("Japan", "South Korea", "China")
        for at in (text.index(name),)
    ]
    [passage] = split_passages(document)
    assembler = Assembler(document, findings, [], ontology=plover(), coder="test")
    partial, direct = assembler.quotes([Found(passage=passage, spans=tuple(spans))])
    assert [actor.code for actor in partial.about] == ["KOR"]
    assert [actor.code for actor in direct.about] == ["CHN"]
    assert direct.speaker
    assert direct.speaker.code == "JPN"
