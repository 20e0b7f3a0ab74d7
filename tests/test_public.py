"""The public surface: what the package offers, and how little it costs to start."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.resources import files

import pytest

import dragoman

NAMES = ["__version__", "annotate", "code", "explain", "open_store", "read", "records", "resolve_actor"]


def test_the_public_names_are_those_that_the_readme_promises() -> None:
    assert sorted(dragoman.__all__) == NAMES
    assert dir(dragoman) == NAMES
    assert all(getattr(dragoman, name) is not None for name in NAMES)
    assert dragoman.resolve_actor("Russian troops").sector == "MIL"


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = dragoman.nonsense


def test_types_are_told() -> None:
    assert files("dragoman").joinpath("py.typed").is_file()


HEAVY = ("numpy", "duckdb", "pyarrow", "onnxruntime", "trafilatura", "tokenizers", "torch", "lxml")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from dragoman.cli import main; main(['--help']); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "[]"


def test_help_answers_at_once() -> None:
    best = 9.0
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, check=True)
        best = min(best, time.perf_counter() - started)
    # The budget is 0.4 s on a quiet machine; the bound here leaves room for a busy one.
    assert best < 1.5


def test_the_network_is_never_asked() -> None:
    script = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('asked the network')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "from dragoman.pipeline import code, document\n"
        "print(len(list(code(document('Peru condemned Chile on Monday.')))))\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "1"
