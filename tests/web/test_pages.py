"""Every page says what the store holds, keeps its state in its address, and leads to the events behind each number."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from tests.web.page import addresses, parsed, rows, words

PAGES = (
    "/",
    "/?days=3650",
    "/?with=JPN",
    "/pair",
    "/pair/JPN/KOR",
    "/pair/JPN/KOR?from=2019&to=2019&by=month",
    "/pair/JPN/KOR?direction=mutual&sector=GOV&confidence=0.9",
    "/pair/FRA/DEU",
    "/pair/BRA/PER",
    "/events",
    "/events?a=JPN&b=KOR&quad=3&happened=yes",
    "/actor",
    "/actor/JPN",
    "/actor/UNO",
    "/search",
    "/search?q=islands",
    "/search?q=islands&in=events",
    "/compare",
    "/compare?pairs=JPN-KOR,BRA-PER",
    "/codebook",
    "/codebook/COERCE",
    "/codebook/COERCE%20arrest",
    "/codebook/diplomatic",
    "/data",
    "/documents",
    "/api/",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_stands_whole(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    page = parsed(answer.text)
    assert page.get("lang") == "en"
    assert words(page.find(".//title")).endswith("Dragoman")
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    for target in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids, f"{target} leads nowhere"
    for field in page.xpath("//input[not(@type='hidden')] | //select"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), f"{field.get('name')} has no label"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_nothing_from_outside(client: TestClient, address: str) -> None:
    page = parsed(client.get(address).text)
    for wanted in page.xpath("//link/@href | //script/@src | //img/@src | //@hx-get | //form/@action"):
        assert wanted.startswith("/")
        assert not wanted.startswith("//")
    assert not page.xpath("//style | //script[not(@src)] | //@style | //iframe | //object | //embed")


def test_every_link_of_a_pair_leads_to_a_page(client: TestClient) -> None:
    base = "/pair/JPN/KOR"
    page = parsed(client.get(base).text)
    inside = {urljoin(base, one).split("#")[0] for one in addresses(page) if one.startswith(("/", "?"))}
    assert len(inside) > 60
    for address in sorted(inside):
        assert client.get(address).status_code in (200, 303), address


def test_a_pair_is_found_by_names(client: TestClient) -> None:
    answer = client.get("/pair", params={"a": "South Korea", "b": "Japan"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/pair/KOR/JPN"


def test_a_pair_counts_what_its_events_are(client: TestClient) -> None:
    page = parsed(client.get("/pair/JPN/KOR").text)
    table = rows(page, "Every mention")
    assert [row[:2] for row in table] == [
        ["Japan towards South Korea", "9"],
        ["South Korea towards Japan", "0"],
        ["Both together", "9"],
        ["All", "18"],
    ]
    link = page.xpath("//a[text()='9']/@href")[0]
    listed = parsed(client.get(link).text)
    assert len(rows(listed, "Events")) == 9
    assert "9 events in 9 reports" in words(listed)


def test_the_table_of_a_pair_is_its_drawing(client: TestClient) -> None:
    page = parsed(client.get("/pair/JPN/KOR?by=quarter").text)
    table = rows(page, "Acts and scores by quarter")
    assert len(table) == 9
    assert table[0][:4] == ["October to December 2020", "2", "1", "1"]
    titles = [words(title) for title in page.xpath("//*[local-name()='title']")]
    assert "October to December 2020: 2 acts, 1 of them against; mean score +0.1 (few)" in titles


def test_a_bar_leads_to_its_events(client: TestClient) -> None:
    page = parsed(client.get("/pair/JPN/KOR?by=year").text)
    bar = page.xpath("//svg//a[contains(@href, 'from=2019-01-01')]/@href")[0]
    assert "to=2019-12-31" in bar
    listed = parsed(client.get(bar).text)
    assert len(rows(listed, "Events")) == 6


def test_filters_narrow_a_pair_and_stay_in_its_address(client: TestClient) -> None:
    page = parsed(client.get("/pair/JPN/KOR?from=2019-07&to=2019&direction=forward").text)
    assert rows(page, "Every mention")[3][:2] == ["All", "2"]
    assert page.xpath("//input[@name='from']/@value") == ["2019-07-01"]
    assert page.xpath("//select[@name='direction']/option[@selected]/@value") == ["forward"]
    chips = page.xpath("//ul[@class='chips']//a/@href")
    assert "/pair/JPN/KOR?from=2019-07-01&to=2019-12-31" in chips
    for address in page.xpath("//p[@class='downloads']/a/@href"):
        assert "direction=forward" in address


def test_a_reference_leads_to_the_marked_sentence(client: TestClient) -> None:
    page = parsed(client.get("/pair/JPN/KOR").text)
    reference = page.xpath("//ol[@class='sources']/li")[0]
    sentence = words(reference.xpath("./span[@dir]")[0])
    link = reference.xpath(".//cite/a/@href")[0]
    assert link.endswith("#here")
    report = parsed(client.get(link).text)
    marked = "".join(report.xpath("//*[contains(@class, 'm-here')]//text()"))
    assert " ".join(marked.split()) == sentence
    assert report.xpath("//*[@id='here']")


def test_an_event_shows_its_parts(client: TestClient, event_id: str) -> None:
    page = parsed(client.get(f"/event/{event_id}").text)

    def marked(kind: str) -> list[str]:
        return [words(one) for one in page.xpath(f"//div[@class='text']//span[contains(@class, 'm-{kind}')]")]

    assert marked("trigger") == ["criticised"]
    assert marked("actor") == ["Japan"]
    assert marked("recipient") == ["South Korea"]
    assert "".join(page.xpath("//span[contains(@class, 'm-sentence')]//text()")) == (
        "Japan criticised South Korea on the islands in 2018."
    )
    said = words(page)
    assert "ACCUSE disapprove" in said
    assert "by hand" in said


def test_a_place_and_a_time_are_marked_too(client: TestClient) -> None:
    import datetime as dt

    from dragoman.records import Annotation, CiteInfo, Document, Event, Place, TextInfo
    from dragoman.web.pages.event import stretches

    text = "Japan met Peru in Lima on 4 July 2019."
    event = Event(
        id="x",
        date=dt.date(2019, 7, 4),
        enddate=None,
        date_precision="day",
        date_source="event",
        event="CONSULT",
        quad_code=1,
        event_scale=2.1,
        event_loc=Place(extracted_place="Lima", start=18, end=22),
        text_info=TextInfo(sequence=0, start=0, end=38, trigger=(6, 9)),
        cite_info=CiteInfo(document="d"),
        confidence=0.9,
        coder="by hand",
    )
    found = stretches(event, Annotation(document=Document(id="d", text=text, published=dt.date(2019, 7, 5))))
    assert [(one.text, one.kinds) for one in found if "m-place" in one.kinds] == [
        ("Lima", "m-sentence m-place")
    ]
    assert [one.text for one in found if "m-time" in one.kinds] == ["4 July 2019"]
    assert "".join(one.text for one in found) == text


def test_search_finds_reports_and_events(client: TestClient) -> None:
    page = parsed(client.get("/search?q=islands").text)
    assert "9 found" in words(page)
    assert "islands" in page.xpath("//div[@class='hit']//strong/text()")
    first = page.xpath("//div[@class='hit']//a/@href")[0]
    assert client.get(first).status_code == 200
    assert "9 found" in words(parsed(client.get('/search?in=events&q="on the islands"').text))
    assert "Nothing found" in words(parsed(client.get("/search?q=zebra").text))


@pytest.mark.parametrize(
    "query", ['"', "AND", "NEAR(", "title:x", "*", "a" * 150, "^", "(((", "\x00", "-", "'; DROP TABLE"]
)
def test_operators_in_a_search_are_words(client: TestClient, query: str) -> None:
    assert client.get("/search", params={"q": query}).status_code == 200


def test_actor_lists_partners(client: TestClient) -> None:
    page = parsed(client.get("/actor/JPN").text)
    table = rows(page, "What happened")
    assert table[0][0] == "South Korea"
    assert table[0][2:6] == ["18", "9", "0", "9"]
    assert len(table) == 1, "the tariffs did not happen"


def test_compare_draws_pairs_and_adds_one(client: TestClient) -> None:
    page = parsed(client.get("/compare?pairs=JPN-KOR&a=Brazil&b=Peru").text)
    assert [row[0] for row in rows(page, "The pairs in figures")] == [
        "Japan and South Korea",
        "Brazil and Peru",
    ]
    take_away = page.xpath("//ul[@class='chips']//a/@href")
    assert "/compare?pairs=JPN-KOR" in take_away


def test_data_counts_by_source(client: TestClient) -> None:
    page = parsed(client.get("/data").text)
    assert rows(page, "Sources")[0][:3] == ["The Harbour Post", "9", "18"]
    link = page.xpath("//a[contains(@href, '/documents?source=The+Harbour')]/@href")[0]
    assert len(rows(parsed(client.get(link).text), "Reports")) == 9


def test_the_world_ranks_pairs_and_names_countries(client: TestClient) -> None:
    page = parsed(client.get("/?days=365").text)
    titles = [words(title) for title in page.xpath("//svg[@class='map']//title")]
    assert any(title.startswith("Japan: ") for title in titles)
    assert "The United States" in titles
    assert len(titles) > 200
    assert "Natural Earth" in words(page)
    assert rows(page, "Pairs of countries")[0][0] == "Japan and South Korea"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/pair/JPN/JPN", 422, "two different countries"),
        ("/pair/JPN/Atlantis", 422, "names no country"),
        ("/pair/JPN/KOR?from=yesterday", 422, "write 2019"),
        ("/pair/JPN/KOR?from=2020&to=2019", 422, "comes after"),
        ("/pair/JPN/KOR?by=decade", 422, "quarter"),
        ("/pair/JPN/KOR?confidence=2", 422, "from 0 to 1"),
        ("/events?type=LOVE", 422, "ACCUSE"),
        ("/events?after=rubbish", 422, "cursor"),
        ("/events?most=1000000", 422, "whole number"),
        ("/?days=99999999", 422, "whole number"),
        ("/event/none", 404, "no event"),
        ("/document/none", 404, "no report"),
        ("/codebook/none", 404, "no name"),
        ("/compare?pairs=JPN-KOR,JPN-USA,JPN-CHN,JPN-RUS,JPN-FRA,JPN-DEU", 422, "at most 5"),
        ("/nothing/here", 404, "nothing here"),
        ("/static/../app.py", 404, "nothing here"),
    ],
)
def test_what_is_wrong_is_said_on_a_page(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert said in words(parsed(answer.text))


def test_a_second_reader_is_told_that_nothing_changed(client: TestClient) -> None:
    first = client.get("/codebook")
    again = client.get("/codebook", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_pages_come_compressed_to_who_takes_it(client: TestClient) -> None:
    plain = client.get("/codebook", headers={"Accept-Encoding": "identity"})
    packed = client.get("/codebook", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text


def test_head_is_get_without_its_body(client: TestClient) -> None:
    answer = client.head("/codebook")
    assert answer.status_code == 200
    assert not answer.content


def test_empty_fields_of_a_form_ask_nothing(client: TestClient) -> None:
    answer = client.get("/pair/JPN/KOR?from=&to=&direction=&context=&sector=&confidence=&by=")
    assert answer.status_code == 200
    assert not parsed(answer.text).xpath("//ul[@class='chips']")


def test_numbers_in_headings_are_those_of_the_store(client: TestClient) -> None:
    said = words(parsed(client.get("/").text))
    assert re.search(r"11 reports, 20 events", said)
