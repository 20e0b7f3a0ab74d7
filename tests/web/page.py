"""A page taken apart, for tests."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement


def parsed(text: str) -> HtmlElement:
    """The page's tree."""
    return html.document_fromstring(text)


def words(node: HtmlElement) -> str:
    """What a reader reads, on one line."""
    return " ".join(node.text_content().split())


def addresses(page: HtmlElement) -> Iterator[str]:
    """Everything that the page would ask for, or lead to."""
    for name in ("href", "src", "action", "hx-get", "data", "poster", "srcset", "formaction"):
        yield from page.xpath(f"//@{name}")


def rows(page: HtmlElement, caption: str) -> list[list[str]]:
    """The rows of the table with that caption, as text."""
    for table in page.iter("table"):
        head = table.find("caption")
        if head is not None and caption in words(head):
            return [[words(cell) for cell in row] for row in table.find("tbody")]
    raise AssertionError(f"no table {caption!r}")
