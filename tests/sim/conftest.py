"""Virtual fobs for the tests of the simulator, ended whatever happens."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """bench(main, boot="", **options) makes a running fob."""
    made: list[Bench] = []

    def make(main: str, boot: str = "", **options: Any) -> Bench:
        made.append(Bench(tmp_path, main, boot, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
