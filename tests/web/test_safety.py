"""Nothing that a stranger wrote runs, nobody comes in without the token, no path leads to a file."""

from __future__ import annotations

import itertools
import re

import pytest
from starlette.testclient import TestClient

from dragoman.store import Store
from dragoman.web.app import create_app
from dragoman.web.safety import cookie_value
from tests.build import Report
from tests.web.conftest import HANDLER, SCRIPT
from tests.web.page import parsed

TOKEN = "a-long-enough-token-for-tests"


def test_the_policy_lets_nothing_run_but_our_own(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"https?:|data:|\*", policy)


@pytest.mark.parametrize(
    "address", ["/", "/api/store", "/static/site.css", "/nothing", "/api/nothing", "/event/x", "/?from=x"]
)
def test_every_answer_has_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "content-security-policy" in headers
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "address",
    [
        "/pair/BRA/PER",
        "/events?a=BRA",
        "/actor/BRA",
        "/search?q=Brazil",
        "/search?q=alert&in=events",
        "/documents",
        "/data",
        "/",
    ],
)
def test_scripts_in_titles_quotes_and_names_are_words(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert SCRIPT not in text
    assert HANDLER not in text
    page = parsed(text)
    assert len(page.xpath("//script")) == 2
    assert not page.xpath("//img | //@onerror")
    assert not page.xpath("//a[starts-with(@href, 'javascript:')]")


def test_scripts_in_an_event_and_its_report_are_words(client: TestClient, store: Store) -> None:
    event = store.events("BRA", "PER")[0]
    for address in (f"/event/{event.id}", f"/document/{event.cite_info.document}"):
        page = parsed(client.get(address).text)
        assert len(page.xpath("//script")) == 2
        assert not page.xpath("//img | //@onerror | //a[starts-with(@href, 'javascript:')]")
        assert "alert(1)" in page.text_content(), "the words themselves are shown"


HOSTILE_VALUES = (
    SCRIPT,
    HANDLER,
    "javascript:alert(1)",
    "{{7*7}}",
    "${7*7}",
    "%00",
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "file:///etc/passwd",
    "' OR 1=1 --",
    "1; SELECT * FROM read_csv('/etc/passwd')",
    "9" * 400,
    "𝕏" * 50,
    "‮abc",
)
PLACES = (
    "/pair/{}/KOR",
    "/event/{}",
    "/document/{}",
    "/actor/{}",
    "/codebook/{}",
    "/static/{}",
    "/charts/{}.svg",
    "/search?q={}",
    "/events?a={}",
    "/events?source={}",
    "/events?after={}",
    "/pair/JPN/KOR?from={}",
    "/compare?pairs={}",
    "/?with={}",
    "/api/events/{}",
    "/api/codebook/{}",
    "/api/tables/{}.csv",
    "/api/search?q={}",
)


@pytest.mark.parametrize(("place", "value"), list(itertools.product(PLACES, HOSTILE_VALUES)))
def test_a_hostile_address_runs_and_leaks_nothing(client: TestClient, place: str, value: str) -> None:
    answer = client.get(place.format(value))
    assert answer.status_code < 500
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text
    assert "/site-packages" not in answer.text
    if answer.headers.get("content-type", "").startswith("text/html"):
        page = parsed(answer.text)
        assert len(page.xpath("//script")) == 2
        assert not page.xpath("//img | //@onerror | //a[starts-with(@href, 'javascript:')]")
        assert "49" not in page.findtext(".//title", "")


def test_a_hundred_hostile_reports(tmp_path_factory: pytest.TempPathFactory) -> None:
    from dragoman.store import open_store

    poisons = [
        SCRIPT,
        HANDLER,
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "]]><script>alert(1)</script>",
        "{{ config }}",
        "{% include '/etc/passwd' %}",
        "\x02\x03<b>",
    ]
    made = open_store(tmp_path_factory.mktemp("hostile") / "store", create=True)
    told = []
    for number, (poison, where) in enumerate(itertools.product(poisons, range(10))):
        report = Report(
            f"Title {poison if where < 4 else number}",
            published="2024-01-02",
            publisher=f"Paper {poison if where == 5 else 'A'}",
        )
        report.url = f"{poison}" if where == 6 else None
        said = f"Japan {poison if where % 2 else ''} accused Peru {number}."
        report.says(
            said,
            "ACCUSE",
            "accused",
            f"Japan=JPN/GOV/{poison.replace('/', '')}",
            "Peru=PER",
            date="2024-01-02",
        )
        told.append(report.annotation)
    made.add(told)
    with TestClient(create_app(made), base_url="http://localhost") as client:
        found = made.events("JPN", "PER")
        assert len(found) == 100
        addresses = [f"/event/{event.id}" for event in found] + [
            f"/document/{event.cite_info.document}" for event in found
        ]
        for address in [
            *addresses,
            "/",
            "/pair/JPN/PER",
            "/events",
            "/documents",
            "/data",
            "/actor/JPN",
            "/search?q=Japan",
        ]:
            page = parsed(client.get(address).text)
            assert len(page.xpath("//script")) == 2, address
            assert not page.xpath(
                "//img | //@onload | //@onerror | //a[starts-with(@href, 'javascript:')]"
            ), address


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "evil.example:80",
        "localhost@evil",
    ],
)
def test_a_foreign_name_opens_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/api/store", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["code"] == "wrong_host"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8350", "127.0.0.1", "127.0.0.1:99", "[::1]", "[::1]:8350", "LOCALHOST"]
)
def test_own_names_open(client: TestClient, host: str) -> None:
    assert client.get("/api/store", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/data", "/api/moves"])
def test_what_breaks_inside_tells_a_stranger_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the house")

    with TestClient(create_app(store), base_url="http://localhost") as client:
        monkeypatch.setattr(type(store), "summary", broken)
        answer = client.get(address)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
    assert "a secret of the house" in capsys.readouterr().err
    if address.startswith("/api/"):
        assert answer.json()["error"]["code"] == "failed"


def test_a_name_that_was_given_opens(store: Store) -> None:
    with TestClient(create_app(store, names=["news.example"]), base_url="http://news.example") as client:
        assert client.get("/api/store").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/" + "a" * 600, 414),
        ("/search?q=" + "a" * 3000, 414),
        ("/events?" + "&".join(f"a{n}=1" for n in range(60)), 414),
        ("/search?q=" + "a" * 250, 422),
        ("/api/search?q=" + "a+" * 99, 422),
    ],
)
def test_huge_questions_are_turned_away(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_without_a_token_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/api/documents", json={"text": "x"}).status_code == 405
        assert client.request(method, "/", content=b"x").status_code == 405


class TestToken:
    @pytest.fixture
    def locked(self, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
        from dragoman.store import open_store

        made = open_store(tmp_path_factory.mktemp("locked") / "store", create=True)
        return TestClient(create_app(made, token=TOKEN), base_url="http://localhost", follow_redirects=False)

    def test_is_asked_of_everybody(self, locked: TestClient) -> None:
        assert locked.get("/").status_code == 401
        answer = locked.get("/api/store")
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "no_token"
        assert answer.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        "given",
        [
            "",
            "Bearer ",
            "Bearer wrong",
            f"Basic {TOKEN}",
            TOKEN,
            f"Bearer {TOKEN}x",
            "Bearer ü".encode("latin-1"),
        ],
    )
    def test_a_wrong_one_opens_nothing(self, locked: TestClient, given: str) -> None:
        assert locked.get("/api/store", headers={"Authorization": given}).status_code == 401

    def test_the_right_one_opens(self, locked: TestClient) -> None:
        assert locked.get("/api/store", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200

    def test_a_browser_enters_it_once(self, locked: TestClient) -> None:
        assert "Token" in locked.get("/token").text
        assert locked.post("/token", data={"token": "wrong"}).status_code == 401
        answer = locked.post("/token", data={"token": TOKEN})
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert TOKEN not in cookie
        assert locked.get("/").status_code == 200

    def test_a_form_of_another_site_is_refused(self, locked: TestClient) -> None:
        answer = locked.post("/token", data={"token": TOKEN}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403

    def test_a_cookie_reads_but_does_not_write(self, locked: TestClient) -> None:
        locked.cookies.set("dragoman", cookie_value(TOKEN))
        assert locked.get("/api/store").status_code == 200
        assert locked.post("/api/documents", json={"text": "Japan met Peru."}).status_code == 401

    def test_who_bears_it_may_add_a_report(self, locked: TestClient) -> None:
        head = {"Authorization": f"Bearer {TOKEN}"}
        report = {
            "text": "TOKYO, June 17 (Wire) - Japan criticised South Korea on Monday.",
            "published": "2025-06-17",
        }
        first = locked.post("/api/documents", json=report, headers=head)
        assert first.status_code == 201
        assert first.json()["added"]
        assert [event["event"] for event in first.json()["events"]] == ["ACCUSE"]
        assert not locked.post("/api/documents", json=report, headers=head).json()["added"]
        assert locked.get("/api/store", headers=head).json()["summary"]["documents"] == 1

    @pytest.mark.parametrize(
        "report",
        [
            {},
            {"text": ""},
            {"text": "x", "url": "javascript:alert(1)"},
            {"text": "x", "path": "/etc/passwd"},
            [],
            "x",
        ],
    )
    def test_a_report_of_another_shape_is_refused(self, locked: TestClient, report: object) -> None:
        answer = locked.post("/api/documents", json=report, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "wrong_question"

    def test_a_body_has_bounds(self, locked: TestClient) -> None:
        head = {"Authorization": f"Bearer {TOKEN}"}
        assert locked.post("/api/documents", json={"text": "x" * 1_100_000}, headers=head).status_code == 413
        stream = iter([b"x"] * 3)
        assert locked.post("/api/documents", content=stream, headers=head).status_code == 411
