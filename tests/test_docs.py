"""The documentation says what the program does."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_current(generator: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for name, text in generator.pages().items():
        assert (REFERENCE / name).read_text(encoding="utf-8") == text, (
            f"run python docs/generate.py: {name} is out of date"
        )


def test_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"dragoman {name}" in readme, f"the README does not name dragoman {name}"


def written() -> list[str]:
    """Every dragoman command in the code blocks of README and docs."""
    commands = []
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for block in re.findall(
            r"```(?:sh|bash|console)\n(.*?)```", page.read_text(encoding="utf-8").replace("\\\n", " "), re.S
        ):
            for line in block.splitlines():
                if line.removeprefix("$ ").startswith("dragoman "):
                    commands.append(line.removeprefix("$ ").split("#")[0].split("|")[0].split(">")[0].strip())
    return commands


@pytest.mark.parametrize("command", written())
def test_a_documented_command_is_one_that_the_program_takes(command: str) -> None:
    name, *rest = shlex.split(command.removeprefix("dragoman "))
    assert name in COMMANDS or name.startswith("--")
    flags = [word for word in rest if word.startswith("-") and word != "-"]
    help_text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    section = help_text.split(f"## dragoman {name}\n")[1].split("\n## ")[0] if name in COMMANDS else help_text
    for flag in flags:
        assert flag.split("=")[0] in section, f"{command}: no flag {flag}"


def test_links_in_the_documentation_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points at {target}"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in COMMANDS)
