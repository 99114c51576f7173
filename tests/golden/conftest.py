"""`pytest tests/golden --record` writes the pictures anew instead of comparing them."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """--record."""
    parser.addoption("--record", action="store_true", help="keep what the screens show now")


@pytest.fixture
def record(request: pytest.FixtureRequest) -> bool:
    """Whether the pictures are to be kept."""
    return bool(request.config.getoption("--record"))
