"""A small store of reports written for the purpose, and a client that asks the application for its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.records import Annotation
from dragoman.store import Store, open_store
from tests.build import Report

pytest.importorskip("fastapi", reason="the pages need the extra dragoman[web]")

from starlette.testclient import TestClient

from dragoman.web.app import create_app

SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(1)>'


def reports() -> list[Annotation]:
    """Japan and South Korea over some years, one with the United States, and one written by an enemy of pages."""
    told = []
    for year in (2018, 2019, 2020):
        for month in (3, 7, 11):
            date = f"{year}-{month:02d}-04"
            report = Report(f"Ministers on {date}", published=date, publisher="The Harbour Post")
            report.url = f"https://harbour.example/{date}"
            report.says(
                f"Japan criticised South Korea on the islands in {year}.",
                "ACCUSE",
                "criticised",
                "Japan=JPN/GOV",
                "South Korea=KOR/GOV",
                date=date,
                mode="disapprove",
            )
            report.says(
                f"South Korea and Japan met in Seoul in month {month}.",
                "CONSULT",
                "met",
                "South Korea=KOR/GOV;Japan=JPN/GOV",
                date=date,
            )
            report.quotes_(
                '"We shall not give way on these islands today," the foreign minister of Japan said of South Korea.',
                "We shall not give way on these islands today",
                "the foreign minister=JPN/GOV",
            )
            told.append(report.annotation)
    talks = Report("Talks in Geneva", published="2020-12-01", publisher="Lake Wire")
    talks.says(
        "The United States could impose tariffs on Japan.",
        "SANCTION",
        "impose",
        "The United States=USA/GOV",
        "Japan=JPN/GOV",
        date="2020-12-01",
        auxiliary="hypothetical",
    )
    told.append(talks.annotation)
    enemy = Report(f"Enemy {SCRIPT}", published="2020-12-02", publisher=HANDLER)
    enemy.url = "javascript:alert(1)"
    enemy.says(
        f"Brazil {SCRIPT} threatened Peru {HANDLER} today.",
        "THREATEN",
        "threatened",
        "Brazil=BRA/GOV/<script>alert(1)",
        "Peru=PER/GOV/<img onerror",
        date="2020-12-02",
    )
    enemy.quotes_(
        f'"We {SCRIPT} shall come for Peru {HANDLER} now," Brazil said.',
        f"We {SCRIPT} shall come for Peru {HANDLER} now",
        "Brazil=BRA/GOV/<script>alert(1)",
    )
    told.append(enemy.annotation)
    return told


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("web") / "store"
    made = open_store(folder, create=True)
    made.add(reports())
    return made


@pytest.fixture(scope="session")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store), base_url="http://localhost", follow_redirects=False) as asked:
        yield asked


@pytest.fixture(scope="session")
def event_id(store: Store) -> str:
    return store.events("JPN", "KOR")[0].id
