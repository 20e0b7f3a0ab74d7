"""A brief says what the reports say, once, newest first, and names the sentence for every statement."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from msgspec.structs import replace

from dragoman.briefs import Brief, Statement, compose
from dragoman.briefs.coming import occasion_of
from dragoman.errors import InputError
from dragoman.schema import event_row
from dragoman.store import Store, open_store
from tests.build import Report


def section(brief: Brief, key: str) -> dict[str | None, tuple[Statement, ...]]:
    found = next(section for section in brief.sections if section.key == key)
    return {group.heading: group.statements for group in found.groups}


def texts(brief: Brief, key: str, heading: str | None = None) -> list[str]:
    return [statement.text for statement in section(brief, key)[heading]]


def test_every_statement_rests_on_a_sentence_or_on_the_events_listed(store: Store) -> None:
    brief = compose(store, "JPN", "KOR")
    numbers = {reference.number for reference in brief.references}
    for part in brief.sections:
        for group in part.groups:
            for statement in group.statements:
                assert statement.references or statement.counted
                assert set(statement.references) <= numbers


def test_references_are_sentences_of_their_documents_with_the_trigger_marked(store: Store) -> None:
    brief = compose(store, "JPN", "KOR")
    assert [one.number for one in brief.references] == list(range(1, len(brief.references) + 1))
    for reference in brief.references:
        assert reference.sentence in store.document(reference.document).text
    marked = {text for one in brief.references for text, mark in one.pieces if mark}
    assert {"cut", "condemned", "met", "agreed", "15 August", "a road without end"} <= marked


def test_two_events_of_one_sentence_share_a_reference_with_both_triggers_marked(store: Store) -> None:
    brief = compose(store, "JPN", "KOR")
    met = next(one for one in brief.references if "Kananaskis" in one.sentence)
    assert [text for text, mark in met.pieces if mark] == ["met", "agreed"]


def test_where_things_stand_in_three_sentences_with_figures(store: Store) -> None:
    state, tone, latest = section(compose(store, "JPN", "KOR"), "stands")[None]
    assert state.text == (
        "Between Japan and South Korea conflict prevails: 71% of events (5 of 7) are conflict,"
        " but only two of these fall in the twelve months to 20 June 2025."
    )
    assert state.counted == 7
    assert tone.text == (
        "On a scale from −10 to +10 the mean score of 2025 is +3.2 over only two events,"
        " that of the years before −4.6 over five events: too few to speak of a trend."
    )
    assert latest.text.startswith(
        "The latest event of note: on 17 June 2025 Prime Minister Shigeru Ishiba of Japan"
    )


def test_the_view_from_each_capital_holds_that_sides_deeds_newest_first(store: Store) -> None:
    brief = compose(store, "JPN", "KOR")
    assert [part.heading for part in brief.sections if part.key.startswith("view")] == [
        "How it looks from Tokyo",
        "How it looks from Seoul",
    ]
    tokyo = texts(brief, "view_a", "Done and said")
    assert tokyo[-2:] == [
        "On 6 July 2019 Foreign Minister Taro Kono turned down talks with South Korea.",
        "On 4 July 2019 Japan cut exchanges with South Korea.",
    ]
    seoul = texts(brief, "view_b", "Done and said")
    assert "On 5 July 2019 people in South Korea boycotted Japan." in seoul
    assert not any("cut exchanges" in text for text in seoul)


def test_one_happening_told_by_two_reports_is_told_once_with_both(store: Store) -> None:
    deeds = section(compose(store, "JPN", "KOR"), "view_a")["Done and said"]
    cuts = [statement for statement in deeds if "cut exchanges" in statement.text]
    assert len(cuts) == 1
    assert len(cuts[0].references) == 2


def test_a_sentence_is_quoted_once_in_a_view(store: Store) -> None:
    deeds = section(compose(store, "JPN", "KOR"), "view_a")["Done and said"]
    sources = [statement.source for statement in deeds if statement.source]
    assert len(sources) == len(set(sources)) < len(deeds)


def test_history_is_told_in_the_long_line_and_not_as_news(store: Store) -> None:
    brief = compose(store, "JPN", "KOR")
    assert texts(brief, "line", "From further back") == ["In 1965 Japan gave aid to South Korea."]
    assert not any("1965" in text for text in texts(brief, "view_a", "Done and said"))
    assert [year.year for year in brief.years] == [1965, 2019, 2025]


def test_the_years_are_compared_where_there_are_events_enough(store: Store) -> None:
    assert texts(compose(store, "JPN", "KOR"), "line") == [
        "Dated events fall in three years between 1965 and 2025, with too few in each to compare them."
    ]


def test_voices_are_heard_by_whose_they_are_and_only_on_the_other_side(store: Store) -> None:
    seoul = section(compose(store, "JPN", "KOR"), "view_b")
    (lee,) = seoul["In the words of the government"]
    assert (lee.source, lee.spoken) == ("Japan and we share one garden", True)
    assert lee.text == "President Lee Jae Myung, reported on 20 June 2025"
    assert [voice.source for voice in seoul["In the words of the press"]] == [
        "Tokyo must look history in the face"
    ]
    (ishiba,) = section(compose(store, "JPN", "KOR"), "view_a")["In the words of the government"]
    assert ishiba.source == "Ishiba saw “a road without end” in the ties with Seoul."
    assert not ishiba.spoken


def test_what_did_not_happen_stands_apart(store: Store) -> None:
    seoul = section(compose(store, "JPN", "KOR"), "view_b")
    assert [one.text for one in seoul["Denied, or only possible"]] == [
        "Reported on 20 June 2025: President Lee Jae Myung did not threaten Japan."
    ]


def test_what_is_coming_is_dated_and_in_order(store: Store) -> None:
    assert texts(compose(store, "JPN", "KOR"), "coming") == [
        "15 August 2025 (expected): Liberation anniversary.",
        "1 September 2025: South Korea to give ground to Japan.",
    ]


def test_a_day_that_returns_each_year_is_given_its_next_date(tmp_path: Path) -> None:
    report = Report("Old scars", "2025-06-20")
    report.says("Japan met South Korea.", "CONSULT", "met", "Japan=JPN", "South Korea=KOR", date="2025-06-19")
    report.expects("Each 1 March South Korea marks its rising against Japan.", "1 March", "2025-03-01",
                   "anniversary of the rising", "recurring")  # fmt: skip
    report.expects("The talks with Japan on 2 May failed.", "2 May", "2025-05-02", "talks", "scheduled")
    store = open_store(tmp_path, create=True)
    store.add([report.annotation])
    assert texts(compose(store, "JPN", "KOR"), "coming") == [
        "1 March 2026, as each year: the anniversary of the rising."
    ]


def test_a_day_of_the_year_is_told_once_by_its_occasion(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    reports = []
    for year, sentence in (
        (2006, "Japan's premier on Tuesday kept a promise and went to the shrine."),
        (2015, "Japan's premier spoke on the 70th anniversary of the end of the war, and Seoul took note."),
        (2025, "Each year on 15 August Japan bows to its dead."),
    ):
        report = Report(f"Shrine {year}", f"{year}-06-20")
        report.says(
            "Japan met South Korea.", "CONSULT", "met", "Japan=JPN", "South Korea=KOR", date=f"{year}-06-19"
        )
        report.expects(sentence, sentence, f"{year}-08-15", sentence, "recurring")
        reports.append(report)
    store.add([report.annotation for report in reports])
    (told,) = section(compose(store, "JPN", "KOR"), "coming")[None]
    assert told.text == "15 August 2025, as each year: the anniversary of the end of the war."
    assert len(told.references) == 3
    assert told.source is not None
    assert "2006" not in told.text


def test_a_day_without_a_named_occasion_tells_which_reports_dwell_on_it(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    for year in (2001, 2006):
        report = Report(f"Shrine {year}", f"{year}-08-16")
        report.says(
            "Japan met South Korea.", "CONSULT", "met", "Japan=JPN", "South Korea=KOR", date=f"{year}-06-19"
        )
        report.expects("Japan bowed to its dead.", "bowed", f"{year}-08-15", "bowed", "recurring")
        store.add([report.annotation])
    (told,) = section(compose(store, "JPN", "KOR"), "coming")[None]
    assert told.text == "15 August 2007, as each year: a day on which reports of 2001 and 2006 dwell."
    assert told.source is None


def test_a_month_ahead_is_told_as_a_month(tmp_path: Path) -> None:
    report = Report("Ahead", "2025-06-20")
    report.says("Japan met South Korea.", "CONSULT", "met", "Japan=JPN", "South Korea=KOR", date="2025-06-19")
    report.expects("Japan will host a summit in October.", "October", "2025-10-01", "a summit")
    report.entries = [replace(entry, precision="month") for entry in report.entries]
    store = open_store(tmp_path, create=True)
    store.add([report.annotation])
    assert texts(compose(store, "JPN", "KOR"), "coming") == ["October 2025 (scheduled): A summit."]


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("It was the first anniversary of the border raid, she said.", "the anniversary of the border raid"),
        (
            "They met at the annual ceremony for the war dead on 15 August.",
            "the annual ceremony for the war dead",
        ),
        ("On the anniversary of the armistice the queen spoke.", "the anniversary of the armistice"),
        ("It fell on the anniversary of its independence.", None),
        ("She kept a promise on Tuesday.", None),
    ],
)
def test_an_occasion_is_cut_from_its_sentence(text: str, occasion: str | None) -> None:
    assert occasion_of(text) == occasion


def test_reports_without_a_counted_event_are_told_apart(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    told = Report("One", "2025-06-20")
    told.says("Japan met South Korea.", "CONSULT", "met", "Japan=JPN", "South Korea=KOR", date="2025-06-19")
    denied = Report("Two", "2025-06-20")
    denied.says("Japan did not threaten South Korea.", "THREATEN", "threaten", "Japan=JPN", "South Korea=KOR",
                date="2025-06-19", auxiliary="negated")  # fmt: skip
    store.add([told.annotation, denied.annotation])
    brief = compose(store, "JPN", "KOR")
    assert brief.documents == 2
    volume = texts(brief, "rests")[0]
    assert volume.startswith("This rests on one report of 20 June 2025; it tells of one event")
    assert volume.endswith(" One more speaks only of what did not happen, might, or is still ahead.")


def test_the_list_of_all_events_holds_each_with_its_sentence(store: Store) -> None:
    brief = compose(store, "JPN", "KOR")
    assert len(brief.rows) == 10
    assert [row.when for row in brief.rows][:2] == ["1965", "4 July 2019"]
    assert [row.what for row in brief.rows if not row.counted] == ["THREATEN", "CONCEDE"]
    assert "date of the report" in next(row for row in brief.rows if row.what == "ACCUSE disapprove").remarks


def test_the_same_store_gives_the_same_brief(store: Store) -> None:
    assert compose(store, "JPN", "KOR") == compose(open_store(store.path), "JPN", "KOR")


def test_an_earlier_day_knows_only_the_reports_of_its_time(store: Store) -> None:
    brief = compose(store, "JPN", "KOR", today=dt.date(2019, 7, 5))
    assert brief.asof == dt.date(2019, 7, 5)
    assert brief.documents == 1
    assert len(brief.rows) == 3


def test_start_and_end_bound_the_events(store: Store) -> None:
    brief = compose(store, "JPN", "KOR", dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    assert {row.when[-4:] for row in brief.rows} == {"2019"}


def test_no_events_are_told_in_one_sentence(store: Store, tmp_path: Path) -> None:
    assert texts(compose(store, "ISL", "NOR"), "stands") == [
        "No event between Iceland and Norway is known: three reports in the store tell of none."
    ]
    empty = compose(open_store(tmp_path / "empty", create=True), "ISL", "NOR")
    assert texts(empty, "stands") == [
        "No event between Iceland and Norway is known: the store holds no report yet."
    ]
    assert empty.asof is None


def test_a_country_with_itself_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="two different"):
        compose(store, "JPN", "jpn")


def test_a_brief_on_imported_events_names_their_source_where_no_sentence_is(tmp_path: Path) -> None:
    rows = pa.table(
        {
            "id": ["icews-0000000007"], "document": ["icews-story-3"], "date": [dt.date(2014, 5, 1)],
            "published": [dt.date(2014, 5, 1)], "date_precision": ["day"], "event": ["ACCUSE"], "quad_code": [3],
            "event_scale": [-2.0], "actor": [["JPN"]], "actor_code": [["JPN"]], "actor_sector": [["GOV"]],
            "actor_text": [["Japan"]], "actor_name": [["Japan"]], "recipient": [["KOR"]], "recipient_code": [["KOR"]],
            "recipient_sector": [["GOV"]], "recipient_text": [["South Korea"]], "recipient_name": [["South Korea"]],
            "coder": ["ICEWS"], "publication": ["The Harbour Post"],
        }
    )  # fmt: skip
    store = open_store(tmp_path, create=True)
    store.add_events([rows])
    brief = compose(store, "JPN", "KOR")
    assert (brief.asof, brief.documents) == (dt.date(2014, 5, 1), 1)
    [reference] = brief.references
    assert reference.sentence == "Coded by ICEWS as icews-0000000007, without its text."
    assert (reference.document, reference.publication) == ("icews-story-3", "The Harbour Post")
    [told] = section(brief, "view_a")["Done and said"]
    assert (told.source, told.references) == (None, (1,))
    assert "of the one event in the store none is theirs" in texts(compose(store, "ISL", "NOR"), "stands")[0]


def test_an_imported_event_with_its_text_is_quoted_with_the_trigger_marked(
    store: Store, tmp_path: Path
) -> None:
    [event] = store.events("JPN", "KOR", event="REJECT")
    sentence = "Foreign Minister Taro Kono turned down talks with Seoul."
    other = open_store(tmp_path / "other", create=True)
    row = event_row(replace(event, text=sentence))
    record = {"record": [msgspec.json.encode(replace(event, text=sentence)).decode()]}
    other.add_events([pa.table({name: [value] for name, value in row.items()} | record)])
    [reference] = compose(other, "JPN", "KOR").references
    assert reference.sentence == sentence
    assert [words for words, marked in reference.pieces if marked] == ["turned down"]
