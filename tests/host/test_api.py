"""The library: `from mfob import Fob`, records, sentences for every error, data, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import mfob
from fobcore import errors as fob_errors
from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.terminal import environment
from mfob import Fob, HostError, data, errors, hostclock
from mfob.cli.main import cli
from mfob.enrol import Fields, enrol
from mfob.records import Added, Entry

CHECKOUT = Path(__file__).parents[2]
HEAVY = ("rich", "importlib.metadata", "serial", "PIL", "zxingcpp", "json", "mfob.device",
         "fobcore", "platformdirs")  # fmt: skip


def test_a_fob_as_a_library(fob: FakeFob) -> None:
    events: list[str] = []
    account = enrol(Fields("GitHub", "alice", RFC_KEY)).account
    with Fob.open(str(fob.path), events.append) as key:
        assert key.info().board == "fake"
        assert key.add(account) == Added(1, "added")
        assert key.accounts() == [Entry(1, "GitHub", "alice", "totp", "SHA1", 6, 30, 0)]
        assert (key.code(1).valid_until or 1) % 30 == 0
        key.set_name("Ann's")
        assert abs(key.set_clock().offset_ms or 0) < 500
        assert abs((key.set_clock(4_000_000_000_123).time_ms or 0) - 4_000_000_000_123) < 500
        key.delete(1)
        with pytest.raises(HostError, match="no longer on the fob"):
            key.code(1)
    assert "wait" in events


def test_many_accounts_come_page_by_page(fob: FakeFob) -> None:
    for number in range(20):
        fob.accounts.put("GitHub", f"user{number}")
    with Fob.open(str(fob.path)) as key:
        assert [entry.name for entry in key.accounts()] == [f"user{n}" for n in range(20)]


def test_the_port_is_free_again(fob: FakeFob) -> None:
    for _ in range(3):
        with Fob.open(str(fob.path)) as key:
            key.clock()


@pytest.mark.parametrize("code", fob_errors.CODES)
def test_every_error_of_the_fob_has_a_sentence(code: str) -> None:
    error = errors.of_code(code)
    assert error.message.endswith(".")
    assert "does not know:" not in error.message
    assert "{" not in error.message
    assert error.exit_code in (1, 3, 4, 5, 6)


def test_an_error_of_a_newer_firmware() -> None:
    assert "quota" in errors.of_code("quota").message


def test_firmware_and_boards_lie_in_the_checkout() -> None:
    assert data.firmware_dir() == CHECKOUT / "firmware"
    assert data.boards_dir() == CHECKOUT / "boards"
    assert data.board("virtual")["chip"] == "unix"
    for name in ("nothing", "../boards/virtual", ""):
        with pytest.raises(HostError, match="no board called"):
            data.board(name)


def test_the_clock_of_this_computer() -> None:
    assert abs(hostclock.utc_ms() - time.time_ns() // 1_000_000) < 1000
    assert abs(hostclock.utc("/dev/ttyACM0") - time.time()) < 2


def test_the_version_is_told_once() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    assert project["version"] == mfob.__version__


def test_help_names_each_command_and_imports_none() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    for name in ("devices", "info", "setup", "add", "list", "code", "delete", "clock", "sim"):
        assert f"\n  {name} " in result.output


def test_start_imports_nothing_heavy(record_property: Callable[[str, object], None]) -> None:
    """The time is shown and not asserted: it is the machine's as much as ours."""
    script = (
        "import sys\n"
        "from mfob.cli.main import cli\n"
        "cli.main(['--version'], 'mfob', standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    before = os.times()
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment()
    )
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    record_property("version_cpu_seconds", round(spent, 3))
    print(f"mfob --version: {spent:.3f} s of CPU")
    assert result.stdout.splitlines() == [f"mfob {mfob.__version__}", "[]"]


def test_the_host_s_own_codes_stay(fob: FakeFob, monkeypatch: pytest.MonkeyPatch) -> None:
    """bad_answer is no code of the fob's, though it begins like some."""
    monkeypatch.setattr(fob.accounts, "_add", lambda *_: (False, lambda: {"id": 1}))
    account = enrol(Fields("GitHub", "alice", RFC_KEY)).account
    with Fob.open(str(fob.path)) as key, pytest.raises(HostError) as caught:
        key.add(account)
    assert caught.value.code == "bad_answer"
    assert caught.value.message == "The fob's answer lacks 'status'."


def test_the_fob_s_refusals_of_an_account_are_about_it(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice", "A" * 32)
    account = enrol(Fields("GitHub", "alice", RFC_KEY)).account
    with Fob.open(str(fob.path)) as key, pytest.raises(HostError, match="has GitHub:alice with"):
        key.add(account)
