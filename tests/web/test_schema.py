"""The API keeps what its description promises, for questions that nobody thought of (schemathesis, a bounded run)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.store import open_store
from dragoman.web.app import create_app
from tests.web.conftest import reports

schemathesis = pytest.importorskip("schemathesis", reason="needs the extra dragoman[dev]")


def test_no_question_breaks_the_server(tmp_path: Path) -> None:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    made = open_store(tmp_path / "store", create=True)
    made.add(reports())
    described = schemathesis.openapi.from_asgi(
        "/api/openapi.json", create_app(made), headers={"Host": "localhost"}
    )
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    ways = [way.ok() for way in described.get_all_operations()]
    assert len(ways) == 13
    for way in ways:

        @settings(
            max_examples=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        @given(case=way.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate(headers={"Host": "localhost"}, checks=checks)

        ask()
