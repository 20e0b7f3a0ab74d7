"""serve opens only doors that it may open; chart draws into files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.cli.serve import check_door, read_token
from dragoman.errors import UsageError
from dragoman.store import open_store
from tests.build import Report


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "store"
    report = Report("Talks", published="2019-07-05")
    report.says("Japan met South Korea.", "CONSULT", "met", "Japan=JPN;South Korea=KOR", date="2019-07-04")
    open_store(folder, create=True).add([report.annotation])
    return folder


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_this_machine_needs_no_token(host: str) -> None:
    check_door(host, None)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.5", "news.example", "localhost.evil.example", ""]
)
def test_another_address_needs_a_token(host: str) -> None:
    with pytest.raises(UsageError, match="token"):
        check_door(host, None)
    check_door(host, "long-enough-to-be-one")


def test_serve_refuses_before_it_listens(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DRAGOMAN_TOKEN", raising=False)
    assert main(["serve", "--store", str(store), "--host", "0.0.0.0"]) == 2
    assert "--token-file" in capsys.readouterr().err


def test_a_token_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DRAGOMAN_TOKEN", raising=False)
    assert read_token(None) is None
    file = tmp_path / "token"
    file.write_text("long-enough-to-be-one\n")
    assert read_token(file) == "long-enough-to-be-one"
    monkeypatch.setenv("DRAGOMAN_TOKEN", "another-one-that-is-long")
    assert read_token(None) == "another-one-that-is-long"
    monkeypatch.setenv("DRAGOMAN_TOKEN", "short")
    with pytest.raises(UsageError, match="at least 16"):
        read_token(None)
    with pytest.raises(UsageError, match="cannot be read"):
        read_token(tmp_path / "none")


def test_a_store_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fastapi")
    assert main(["serve", "--store", str(tmp_path / "none"), "--port", "0"]) == 1
    assert "there is no store here" in capsys.readouterr().err


def test_serve_without_its_packages_says_how_to_install_them(store: Path) -> None:
    code = (
        "import sys; sys.modules['fastapi'] = None\n"
        "from dragoman.cli import main\n"
        f"sys.exit(main(['serve', '--store', {str(store)!r}, '--port', '0']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert 'pip install "dragoman[web]"' in done.stderr


def test_serve_answers_on_the_address_that_it_prints(store: Path) -> None:
    pytest.importorskip("uvicorn")
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", "--store", str(store), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr
        line = server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        with urllib.request.urlopen(f"{found[0]}api/store", timeout=30) as answer:
            assert json.load(answer)["summary"]["documents"] == 1
    finally:
        server.terminate()
        server.wait(20)
        if server.stderr:
            server.stderr.close()


@pytest.mark.parametrize("kind", ["series", "types", "calendar"])
def test_chart_draws_into_files(store: Path, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("vl_convert")
    files = [tmp_path / f"figure.{suffix}" for suffix in ("svg", "png", "pdf", "json")]
    out = [part for file in files for part in ("-o", str(file))]
    assert (
        main(
            ["chart", kind, "Japan", "KOR", "--store", str(store), "--by", "year", *out]
            if kind == "series"
            else ["chart", kind, "Japan", "KOR", "--store", str(store), *out]
        )
        == 0
    )
    heads = [file.read_bytes()[:4] for file in files]
    assert heads[:3] == [b"<svg", b"\x89PNG", b"%PDF"]
    assert json.loads(files[3].read_bytes())["$schema"].endswith("v5.json")


def test_chart_by_night_is_dark(store: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    file = tmp_path / "figure.svg"
    assert main(["chart", "series", "JPN", "KOR", "--store", str(store), "--night", "-o", str(file)]) == 0
    assert "#171614" in file.read_text()


def test_chart_refuses_another_suffix(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["chart", "series", "JPN", "KOR", "--store", str(store), "-o", str(tmp_path / "figure.gif")])
        == 2
    )
    assert "suffix" in capsys.readouterr().err
