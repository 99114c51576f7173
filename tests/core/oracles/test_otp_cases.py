"""The committed cases against the tools that they come from: pyotp, oathtool, OpenSSL."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

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
CASES = load("otp_cases").CASES


def test_there_are_200_of_many_kinds() -> None:
    assert len(CASES) == 200
    times = [utc for _, _, _, utc, _ in CASES]
    assert max(times) > 7226582400  # 2199
    assert sum(utc >= 2**32 for utc in times) > 40
    assert {digits for _, digits, _, _, _ in CASES} == {6, 7, 8}
    assert len({period for _, _, period, _, _ in CASES}) > 20
    assert max(len(secret) for secret, *_ in CASES) > 2 * 64  # longer than SHA-1's block


def test_pyotp_says_the_same() -> None:
    taken = 0
    for secret, digits, period, utc, code in CASES:
        expected = maker.by_pyotp(bytes.fromhex(secret), digits, period, utc)
        if expected is not None:
            taken += 1
            assert code == expected, (utc, period, digits)
    assert taken > 120


@pytest.mark.skipif(not shutil.which("oathtool"), reason="oathtool is not installed")
def test_oathtool_says_the_same() -> None:
    for secret, digits, period, utc, code in CASES:
        expected = maker.by_oathtool(bytes.fromhex(secret), digits, period, utc)
        assert code == expected, (utc, period, digits)


@pytest.mark.skipif(not shutil.which("oathtool"), reason="oathtool is not installed")
def test_the_file_is_what_the_script_writes() -> None:
    assert maker.source() == (DATA / "otp_cases.py").read_text(encoding="ascii")


def test_sha1_cases_are_what_the_script_writes() -> None:
    made = load("make_sha1_cases").source()
    assert made == (DATA / "sha1_cases.py").read_text(encoding="ascii")
