"""A simulated day of faults: pixels against oathtool at the world's true time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from clock.faults import DAY, SECRET, START, Day


@pytest.fixture(scope="module")
def codes() -> dict[int, str]:
    """By oathtool, by the number of their period since 1970; some hours before and after too."""
    first = START - 40 * 30
    command = ["oathtool", "--base32", "--totp", f"--now=@{first}", f"--window={DAY // 30 + 2000}"]
    output = subprocess.run([*command, SECRET], check=True, capture_output=True, text=True).stdout
    return dict(enumerate(output.split(), first // 30))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_wrong_code_is_shown_as_trusted(
    seed: int, codes: dict[int, str], record_property: Callable[[str, object], None]
) -> None:
    seen = Day(seed, codes).run(DAY if seed == 1 else DAY // 8)
    record_property("seen", seen)
    print(seed, seen)  # the counts, with -s
    assert seen.wrong == []
    assert seen.wrong_though_warned == []
    assert seen.right > seen.refused > 20
    if seed == 1:
        assert seen.warned > 20
        assert set(seen.faults) >= {"_coin_cell_out", "_stands", "_flips", "_stuck", "_jumps"}
