"""A real server over the small store of tests/web, and Debian's Chromium to look at it.

Skipped only where there is no Chromium on the machine; `.ci/run` installs it.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine: apt-get install chromium", allow_module_level=True)

playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra dragoman[dev]")
uvicorn = pytest.importorskip("uvicorn", reason="the pages need the extra dragoman[web]")

from dragoman.store import open_store  # noqa: E402
from dragoman.web.app import create_app  # noqa: E402
from tests.web.conftest import reports  # noqa: E402


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that runs for all tests."""
    store = open_store(tmp_path_factory.mktemp("browser") / "store", create=True)
    store.add(reports())
    server = uvicorn.Server(uvicorn.Config(create_app(store), port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """A browser's tab that notes each request, each error and each thing that the policy forbade."""

    def __init__(self, chromium: Any, site: str, **settings: Any) -> None:
        self.site = site
        self.context = chromium.new_context(base_url=site, accept_downloads=True, **settings)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.asked: list[str] = []
        self.trouble: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        self.page.on(
            "dialog", lambda dialog: (self.trouble.append(f"dialog {dialog.message}"), dialog.dismiss())
        )

    def close(self) -> None:
        """Whatever the test was about: nothing was asked from elsewhere and nothing went wrong."""
        outside = [address for address in self.asked if not address.startswith(self.site)]
        self.context.close()
        assert not outside, f"asked from outside: {outside}"
        assert not self.trouble, self.trouble


@pytest.fixture
def reader(chromium: Any, site: str) -> Iterator[Reader]:
    found = Reader(chromium, site)
    yield found
    found.close()


@pytest.fixture
def plain_reader(chromium: Any, site: str) -> Iterator[Reader]:
    """A reader whose browser runs no scripts."""
    found = Reader(chromium, site, java_script_enabled=False)
    yield found
    found.close()


@pytest.fixture(scope="session")
def axe() -> str:
    return (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
