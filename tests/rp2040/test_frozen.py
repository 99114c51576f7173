"""An image with the firmware frozen in (firmware/manifest.py): one story in order, from a flash
with nothing on it to one that can't be read.

Skipped where MFOB_FROZEN_UF2 names none; firmware/README.md says how one is built.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from e2e.conftest import Bench, code_of, oathtool
from mfob.sim.parts.flash import SECTOR
from rp2040.conftest import PATIENCE

UF2 = os.environ.get("MFOB_FROZEN_UF2", "")  # before a test's own environment is made
ALICE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
TOTP = f"otpauth://totp/GitHub:alice?secret={ALICE}&issuer=GitHub"
pytestmark = pytest.mark.skipif(
    not UF2, reason="MFOB_FROZEN_UF2 names no image with the firmware frozen in"
)


@pytest.fixture(scope="module")
def fob(starts: Callable[..., Bench]) -> Bench:
    """The fob of the story."""
    return starts(image=UF2, blank=True)


def shows_alice(fob: Bench) -> None:
    """Her code stands on the screen, by its pixels."""
    fob.stand()
    wanted = oathtool(ALICE, fob.sim.utc())
    fob.sim.wait_screen(lambda lines: code_of(lines) == wanted, PATIENCE)
    assert "alice" in fob.sim.text()
    fob.sim.go()


def test_a_blank_flash_gets_a_file_system_and_a_vault(fob: Bench) -> None:
    """And all codes come out right: SHA-512 is machine code, which a build can lay wrongly."""
    fob.sim.wait_screen("No accounts yet", PATIENCE)
    checks = {it["name"]: it for it in fob.run("doctor", "--json").json["checks"]}
    bad = {name for name, it in checks.items() if not it["ok"]}
    assert bad <= {"clock", "link"}, checks  # not set yet; timed by this computer's clock


def test_an_account_that_is_there_after_a_power_cut(fob: Bench) -> None:
    assert fob.run("clock", "set", press="ok").code == 0
    assert fob.add_uri(TOTP).code == 0
    shows_alice(fob)
    before = fob.accounts()
    fob.sim.power_cut()
    fob.sim.power_on()
    shows_alice(fob)
    assert fob.accounts() == before
    status = fob.sim.status()
    assert (status["resets"], status["fault"]) == (0, None)


def test_a_flash_that_can_not_be_read_is_not_formatted(fob: Bench) -> None:
    """The last of the story: without both superblocks the vault is still there."""
    fob.sim.stop()
    flash = fob.sim.state.flash
    broken = bytes(2 * SECTOR) + flash.read_bytes()[2 * SECTOR :]
    flash.write_bytes(broken)
    sim = type(fob.sim).start(fob.sim.state.path, lease=True, chip="rp2040", image=UF2, blank=True)
    other = Bench(sim, sim.ticks, PATIENCE)
    try:
        other.sim.wait_screen("VAULT UNREADABLE", PATIENCE)
        assert flash.read_bytes() == broken
        # At its prompt, by the button, nothing is put over it either.
        other.sim.power_cut()
        other.sim.hold("ok")
        other.sim.power_on(wait=False)
        result = other.run("install", "--json")
        assert (result.code, result.json["error"]["code"]) == (1, "no_file_system"), result
        assert flash.read_bytes() == broken
    finally:
        other.sim.stop()
