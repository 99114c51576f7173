"""From three kinds of input to the right codes, at three times of the world, and after kill -9."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
import segno

from e2e.conftest import Bench, code_of, oathtool, wait_until
from mfob.sim.client import Sim

KEYS = {
    "alice": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "bob": "JBSWY3DPEHPK3PXP",
    "carol": "KRSXG5CTMVRXEZLUKRSXG5CT",
}
TIMES = {
    "now": None,
    "2038": 2147483647,  # 2038-01-19T03:14:07Z
    "2099": 4102444785,  # 2099-12-31T23:59:45Z
}


def address(name: str, secret: str) -> str:
    return f"otpauth://totp/GitHub:{name}?secret={secret}&issuer=GitHub"


def add_three(fob: Bench, folder: Path) -> None:
    """By picture, by address on stdin, by hand."""
    picture = folder / "page.png"
    segno.make(address("alice", KEYS["alice"])).save(str(picture), scale=6)
    by_hand = ["add", "-i", "GitHub", "-n", "carol"]
    for args, stdin in (
        (["add", "--qr", str(picture)], ""),
        (["add", "-"], address("bob", KEYS["bob"]) + "\n"),
        (by_hand, KEYS["carol"] + "\n"),
    ):
        result = fob.run(*args, stdin=stdin, press="ok")
        assert result.code == 0, result


def check_codes(fob: Bench) -> None:
    """For each account: pixels, USB and oathtool say the same."""
    sim = fob.sim
    fob.stand()
    try:
        for name, secret in KEYS.items():
            wanted = oathtool(secret, sim.utc())
            for _ in range(len(KEYS)):  # next, until its page is there
                # A doubt may stand behind it: the clock's chip stood, unexplained.
                if any(line.split(" ")[0] == name for line in sim.text()):
                    break
                before = sim.text()
                sim.press("next")
                sim.wait_screen(lambda lines, before=before: lines != before)
            sim.wait_screen(lambda lines, wanted=wanted: code_of(lines) == wanted)
            result = fob.run("code", f"github:{name}", "--json", press="ok")
            assert result.code == 0, result
            row = result.json["accounts"][0]
            assert (row["name"], row["code"]) == (name, wanted)
            assert row["valid_from"] <= sim.utc() < row["valid_until"]
    finally:
        sim.go()


@pytest.mark.parametrize("at", TIMES)
def test_codes_over_two_period_boundaries(
    at: str, bench: Callable[..., Bench], tmp_path: Path
) -> None:
    utc = TIMES[at]
    fob = bench(at=None if utc is None else utc * 10**9)
    assert fob.run("clock", "set", press="ok").code == 0
    add_three(fob, tmp_path)
    check_codes(fob)
    for _ in range(2):
        fob.sim.advance(31 - fob.sim.utc() % 30)  # the fob's clock is right to some ms
        check_codes(fob)


def test_everything_is_there_after_kill_9(
    bench: Callable[..., Bench], tmp_path: Path
) -> None:
    fob = bench()
    assert fob.run("clock", "set", press="ok").code == 0
    add_three(fob, tmp_path)
    before = fob.accounts()
    assert [row["name"] for row in before] == list(KEYS)
    pid = fob.sim.status()["pid"]
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not Path(f"/proc/{pid}").exists() or _zombie(pid), "end of the process")
    again = Bench(Sim.start(fob.sim.state.path, lease=True))
    assert again.accounts() == before
    check_codes(again)


def _zombie(pid: int) -> bool:
    return ") Z " in Path(f"/proc/{pid}/stat").read_text()


def test_an_enrolment_in_full(fob: Bench, tmp_path: Path) -> None:
    """A service's side of it: a fresh key, its QR page, the code typed back."""
    service = pyotp.TOTP(pyotp.random_base32())
    picture = tmp_path / "service.png"
    uri = service.provisioning_uri(name="dora@example.com", issuer_name="Some Service")
    segno.make(uri).save(str(picture), scale=5)
    result = fob.run("add", "--qr", str(picture), press="ok")
    assert result.code == 0, result
    fob.stand()
    moment = datetime.fromtimestamp(fob.sim.utc(), UTC)
    fob.sim.wait_screen(lambda lines: code_of(lines) == service.at(moment))
    typed = fob.code_on_screen()
    assert service.verify(typed, for_time=moment)
    assert not service.verify(typed, for_time=moment + timedelta(seconds=60))


def test_delete_reminds_and_deletes(fob: Bench, tmp_path: Path) -> None:
    add_three(fob, tmp_path)
    result = fob.run("delete", "bob", "-f", press="ok")
    assert result.code == 0, result
    assert "MFA" in result.out + result.err
    assert [row["name"] for row in fob.accounts()] == ["alice", "carol"]
    refused = fob.run("delete", "carol", "-f", press="next")
    assert refused.code == 5
    assert [row["name"] for row in fob.accounts()] == ["alice", "carol"]
