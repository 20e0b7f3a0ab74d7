"""What a reader does: finds a pair, reads, chooses a span, opens an event, follows a reference, takes the figures."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Reader


def find_a_pair(page: Any) -> None:
    page.goto("/")
    page.get_by_label("One country").fill("Japan")
    page.get_by_label("Another").fill("South Korea")
    page.get_by_role("button", name="Look").click()
    page.wait_for_url("**/pair/JPN/KOR")
    assert page.get_by_role("heading", level=1).inner_text() == "Japan and South Korea"


def test_find_a_pair_and_read_the_brief(reader: Reader) -> None:
    find_a_pair(reader.page)
    text = reader.page.get_by_role("main").inner_text()
    assert "Where things stand" in text
    assert "How it looks from Tokyo" in text
    assert "How it looks from Seoul" in text
    assert "We shall not give way on these islands today" in text


def test_brush_a_span(reader: Reader) -> None:
    page = reader.page
    page.goto("/pair/JPN/KOR?by=month")
    bars = page.locator("figure[data-brush] .wide svg.chart a[href*='from=2019-']")
    page.locator("figure[data-brush]").scroll_into_view_if_needed()
    first = bars.nth(0).bounding_box()
    last = bars.nth(11).bounding_box()
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=8)
    assert page.locator("path.brushed").count() == 12
    with page.expect_navigation():
        page.mouse.up()
    assert "from=2019-01-01" in page.url
    assert "to=2019-12-31" in page.url
    assert page.get_by_role("textbox", name="From").input_value() == "2019-01-01"
    assert page.get_by_role("row", name="All 6").count() == 1


def test_a_click_on_a_month_opens_its_events(reader: Reader) -> None:
    page = reader.page
    page.goto("/pair/JPN/KOR?by=month")
    page.locator("figure[data-brush] .wide a[href*='from=2019-07-01']").click()
    page.wait_for_url("**/events?*from=2019-07-01*")
    assert "2 events in 1 report" in page.get_by_role("main").inner_text()


def test_open_an_event_and_see_its_parts(reader: Reader) -> None:
    page = reader.page
    page.goto("/pair/JPN/KOR")
    page.get_by_role("group", name="Latest events").get_by_role(
        "link", name="Japan criticised South Korea"
    ).first.click()
    page.wait_for_url("**/event/**")
    assert page.locator(".text .m-trigger").inner_text() == "criticised"
    assert page.locator(".text .m-actor").first.inner_text() == "Japan"
    assert page.locator("#sentence").is_visible()


def test_follow_a_reference_to_the_marked_sentence(reader: Reader) -> None:
    page = reader.page
    page.goto("/pair/JPN/KOR")
    reference = page.get_by_role("link", name="Reference 1", exact=True).first
    reference.click()
    entry = page.locator("#r1")
    assert page.url.endswith("#r1")
    assert entry.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    sentence = entry.locator("span[dir]").inner_text()
    entry.locator("cite a").click()
    page.wait_for_url("**/document/**")
    marked = "".join(page.locator(".m-here").all_inner_texts())
    assert " ".join(marked.split()) == " ".join(sentence.split())
    assert page.locator("#here").is_visible()


def test_download_the_csv_and_find_the_same_numbers(reader: Reader, tmp_path: Path) -> None:
    page = reader.page
    page.goto("/pair/JPN/KOR?by=year")
    page.get_by_text("The same as a table").click()
    shown = {}
    for row in page.get_by_role("group", name="Figures by year").locator("tbody tr").all():
        cells = [cell.inner_text() for cell in row.locator("th, td").all()]
        shown[cells[0]] = (cells[1], cells[2], cells[3])
    with page.expect_download() as download:
        page.locator("p.downloads", has_text="more columns").get_by_role("link", name="CSV").click()
    file = tmp_path / "series.csv"
    download.value.save_as(file)
    with file.open(newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert shown == {
        line["start"][:4]: (
            line["events"],
            str(int(line["q1"]) + int(line["q2"])),
            str(int(line["q3"]) + int(line["q4"])),
        )
        for line in lines
    }


def test_filters_are_shown_without_leaving_the_page(reader: Reader) -> None:
    page = reader.page
    page.goto("/pair/JPN/KOR")
    page.evaluate("window.stayed = true")
    page.get_by_label("Direction", exact=True).select_option("forward")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**direction=forward*")
    page.get_by_role("row", name="All 9").wait_for()
    assert page.evaluate("window.stayed"), "htmx changed the page in place"
    page.go_back()
    page.get_by_role("row", name="All 18").wait_for()


@pytest.mark.parametrize("address", ["/pair/BRA/PER", "/events?a=BRA", "/search?q=Brazil&in=events"])
def test_what_strangers_wrote_does_not_run(reader: Reader, address: str) -> None:
    page = reader.page
    page.goto(address)
    page.get_by_role("main").get_by_text("Brazil").first.wait_for()
    assert "alert(1)" in page.get_by_role("main").inner_text()


class TestWithoutScripts:
    def test_find_read_and_follow(self, plain_reader: Reader) -> None:
        page = plain_reader.page
        find_a_pair(page)
        page.get_by_role("textbox", name="From").fill("2019")
        page.get_by_role("textbox", name="To", exact=True).fill("2019")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**from=2019*")
        assert page.get_by_role("row", name="All 6").count() == 1
        page.locator("#r1 cite a").click()
        page.wait_for_url("**/document/**")
        assert page.locator("#here").is_visible()

    def test_a_month_and_its_event(self, plain_reader: Reader) -> None:
        page = plain_reader.page
        page.goto("/pair/JPN/KOR?by=month")
        page.locator("figure[data-brush] .wide a[href*='from=2019-07-01']").click()
        page.wait_for_url("**/events?*")
        page.get_by_role("link", name="Japan criticised").first.click()
        page.wait_for_url("**/event/**")
        assert page.locator(".text .m-trigger").inner_text() == "criticised"

    def test_search_and_compare(self, plain_reader: Reader) -> None:
        page = plain_reader.page
        page.goto("/search")
        page.get_by_role("searchbox").fill("islands")
        page.get_by_role("button", name="Search").click()
        page.get_by_text("9 found").wait_for()
        page.goto("/compare?pairs=JPN-KOR")
        page.get_by_label("One country").fill("Brazil")
        page.get_by_label("Another").fill("Peru")
        page.get_by_role("button", name="Add the pair").click()
        assert page.get_by_role("link", name="Brazil and Peru", exact=True).count() == 1


def test_keyboard_alone(reader: Reader) -> None:
    """From the first key to the marked sentence, without a pointer."""
    page = reader.page
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "INPUT":
        page.keyboard.press("Tab")
    page.keyboard.type("Japan")
    page.keyboard.press("Tab")
    page.keyboard.type("South Korea")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pair/JPN/KOR")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Reference 1":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "one sees where one is"
    page.keyboard.press("Enter")
    page.wait_for_url("**#r1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#r1') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    assert page.locator("#here").is_visible()
