"""The committed cases against the tools that they come from: pyotp, oathtool, OpenSSL."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"


def load(name: str) -> ModuleType:
    """A module of tests/core/data by its file."""
    spec = importlib.util.spec_from_file_location(name, DATA / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


maker = load("make_otp_cases")
# kind, algorithm, secret, digits, period, moment, code, whose
CASES: list[tuple[Any, ...]] = [
    (kind, algorithm, bytes.fromhex(secret), *rest)
    for algorithm in maker.ALGORITHMS
    for kind, secret, *rest in load(f"otp_cases_{algorithm.lower()}").CASES
]


def test_there_are_500_of_all_kinds() -> None:
    assert len(CASES) == 500
    for kind in ("totp", "hotp"):
        chosen = [case for case in CASES if case[0] == kind]
        assert {(case[1], case[3]) for case in chosen} == {
            (algorithm, digits) for algorithm in maker.ALGORITHMS for digits in range(5, 11)
        }
    assert sum(case[0] == "steam" for case in CASES) > 60
    times = [case[5] for case in CASES if case[0] != "hotp"]
    assert max(times) > 7226582400  # 2199
    assert sum(utc >= 2**32 for utc in times) > 80
    counters = {case[5] for case in CASES if case[0] == "hotp"}
    assert {0, 2**64 - 1} <= counters
    assert sum(counter >= 2**63 for counter in counters) > 10
    periods = {case[4] for case in CASES}
    assert {1, 86400} <= periods
    assert len(periods) > 25
    assert {1, 255} <= {len(case[2]) for case in CASES}


def test_pyotp_says_the_same() -> None:
    taken = 0
    for *account, code, whose in CASES:
        expected = maker.by_pyotp(*account)
        assert (expected is not None) == (whose in ("pyotp", "both"))
        if expected is not None:
            taken += 1
            assert code == expected
    assert taken > 250


@pytest.mark.skipif(not shutil.which("oathtool"), reason="oathtool is not installed")
def test_oathtool_says_the_same() -> None:
    taken = 0
    for *account, code, whose in CASES:
        expected = maker.by_oathtool(*account)
        assert (expected is not None) == (whose in ("oathtool", "both"))
        if expected is not None:
            taken += 1
            assert code == expected
    assert taken > 200


def test_help_gives_what_pyotp_itself_gives() -> None:
    helped = 0
    for *account, code, whose in CASES:
        helped += whose == "helped"
        assert maker.by_helped_pyotp(*account) == code
    assert 0 < helped < 100


@pytest.mark.skipif(not shutil.which("oathtool"), reason="oathtool is not installed")
def test_the_files_are_what_the_script_writes() -> None:
    made = maker.sources()
    assert len(made) == 3
    for name, text in made.items():
        assert text == (DATA / name).read_text(encoding="ascii"), name


@pytest.mark.parametrize("name", ["sha1", "sha512"])
def test_hash_cases_are_what_the_script_writes(name: str) -> None:
    made = load(f"make_{name}_cases").source()
    assert made == (DATA / f"{name}_cases.py").read_text(encoding="ascii")
