"""What the owner reads before anything happens, and what does not count as a word of theirs."""

from __future__ import annotations

import calendar
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import serial

from e2e.conftest import Bench, Result, wait_until
from fobcore import frames

KEY = "GEZDGNBVGY3TQOJQ"
KEYS = {"alice": KEY, "bob": "KRSXG5CTMVRXEZLU"}
OTHER = "MFRGGZDFMZTWQ2LK"
YES = "ok = yes next = no"


def address(name: str, secret: str = KEY, kind: str = "totp", more: str = "") -> str:
    return f"otpauth://{kind}/GitHub:{name}?secret={secret}&issuer=GitHub{more}"


def pages(result: Result) -> list[list[str]]:
    """The screens that were pressed at, each without its last line, which names the buttons."""
    assert result.code == 0, result
    last = len(result.asked)
    for number, lines in enumerate(result.asked, 1):
        wanted = YES if number == last else f"ok = more {number}/{last} next = no"
        assert lines[-1].split() == wanted.split(), result
    return [lines[:-1] for lines in result.asked]


@pytest.fixture
def two(fob: Bench) -> Bench:
    """A fob with alice and bob."""
    for name, key in KEYS.items():
        assert fob.add_uri(address(name, key)).code == 0
    return fob


def test_add(fob: Bench) -> None:
    kinds = {
        address("alice"): ["alice", "SHA1 6 30s"],
        address("bob", more="&algorithm=SHA512&digits=8&period=60"): ["bob", "SHA512 8 60s"],
        address("carol", kind="hotp", more="&counter=7"): ["carol", "HOTP SHA1 6 #7"],
        address("dora", kind="steam"): ["dora", "Steam"],
    }
    for uri, shown in kinds.items():
        assert pages(fob.add_uri(uri)) == [["Add", "GitHub", *shown]]
    assert KEY not in str(fob.sim.text())


def test_a_name_of_several_pages_is_shown_whole(fob: Bench) -> None:
    name = "a-very-long-name." + "x" * 43 + "!end"
    shown = pages(fob.add_uri(address(name)))
    assert len(shown) > 1 and all(page[0] == "Add" for page in shown)
    text = "".join(line for page in shown for line in page[1:])
    assert text == f"GitHub{name}SHA1 6 30s"


def test_replace(two: Bench) -> None:
    result = two.add_uri(address("bob", OTHER), "-f")
    assert pages(result) == [["Replace", "GitHub", "bob", "SHA1 6 30s"]]


def test_delete(two: Bench) -> None:
    assert pages(two.run("delete", "alice", "-f", press="ok")) == [["Delete", "GitHub", "alice"]]
    assert [row["name"] for row in two.accounts()] == ["bob"]


def test_rename(two: Bench) -> None:
    shown = pages(two.run("rename", "bob", "Forge:work", press="ok"))
    assert shown == [["Rename", "GitHub", "bob", "to:"], ["Rename", "Forge", "work"]]


def test_move(two: Bench) -> None:
    shown = pages(two.run("move", "bob", "1", press="ok"))
    assert shown == [["Move", "GitHub", "bob", "to 1 of 2"]]


def test_code(two: Bench) -> None:
    shown = pages(two.run("code", "bob", press="ok"))
    assert shown == [["Code to computer", "GitHub", "bob"]]
    shown = pages(two.run("code", "alice", "--next", press="ok"))
    assert shown == [["2 codes to computer", "GitHub", "alice"]]
    assert two.add_uri(address("carol", kind="hotp")).code == 0
    shown = pages(two.run("code", "carol", press="ok"))
    assert shown == [["Code to computer", "GitHub", "carol"]]


def test_codes_one_after_the_other_are_asked_for_each(two: Bench) -> None:
    result = two.run("code", press="ok")
    assert result.code == 0, result
    assert [lines[:-1] for lines in result.asked] == [
        ["Code to computer", "GitHub", name] for name in ("alice", "bob")
    ]


def test_clock_set(bench: Callable[..., Bench]) -> None:
    fob = bench(at=2_000_000_000 * 10**9)
    begun = fob.sim.utc()
    shown = pages(fob.run("clock", "set", press="ok"))
    over = fob.sim.utc()
    ((title, asked, now),) = shown
    assert (title, now) == ("Set clock (UTC)", "now: not set")
    utc = calendar.timegm(time.strptime(asked, "%Y-%m-%d %H:%M:%S"))
    assert begun <= utc <= over
    result = fob.run("clock", "set")
    assert (result.code, result.asked) == (0, []), "so little needs no press"


def test_setup_asks_for_the_clock_and_for_the_name(bench: Callable[..., Bench]) -> None:
    fob = bench()
    result = fob.run("setup", "--name", "Ann's fob", press="ok")
    assert result.code == 0, result
    assert [lines[0] for lines in result.asked] == ["Set clock (UTC)", "Name this fob"]
    assert result.asked[1][1:-1] == ["Ann's fob"]
    assert fob.run("info", "--json").json["name"] == "Ann's fob"


def test_config(fob: Bench) -> None:
    shown = pages(fob.run("config", "usb_code", "free", press="ok"))
    assert shown == [["Change setting", "usb_code", "free"]]


def test_import(fob: Bench) -> None:
    text = "".join(address(name, key) + "\n" for name, key in KEYS.items())
    result = fob.run("add", "-", stdin=text, press="ok")
    assert result.code == 0, result
    ((title, count, *_, last),) = result.asked
    assert (title, count) == ("Import", "2 accounts") and last.startswith("ok = yes")


def test_what_changes_nothing_asks_nothing(two: Bench) -> None:
    for args, stdin in ((["list"], ""), (["info"], ""), (["clock"], ""), (["config"], ""),
                        (["add", "-"], address("new") + "\n"), (["doctor"], "")):  # fmt: skip
        with pytest.raises(AssertionError, match="asked nothing"):
            two.run(*args, stdin=stdin, press="ok")


class RawHost:
    """A host of the test's own, which sends what it likes."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port
        self._rest = b""
        self.answers: dict[int, Any] = {}  # by a request's number
        self.heard: list[tuple[int, str]] = []  # number and kind of each frame

    def send(self, seq: int, **body: Any) -> None:
        text = json.dumps(body).encode()
        self._port.write(frames.encode(frames.TO_FOB, "0123abcd", seq, "1/1", text))

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Listens until the condition holds, bounded."""
        until = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < until, f"no {what} within 10 s"
            self._listen()

    def still_waits(self, seq: int, times: int = 2) -> None:
        """Listens until the fob has said so often, in answer to nothing, that it waits."""
        self._port.reset_input_buffer()
        heard = 0
        until = time.monotonic() + 10
        while heard < times:
            assert time.monotonic() < until, "the fob does not wait any more"
            heard += self._listen().count((seq, frames.WAIT))
            assert seq not in self.answers, self.answers

    def _listen(self) -> list[tuple[int, str]]:
        *lines, self._rest = (self._rest + self._port.read(4096)).split(b"\n")
        heard = []
        for line in lines:
            frame = frames.decode(line, frames.TO_HOST)
            if frame is None:
                continue
            _, seq, kind, payload = frame
            heard.append((seq, kind))
            self.heard.append((seq, kind))
            if kind == "1/1":
                self.answers[seq] = json.loads(payload)
        return heard


@contextmanager
def raw_host(fob: Bench) -> Iterator[RawHost]:
    with serial.Serial(fob.sim.port, 115200, timeout=0.02, exclusive=True) as port:
        host = RawHost(port)
        host.send(1, do="hello")
        host.until(lambda: 1 in host.answers, "hello")
        yield host


def settle(fob: Bench, ms: int = 500) -> None:
    """Until so much of the fob's time has passed, longer than a press needs to count."""
    begin = fob.sim.status()["ticks_ms"]
    wait_until(lambda: fob.sim.status()["ticks_ms"] >= begin + ms, "time")


def approved(fob: Bench, host: RawHost, seq: int) -> None:
    """The question in hand is answered by a press as it should be, and done."""
    settle(fob)
    fob.sim.press("ok")
    host.until(lambda: seq in host.answers, "answer")
    assert host.answers[seq] == {"ok": {}}


@pytest.mark.parametrize("hello", [False, True])
def test_a_question_swapped_for_another(fob: Bench, hello: bool) -> None:
    """The screen shows the second one, and the press that was meant for the first is not its."""
    with raw_host(fob) as host:
        host.send(2, do="set_name", name="first")
        fob.sim.wait_screen("first")
        settle(fob)  # from here on a press would count for the first
        if hello:
            host.send(3, do="hello")
        host.send(4, do="set_name", name="second")
        fob.sim.wait_screen("second")
        fob.sim.press("ok", ms=100)  # within 300 ms of it
        host.still_waits(4)
        lines = fob.sim.text()
        assert "second" in lines and "first" not in lines
        assert 2 not in host.answers
        approved(fob, host, 4)
    assert fob.run("info", "--json").json["name"] == "second"


def test_a_press_that_began_before_the_swap(fob: Bench) -> None:
    with raw_host(fob) as host:
        host.send(2, do="set_name", name="first")
        fob.sim.wait_screen("first")
        settle(fob)
        fob.sim.hold("ok")
        host.send(4, do="set_name", name="second")
        fob.sim.wait_screen("second")
        fob.sim.release("ok")
        host.still_waits(4)
        assert "second" in fob.sim.text() and 2 not in host.answers
        approved(fob, host, 4)
    assert fob.run("info", "--json").json["name"] == "second"


def test_the_same_question_twice_needs_a_press_each(fob: Bench) -> None:
    """The picture is the same, the question is not."""
    with raw_host(fob) as host:
        host.send(2, do="set_name", name="same")
        fob.sim.wait_screen("same")
        settle(fob)
        host.send(4, do="set_name", name="same")
        host.until(lambda: (4, frames.WAIT) in host.heard, "word of the second")
        fob.sim.press("ok", ms=100)
        host.still_waits(4)
        approved(fob, host, 4)


def test_a_long_press_does_not_approve(fob: Bench) -> None:
    with raw_host(fob) as host:
        host.send(2, do="set_name", name="mine")
        fob.sim.wait_screen("mine")
        settle(fob)
        fob.sim.press("ok", ms=1500)
        host.still_waits(2)
        assert "mine" in fob.sim.text()
        approved(fob, host, 2)
    assert fob.run("info", "--json").json["name"] == "mine"


def test_a_long_press_of_next_refuses(fob: Bench) -> None:
    with raw_host(fob) as host:
        host.send(2, do="set_name", name="mine")
        fob.sim.wait_screen("mine")
        settle(fob)
        fob.sim.press("next", ms=1500)
        host.until(lambda: 2 in host.answers, "answer")
        assert host.answers[2] == {"error": "refused"}
