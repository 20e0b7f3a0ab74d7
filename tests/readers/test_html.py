"""Web pages."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from dragoman.errors import ReadError
from dragoman.readers import read
from dragoman.readers.conformance import check_reader
from dragoman.readers.html import reader
from dragoman.records import Caption, Document

ONE = "The foreign ministers of Chile and Peru met on Thursday to talk about the bridge, their offices said."
TWO = "A second round is planned for July in Santiago, where both sides hope to sign an accord on fish and on lorries."
THREE = "Neither side gave details, but officials said the mood was good and that more meetings would follow soon."
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Chile and Peru meet | Example News</title>
<meta property="og:site_name" content="Example News"><link rel="canonical" href="https://example.com/x">
<script type="application/ld+json">{{"@context": "https://schema.org",
"@type": "NewsArticle", "headline": "Chile and Peru meet",
"datePublished": "2024-05-02T10:00:00Z", "author": [{{"@type": "Person", "name": "Ana Torres"}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Chile and Peru meet</h1>
<p>LIMA (AP) — {ONE}</p>
<figure><img src="x.jpg"><figcaption>The ministers shake hands in Lima.
<span class="credit">AP Photo/Ana Torres</span></figcaption></figure>
<h2>What comes next</h2><p>{TWO}</p><ul><li>A point of the plan</li><li>Another point of it</li></ul>
<p>{THREE}</p><p>Roe reported from Santiago.</p></article><footer>© 2024 Example</footer></body></html>"""


def see(page: str | bytes, name: str = "page.html") -> Document:
    data = page.encode() if isinstance(page, str) else page
    (document,) = read(io.BytesIO(data), name=name)
    return document


def test_page() -> None:
    seen = see(PAGE)
    assert seen.title == "Chile and Peru meet"
    assert (seen.published, seen.authors) == (dt.date(2024, 5, 2), ("Ana Torres",))
    assert (seen.agency, seen.dateline, seen.publisher) == ("AP", "LIMA", "Example News")
    assert seen.url == "https://example.com/x"
    assert seen.captions == (
        Caption(text="The ministers shake hands in Lima.", credit="AP Photo/Ana Torres"),
    )
    assert seen.text == "\n\n".join((ONE, TWO, "A point of the plan", "Another point of it", THREE))
    (section,) = seen.sections
    assert section.heading == "What comes next"
    assert seen.text[section.start : section.end].startswith("A second round")


def test_a_page_saved_under_a_texts_name() -> None:
    assert see(PAGE, "page.txt").text == see(PAGE).text


def test_a_visible_date_line_where_the_page_states_none() -> None:
    story = f"<p>June 3, 2025</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    page = f"<html><body><article><h1>Chile and Peru meet</h1>{story}</article></body></html>"
    seen = see(page)
    assert seen.published == dt.date(2025, 6, 3)
    assert seen.text == "\n\n".join((ONE, TWO, THREE))


def test_the_pages_own_word_for_its_encoding() -> None:
    head = '<html><head><meta charset="windows-1252"></head>'
    page = f"{head}<body><article><p>{ONE} “No”, said one.</p><p>{TWO}</p></article></body></html>"
    assert "“No”, said one." in see(page.encode("cp1252")).text


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body></body></html>",
        b"<html><head><title>x</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
        b"<html>",
        b"",
        b"%PDF-1.4",
        b"<html>\x00\x00</html>",
    ],
)
def test_a_page_without_a_main_text(page: bytes) -> None:
    with pytest.raises(ReadError, match=r"page\.html"):
        list(read(io.BytesIO(page), name="page.html"))


def test_conformance() -> None:
    check_reader(reader, PAGE.encode())
