"""A brief on paper and on a page: whole, escaped, and closed to the outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from dragoman.briefs import compose, render_html, render_markdown
from dragoman.briefs.chart import chart
from dragoman.briefs.markdown import is_web
from dragoman.relations.dyads import Year
from dragoman.store import Store, open_store
from tests.build import Report


def page_of(store: Store) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_html(compose(store, "JPN", "KOR")))


def test_markdown_has_its_sections_in_order(store: Store) -> None:
    text = render_markdown(compose(store, "JPN", "KOR"))
    assert re.findall(r"^##? (.+)$", text, re.MULTILINE) == [
        "Japan and South Korea",
        "Where things stand",
        "What changed lately",
        "The long line",
        "How it looks from Tokyo",
        "How it looks from Seoul",
        "What binds and what divides",
        "What is coming",
        "How sure this is, and what it rests on",
        "Sources",
        "All events",
    ]
    assert "| 2019 | 0 | 5 | −4.6 |" in text
    assert "Japan **cut** exports of chip gases to South Korea on Thursday." in text


def test_markdown_numbers_lead_to_sources(store: Store) -> None:
    text = render_markdown(compose(store, "JPN", "KOR"))
    sources = set(re.findall(r"^\[(\d+)\] ", text, re.MULTILINE))
    assert set(re.findall(r"\[(\d+)\]", text)) == sources


def test_markdown_without_the_table_of_events(store: Store) -> None:
    text = render_markdown(compose(store, "JPN", "KOR"), events=False)
    assert "All events" not in text
    assert "[from 8 events]" in text


def test_the_page_links_statements_and_sources_both_ways(store: Store) -> None:
    page = page_of(store)
    ids = set(page.xpath("//@id"))
    links = page.xpath("//a[starts-with(@href, '#')]/@href")
    assert {link[1:] for link in links} <= ids
    assert len(ids) == len(page.xpath("//@id"))
    for item in page.xpath("//ol[@class='sources']/li"):
        for back in item.xpath(".//span[@class='back']/a/@href"):
            statement = page.get_element_by_id(back[1:])
            assert f"#{item.get('id')}" in statement.xpath(".//a/@href")


def test_the_page_asks_nothing_from_outside_and_runs_nothing(store: Store) -> None:
    page = page_of(store)
    assert not page.xpath("//script | //link | //img | //iframe | //@style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    css = page.xpath("//style/text()")[0]
    assert "url(" not in css
    assert "@import" not in css
    assert "prefers-color-scheme: dark" in css
    assert page.xpath("//a[starts-with(@href, 'http')]/@href")[0] == "https://example.org/table?a=1&b=2"


def test_the_page_marks_triggers_and_holds_every_event(store: Store) -> None:
    page = page_of(store)
    assert "cut" in page.xpath("//ol[@class='sources']//strong/text()")
    assert len(page.xpath("//details//tbody/tr")) == 10
    assert len(page.xpath("//details//tbody/tr[@class='unreal']")) == 2


def test_a_page_without_events_is_a_page(store: Store) -> None:
    page = lxml_html.document_fromstring(render_html(compose(store, "ISL", "NOR")))
    assert page.xpath("//h1/text()") == ["Iceland and Norway"]
    assert not page.xpath("//table | //svg | //ol")


KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div"),
    *("p", "h1", "h2", "h3", "span", "a", "blockquote", "ol", "li", "br", "cite", "strong", "details"),
    *("summary", "table", "thead", "tbody", "tr", "th", "td", "small"),
    *("svg", "desc", "g", "rect", "line", "text"),
}
NASTY = st.text(st.sampled_from("<>&\"'`*_[]()|\\#!~${}%\n ab1.-+=“”"), min_size=1, max_size=30).map(
    lambda text: f"x{text}x"
)


@settings(max_examples=25, deadline=None)
@given(title=NASTY, words=NASTY, name=NASTY, url=NASTY)
def test_nothing_in_a_report_becomes_markup(
    tmp_path_factory: pytest.TempPathFactory, title: str, words: str, name: str, url: str
) -> None:
    report = Report(title, "2025-06-20", publisher=name)
    report.url = f"https://{url}"
    sentence = f"Japan struck {words} South Korea."
    report.says(sentence, "ASSAULT", "struck", "Japan=JPN/GOV", "South Korea=KOR/GOV", date="2025-06-19")
    report.quotes_(f"“We shall {words} with Japan,” he said.", f"We shall {words} with Japan,", "he=KOR/GOV")
    store = open_store(tmp_path_factory.mktemp("store"), create=True)
    store.add([report.annotation])
    plain = lxml_html.document_fromstring(render_html(compose(store, "JPN", "KOR")))
    assert {element.tag for element in plain.iter()} <= KNOWN
    assert " ".join(sentence.split()) in " ".join(plain.text_content().split())
    text = render_markdown(compose(store, "JPN", "KOR"))
    assert not re.search(r"(?<!\\)<(?!https?://[^\s<>]*>\))", text)
    assert len(re.findall(r"^#", text, re.MULTILINE)) == len(re.findall(r"^#{1,3} [A-Z]", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://example.org/ x", False),
        ("https://example.org/<b>", False),
        ("file:///tmp/report.txt", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, web: bool) -> None:
    assert is_web(url) is web


def years(*numbers: int) -> tuple[Year, ...]:
    return tuple(Year(year=number, cooperation=3, conflict=1, mean_scale=1.5, few=True) for number in numbers)


def test_the_chart_draws_two_bars_a_year_and_tells_them_in_words() -> None:
    drawing = chart(years(2019, 2021), "Events by year")
    assert drawing.count('class="coop"') == drawing.count('class="conf"') == 2
    assert "2019: 3 of cooperation, 1 of conflict, mean score +1.5, few events" in drawing
    assert ">2020</text>" in drawing


def test_a_long_line_leaves_out_years_without_events_and_shows_the_gap() -> None:
    drawing = chart(years(1910, 1965, 2024, 2025), "Events by year")
    assert drawing.count("···") == 2
    assert all(f">{year}</text>" in drawing for year in (1910, 1965, 2024))


def test_no_years_no_chart(tmp_path: Path) -> None:
    assert chart((), "Events by year") == ""
