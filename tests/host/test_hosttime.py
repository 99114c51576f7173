"""Is this computer's clock synchronised? What does a time server say? With fakes of both."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from host.conftest import tools
from host.fakefob import FakeFob
from host.test_cli import error_of, object_of
from mfob import hostclock, hosttime
from mfob.cli.main import cli
from mfob.errors import HostError
from mfob.hosttime import Sync

# As chronyc 4.3 prints it.
TRACKING = """\
cat <<END
Reference ID    : C0A80101 (192.168.1.1)
Stratum         : 3
Ref time (UTC)  : Tue Nov 24 13:49:06 2026
System time     : 0.000204000 seconds slow of NTP time
Last offset     : -0.000012345 seconds
RMS offset      : 0.000123456 seconds
Frequency       : 12.345 ppm slow
Residual freq   : +0.001 ppm
Skew            : 0.123 ppm
Root delay      : 0.020000000 seconds
Root dispersion : 0.003100000 seconds
Update interval : 64.2 seconds
Leap status     : {}
END"""
YES, NO = "echo NTPSynchronized=yes", "echo NTPSynchronized=no"
SLOW = "exec sleep 20"
SINCE_1900 = 2_208_988_800
VERSION = 0b00_100_000


@pytest.mark.parametrize(
    ("chronyc", "timedatectl", "told"),
    [
        ("exit 1", YES, Sync(True, None, "systemd")),
        ("exit 1", NO, Sync(False, None, "systemd")),
        ("exit 1", "exit 1", Sync(None)),
        ("exit 1", "echo NTPSynchronized=", Sync(None)),
        ("exit 1", f"{YES}; exit 3", Sync(None)),
        ("exit 1", f'[ "$LC_ALL" = C ] && {YES}', Sync(True, None, "systemd")),
        (SLOW, YES, Sync(True, None, "systemd")),
        (SLOW, SLOW, Sync(None)),
        ("printf '\\377\\n'", NO, Sync(False, None, "systemd")),
        # 0.000204 + 0.0031 + 0.02 / 2 = 0.013304 s: chronyc(1), "tracking"
        (TRACKING.format("Normal"), SLOW, Sync(True, 14, "chrony")),
        (TRACKING.format("Insert second"), NO, Sync(True, 14, "chrony")),
        (TRACKING.format("Not synchronised"), YES, Sync(False, None, "chrony")),
        ("echo 'Leap status     : Normal'", NO, Sync(True, None, "chrony")),
        ("echo '506 Cannot talk to daemon'; exit 1", YES, Sync(True, None, "systemd")),
    ],
)
def test_what_the_system_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chronyc: str, timedatectl: str, told: Sync
) -> None:
    tools(tmp_path, monkeypatch, chronyc, timedatectl)
    begun = time.monotonic()
    assert hosttime.sync() == told
    assert time.monotonic() - begun < 3  # of a machine that has other work: 1 s is meant


def test_neither_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hosttime.sync() == Sync(None)
    (tmp_path / "timedatectl").write_text("no program")
    (tmp_path / "timedatectl").chmod(0o755)
    assert hosttime.sync() == Sync(None)


def test_what_is_assumed() -> None:
    assert Sync(True, 14).assumed_ms == 14
    known = [Sync(synced).assumed_ms for synced in (True, None, False)]
    assert known == sorted(known) and known[0] > 0


def test_a_world_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MFOB_CLOCK", raising=False)
    assert hostclock.virtual("sim") and hostclock.virtual("sim:/x")
    assert not hostclock.virtual("/dev/ttyACM0") and not hostclock.virtual(None)
    monkeypatch.setenv("MFOB_CLOCK", "sim:/x")
    assert hostclock.virtual("/dev/ttyACM0")


class Server(threading.Thread):
    """An NTP server on a port of this computer's (RFC 5905, 7.3). It is `ahead` s ahead, takes
    `takes` s, and answers with what `fields` say of itself."""

    def __init__(self, ahead: float = 0.0, takes: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.ahead, self.takes = ahead, takes
        self.far = 0.0  # s that a question takes to come here
        self.leap, self.mode, self.stratum = 0, 4, 2
        self.root_delay, self.root_dispersion = 0.030, 0.007
        self.deaf = 0  # questions that it does not answer
        self.old = 0.0  # s by which the question's time is given back wrong
        self.asked: list[bytes] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.place = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.start()

    def run(self) -> None:
        while True:
            question, whose = self._socket.recvfrom(512)
            if question == b"end":
                return
            self.asked.append(question)
            if len(self.asked) <= self.deaf:
                continue
            time.sleep(self.far)
            now = _stamp(time.time() + self.ahead)
            time.sleep(self.takes)
            head = struct.pack(
                ">BBbbII4s", self.leap << 6 | VERSION | self.mode, self.stratum, 6, -20,
                round(self.root_delay * 65536), round(self.root_dispersion * 65536), b"TEST",
            )  # fmt: skip
            begun = _stamp(_seconds(question[40:48]) - self.old)
            times = (now, begun, now, _stamp(time.time() + self.ahead))
            self._socket.sendto(head + b"".join(times), whose)

    def stop(self) -> None:
        self._socket.sendto(b"end", self._socket.getsockname())
        self.join(5)
        self._socket.close()


def _stamp(utc: float) -> bytes:
    return struct.pack(">II", int(utc) + SINCE_1900, int(utc % 1 * 2**32))


def _seconds(stamp: bytes) -> float:
    whole, part = struct.unpack(">II", stamp)
    return whole - SINCE_1900 + part / 2**32


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


def test_a_time_server_is_asked(server: Server) -> None:
    server.ahead, server.takes = 2.5, 0.1
    begun = time.monotonic()
    known = hosttime.ask(server.place)
    delay = (time.monotonic() - begun - server.takes) * 1000  # and more than it
    assert known.server == server.place
    assert abs(known.shift_ms - 2500) <= known.error_ms
    # root dispersion + root delay / 2 + delay / 2 (RFC 5905, the root distance)
    assert 22 <= known.error_ms <= 22 + delay / 2 + 2
    assert server.asked[0][0] & 7 == 3  # a client's question


def test_a_lopsided_way_is_within_the_error(server: Server) -> None:
    server.ahead, server.far = -7.0, 0.2
    known = hosttime.ask(server.place)
    assert known.error_ms >= 22 + 100
    assert abs(known.shift_ms + 7000) <= known.error_ms
    assert known.shift_ms > -7000 + 50  # it is off, and must be: nobody can know


def test_a_lost_question_is_asked_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosttime, "_ANSWER", 0.3)
    server.deaf = 1
    assert abs(hosttime.ask(server.place).shift_ms) <= 25
    server.deaf = 99
    with pytest.raises(HostError, match="does not answer") as caught:
        hosttime.ask(server.place)
    assert caught.value.code == "ntp"


@pytest.mark.parametrize(
    "change",
    [{"leap": 3}, {"stratum": 0}, {"stratum": 16}, {"mode": 3}, {"old": 60.0}, {"old": -60.0}],
)
def test_a_server_that_does_not_know(server: Server, change: dict[str, float]) -> None:
    for name, value in change.items():
        setattr(server, name, value)
    with pytest.raises(HostError, match="does not know the time") as caught:
        hosttime.ask(server.place)
    assert caught.value.code == "ntp"


@pytest.mark.parametrize(("server", "place"), [
    ("pool.ntp.org", ("pool.ntp.org", 123)), ("a:1123", ("a", 1123)),
    ("[::1]:99", ("::1", 99)), ("[fe80::1]", ("fe80::1", 123)),
    ("2001:db8::1", ("2001:db8::1", 123)),
])  # fmt: skip
def test_how_a_server_is_written(server: str, place: tuple[str, int]) -> None:
    assert hosttime._place(server) == place


@pytest.mark.parametrize("server", ["", ":99", "a:b", "a:0", "a:65536", "a:1:2", "[::1"])
def test_how_it_is_not(server: str) -> None:
    with pytest.raises(HostError) as caught:
        hosttime.ask(server)
    assert (caught.value.code, caught.value.exit_code) == ("usage", 2)


def test_no_ntplib(monkeypatch: pytest.MonkeyPatch, runner: CliRunner, fob: FakeFob) -> None:
    monkeypatch.setitem(sys.modules, "ntplib", None)
    result = runner.invoke(cli, ["clock", "set", "--ntp", "x", "--json"])
    assert error_of(result) == (1, "no_ntplib")
    assert "pip install 'mfob[ntp]'" in result.stderr
    assert fob.requests == []


def test_the_server_s_time_is_set(runner: CliRunner, fob: FakeFob, server: Server) -> None:
    server.ahead = -40.0
    result = runner.invoke(cli, ["clock", "set", "--ntp", server.place])
    assert result.exit_code == 0, result.output
    assert f"with {server.place}'s clock" in result.stdout
    (sent,) = [request for request in fob.requests if request["do"] == "set_clock"]
    (off,) = fob.accounts.clock.taken
    assert abs(off + 40_000) <= sent["error_ms"]
    assert sent["error_ms"] >= 22
    told = object_of(runner.invoke(cli, ["clock", "--json"]))
    assert abs(told["offset_ms"] + 40_000) < 1000


def test_a_silent_server_is_said_and_the_computers_clock_taken(
    runner: CliRunner, fob: FakeFob, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosttime, "_ANSWER", 0.2)
    server.deaf = 99
    result = runner.invoke(cli, ["clock", "set", "--ntp", server.place])
    assert result.exit_code == 0
    assert f"{server.place} does not answer, so this computer's clock is taken.\n" in result.stderr
    assert "this computer's clock (± " in result.stdout
    assert abs(fob.accounts.clock.taken[0]) < 200


def test_without_a_network_nothing_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_args: object, **_named: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(HostError, match="pool.ntp.org does not answer"):
        hosttime.ask("pool.ntp.org")
