"""The API gives the same figures as the pages, in one form, and says what is wrong in one envelope."""

from __future__ import annotations

import csv
import io

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from dragoman.relations import pair, series
from dragoman.store import Store
from dragoman.web.tables import TABLES
from tests.web.page import parsed, rows


def test_events_are_plover_records(client: TestClient, store: Store) -> None:
    found = client.get("/api/events?a=JPN&b=KOR&limit=500").json()
    assert found["next"] is None
    assert {one["id"] for one in found["data"]} == {one.id for one in store.events("JPN", "KOR")}
    assert found["data"][0]["text_info"]["trigger"]


def test_a_cursor_walks_over_every_event_once(client: TestClient, store: Store) -> None:
    seen: list[str] = []
    after = ""
    while True:
        answer = client.get("/api/events", params={"limit": 3, **({"after": after} if after else {})}).json()
        seen += [one["id"] for one in answer["data"]]
        after = answer["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == len(store.events())


def test_figures_and_series_are_those_of_python(client: TestClient, store: Store) -> None:
    figures = client.get("/api/pairs/JPN/KOR").json()
    assert figures["total"]["events"] == pair(store, "JPN", "KOR").total.events
    points = client.get("/api/pairs/JPN/KOR/series?by=year").json()["points"]
    assert [one["events"] for one in points] == [
        one.events for one in series(store, "JPN", "KOR", by="year").points
    ]


def test_a_brief_has_its_references(client: TestClient) -> None:
    brief = client.get("/api/pairs/JPN/KOR/brief").json()
    assert brief["references"]
    document = client.get(f"/api/documents/{brief['references'][0]['document']}").json()
    first = brief["references"][0]
    said = "".join(text for text, _ in first["pieces"])
    assert " ".join(document["document"]["text"][first["start"] : first["end"]].split()) == " ".join(
        said.split()
    )


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_the_same_in_each_format(client: TestClient, name: str) -> None:
    asked = {"a": "JPN", "b": "KOR", "q": "islands", "pairs": "JPN-KOR", "days": "365"}
    if name == "partners":
        del asked["b"]
    lines = list(csv.DictReader(io.StringIO(client.get(f"/api/tables/{name}.csv", params=asked).text)))
    data = client.get(f"/api/tables/{name}.json", params=asked).json()["data"]
    table = pq.read_table(io.BytesIO(client.get(f"/api/tables/{name}.parquet", params=asked).content))
    assert len(lines) == len(data) == table.num_rows > 0
    assert list(lines[0]) == table.column_names
    assert list(data[0]) == table.column_names


def test_a_table_of_a_page_is_the_one_in_the_file(client: TestClient) -> None:
    page = parsed(client.get("/pair/JPN/KOR?by=year").text)
    address = page.xpath("//p[@class='downloads']/a[contains(@href, 'series.csv')]/@href")[0]
    lines = list(csv.DictReader(io.StringIO(client.get(address).text)))
    shown = {row[0]: row[1] for row in rows(page, "Acts and scores by year")}
    assert shown == {line["start"][:4]: line["events"] for line in lines}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/events?a=Atlantis", 422, "wrong_question"),
        ("/api/events?limit=100000", 422, "wrong_question"),
        ("/api/events?from=tomorrow", 422, "wrong_question"),
        ("/api/events/none", 404, "not_found"),
        ("/api/documents/none", 404, "not_found"),
        ("/api/pairs/JPN/JPN", 422, "wrong_question"),
        ("/api/codebook/none", 404, "not_found"),
        ("/api/tables/none.csv", 422, "wrong_question"),
        ("/api/tables/events.exe", 422, "wrong_question"),
        ("/api/tables/series.csv?a=JPN", 422, "wrong_question"),
        ("/api/none", 404, "not_found"),
    ],
)
def test_one_envelope_for_all_that_goes_wrong(
    client: TestClient, address: str, status: int, code: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"]


def test_a_damaged_store_is_named_to_its_owner_alone(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.store import open_store
    from dragoman.web.app import create_app
    from tests.web.conftest import reports

    folder = tmp_path_factory.mktemp("damaged") / "store"
    made = open_store(folder, create=True)
    made.add(reports())
    for part in (folder / "events").iterdir():
        part.write_bytes(b"PAR1" + b"\0" * 64 + b"PAR1")
    with TestClient(create_app(made), base_url="http://localhost") as client:
        answer = client.get("/api/events")
    assert answer.status_code == 503
    assert str(folder) not in answer.text
    assert str(folder) in capsys.readouterr().err


def test_the_description_names_every_way_in(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/pairs/{a}/{b}/series" in described["paths"]
    assert "/api/documents" in described["paths"]
    assert "post" not in described["paths"]["/api/documents"]
    assert not [path for path in described["paths"] if not path.startswith("/api/")]
    assert "HTTPValidationError" not in str(described)
    page = client.get("/api/").text
    for path in described["paths"]:
        assert path in page


def test_a_store_that_grows_is_seen_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    from dragoman.store import open_store
    from dragoman.web.app import create_app
    from tests.web.conftest import reports

    made = open_store(tmp_path_factory.mktemp("grows") / "store", create=True)
    told = reports()
    made.add(told[:3])
    with TestClient(create_app(made), base_url="http://localhost") as client:
        assert "3 reports" in client.get("/").text
        assert len(client.get("/api/search?q=islands").json()["hits"]) == 3
        made.add(told[3:6])
        assert "6 reports" in client.get("/").text
        assert len(client.get("/api/search?q=islands").json()["hits"]) == 6
