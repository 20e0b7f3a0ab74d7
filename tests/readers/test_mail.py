"""Mails and press releases: their fields, the signature below, and the block that says whom to call."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from dragoman.readers import read
from dragoman.records import Document

FISH = (
    "Peru recalled its envoy to Chile on Monday after a row over fish. President\n"
    "Dina Boluarte told the congress that the step was needed.\n\n"
    "Chile said that it was sorry to hear of it.\n"
)
BODY = FISH.strip().replace("President\n", "President ")
RELEASE = f"Peru recalls its envoy\n\nLIMA, June 3, 2025 - {FISH}\n"


def see(page: str) -> Document:
    (document,) = read(io.BytesIO(page.encode()), name="mail.txt")
    return document


@pytest.mark.parametrize("mark", ["-- ", "--"])
def test_mail_with_a_signature(mark: str) -> None:
    seen = see(
        "From: Foreign Ministry <press@example.org>\nTo: the list <list@example.org>\nX-Priority: 3\n"
        "Subject: Peru recalls its\n envoy\nDate: Tue, 3 Jun 2025 09:30:00 -0500\n\n"
        f"{FISH}\n{mark}\nJane Doe\nPress officer, Lima\n"
    )
    assert (seen.title, seen.published) == ("Peru recalls its envoy", dt.date(2025, 6, 3))
    assert (seen.publisher, seen.text, seen.sections) == ("Foreign Ministry", BODY, ())


def test_forwarded_mail_with_encoded_words() -> None:
    seen = see(
        "-----Original Message-----\nFrom: Luis Vega\nSent: Tuesday, June 3, 2025 9:30 AM\nTo: Ana Torres\n"
        f"Subject: Fwd: =?utf-8?q?Per=C3=BA_recalls_envoy?=\n\n{FISH}"
    )
    assert (seen.title, seen.published, seen.dateline) == ("Perú recalls envoy", dt.date(2025, 6, 3), None)
    assert (seen.text, seen.authors) == (BODY, ())


@pytest.mark.parametrize(
    "block",
    [
        "Contacts:\nJane Doe\nPress Office, Ministry of Foreign Affairs\n+51 1 555 0101\npress@example.org\n",
        "Media contact\n\nJane Doe\n\nMinistry of Foreign Affairs\n\n+51 1 555 0101\n",
        "Press contacts: Jane Doe, Luis Vega\npress@example.org\n\nEND\n",
        "For more information, please contact:\nJane Doe\n+51 1 555 0101\n",
    ],
)
def test_contacts_at_the_end_are_no_body(block: str) -> None:
    assert see(RELEASE + block).text == BODY


def test_a_section_after_the_contacts_stays() -> None:
    seen = see(
        f"{RELEASE}Media contact:\nJane Doe\n+51 1 555 0101\n\nAbout the ministry\n\n"
        "The ministry conducts the foreign relations of the republic.\n"
    )
    assert seen.text == f"{BODY}\n\nThe ministry conducts the foreign relations of the republic."
    assert [section.heading for section in seen.sections] == ["About the ministry"]


@pytest.mark.parametrize(
    "prose",
    [
        "Contacts between the two sides went on.",
        "Press contacts\n\nThey said that all was well in Lima and Santiago.",
    ],
)
def test_prose_about_contacts_stays(prose: str) -> None:
    seen = see(f"{RELEASE}{prose}\n")
    assert prose.split("\n\n")[-1] in seen.text


def test_a_rule_between_paragraphs_is_no_signature() -> None:
    after = "The two ministers met again on Friday, and neither would say what came of it."
    assert see(f"{FISH}\n--\n{after}\n").text.endswith(after)


def test_many_labels_do_not_run_away() -> None:
    assert see(FISH + "Contacts\n" * 20_000).text.startswith("Peru recalled")
