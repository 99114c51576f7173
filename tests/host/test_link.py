"""The link's host side against the strict fake fob: parts, loss, noise, restarts, unplugging."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from host.fakeaccounts import RFC_KEY
from host.fakefob import REPEAT, FakeFob
from mfob.errors import HostError
from mfob.exchange import Timing
from mfob.link import Link
from mfob.serialport import SerialPort

FAST = Timing(repeat=REPEAT, working=3 * REPEAT, patience=1.0, reopen=2.0)
LONG = "n" * 64
ACCOUNT = {
    "issuer": "Ä" * 64, "name": LONG, "secret": "A" * 400, "type": "totp", "algorithm": "SHA1",
    "digits": 6, "period": 30, "counter": 0,
}  # fmt: skip


class Talk:
    """A link and what it told of its progress."""

    def __init__(self, fob: FakeFob, timing: Timing = FAST) -> None:
        self.events: list[str] = []
        self.said: list[str] = []
        self.link = Link(
            lambda: SerialPort(str(fob.path)), self.events.append, self.said.append, timing
        )


@pytest.fixture
def talk(fob: FakeFob) -> Iterator[Talk]:
    talk = Talk(fob)
    yield talk
    talk.link.close()


def test_request_in_parts_and_answer_in_parts(fob: FakeFob, talk: Talk) -> None:
    fob.accounts.put("Ä" * 60, LONG)
    fob.accounts.put("Ö" * 60, LONG)
    added = talk.link.request({"do": "add", "account": ACCOUNT, "replace": False})
    assert added == {"id": 3, "status": "added"}
    page = talk.link.request({"do": "list", "from": 0})
    assert [row[1] for row in page["accounts"]] == ["Ä" * 60, "Ö" * 60, "Ä" * 64]
    assert fob.accounts.rows[3] == ACCOUNT


def test_errors_of_the_fob_come_with_sentence_and_details(fob: FakeFob, talk: Talk) -> None:
    number = fob.accounts.put(ACCOUNT["issuer"], LONG)
    with pytest.raises(HostError) as caught:
        talk.link.request({"do": "add", "account": ACCOUNT, "replace": False})
    assert (caught.value.code, caught.value.details) == ("clash", {"id": number})
    with pytest.raises(HostError, match="no longer on the fob"):
        talk.link.request({"do": "delete", "id": 99})


@pytest.mark.parametrize("seed", range(6))
def test_lost_and_garbled_lines(tmp_path: Path, seed: int) -> None:
    fob = FakeFob(tmp_path / "fob", loss=0.25, seed=seed)
    talk = Talk(fob, Timing(repeat=REPEAT, working=3 * REPEAT, patience=4.0))
    try:
        for number in range(1, 6):
            secret = "GEZDGNBVGY3TQOJ" + "ABCDEF"[number]
            account = {**ACCOUNT, "name": f"{number}", "secret": secret}
            answer = talk.link.request({"do": "add", "account": account, "replace": False})
            assert answer == {"id": number, "status": "added"}
        listed: list[str] = []
        while len(listed) < 5:
            page = talk.link.request({"do": "list", "from": len(listed)})
            listed += [row[2] for row in page["accounts"]]
        assert listed == ["1", "2", "3", "4", "5"]
        assert fob.accounts.times_added == 5
    finally:
        talk.link.close()
        fob.stop()
    assert fob.violations == []


def test_waiting_for_the_button_outlasts_patience(fob: FakeFob, talk: Talk) -> None:
    fob.consent_takes = 2 * FAST.patience
    assert talk.link.request({"do": "set_name", "name": "Ann's"}) == {}
    assert talk.events.count("wait") > 5
    assert fob.requests.count({"do": "set_name", "name": "Ann's"}) == 1


def test_noise_is_passed_over(fob: FakeFob, talk: Talk) -> None:
    fob.chatter = bytes(range(256)) * 8 + b"\n" + b"x" * 5000 + b"\r\n\n<0 1 1/1 {} 00000000\n"
    assert talk.link.request({"do": "info"})["board"] == "fake"
    assert talk.link.request({"do": "clock"})["state"] == "trusted"


def test_a_silent_fob(fob: FakeFob, talk: Talk) -> None:
    talk.link.greet()
    fob.mute = True
    begin = time.monotonic()
    with pytest.raises(HostError, match="does not answer") as caught:
        talk.link.request({"do": "info"})
    assert (caught.value.code, caught.value.exit_code) == ("silent", 3)
    assert FAST.patience <= time.monotonic() - begin < FAST.patience + 3
    fob.mute = False
    assert talk.link.request({"do": "info"})["board"] == "fake"


def test_a_restarted_fob_is_greeted_again(fob: FakeFob, talk: Talk) -> None:
    talk.link.greet()
    fob.restart()
    assert talk.link.request({"do": "info"})["board"] == "fake"
    fob.restart()
    answer = talk.link.request({"do": "add", "account": ACCOUNT, "replace": False})
    assert answer == {"id": 1, "status": "added"}


def test_unplugged_once_it_was_done_is_not_done_twice(fob: FakeFob, talk: Talk) -> None:
    fob.die_after = "add"
    back = threading.Thread(target=lambda: _plug_when_gone(fob))
    back.start()
    answer = talk.link.request({"do": "add", "account": ACCOUNT, "replace": False})
    back.join()
    assert answer == {"id": 1, "status": "added"}
    assert fob.accounts.times_added == 1
    assert [event for event in talk.events if event != "wait"] == ["lost", "back"]


def test_unplugged_for_good(fob: FakeFob, talk: Talk) -> None:
    fob.die_after = "delete"
    fob.accounts.put("GitHub", "alice")
    with pytest.raises(HostError, match="unplugged before it had answered") as caught:
        talk.link.request({"do": "delete", "id": 1})
    assert (caught.value.code, caught.value.exit_code) == ("lost", 3)


def test_a_body_that_ages_is_made_anew_after_a_loss(fob: FakeFob, talk: Talk) -> None:
    fob.die_after = "set_clock"
    made = itertools.count(2_000_000_000)
    clock = fob.accounts.clock

    def body() -> dict[str, object]:
        return {"do": "set_clock", "time": next(made), "ms": 0, "ticks": clock.ticks(),
                "error_ms": 5}  # fmt: skip

    back = threading.Thread(target=lambda: _plug_when_gone(fob))
    back.start()
    talk.link.request(body)
    back.join()
    times = [request["time"] for request in fob.requests if request["do"] == "set_clock"]
    assert times == sorted(set(times))
    assert len(times) == 2


def test_another_host_took_the_session(fob: FakeFob, talk: Talk) -> None:
    talk.link.greet()
    other = Link(lambda: _Shared(fob), timing=FAST)
    other.greet()
    other.close()
    assert talk.link.request({"do": "info"})["board"] == "fake"


def test_abandoning_ends_the_consent(fob: FakeFob, talk: Talk) -> None:
    fob.consent = "wait"
    talk.link.greet()

    def interrupt(event: str) -> None:
        raise KeyboardInterrupt

    talk.link.event = interrupt
    with pytest.raises(KeyboardInterrupt):
        talk.link.request({"do": "set_name", "name": "x"})
    talk.link.abandon()
    assert fob.cancelled.wait(5)


def test_another_protocol(fob: FakeFob, talk: Talk) -> None:
    fob.accounts.protocol = 2
    with pytest.raises(HostError, match="another protocol"):
        talk.link.greet()


def test_too_long_a_request_is_not_sent(fob: FakeFob, talk: Talk) -> None:
    with pytest.raises(HostError) as caught:
        talk.link.request({"do": "set_name", "name": "x" * 3000})
    assert caught.value.code == "too_long"
    assert [request["do"] for request in fob.requests] == ["hello"]


def test_the_trace_has_no_values(fob: FakeFob, talk: Talk) -> None:
    secret = RFC_KEY
    account = {**ACCOUNT, "issuer": "Acme", "name": "bob", "secret": secret}
    talk.link.request({"do": "add", "account": account, "replace": False})
    code = talk.link.request({"do": "code", "id": 1, "next": False})["code"]
    said = "\n".join(talk.said)
    assert "add(account(issuer,name,secret,type" in said
    for value in (secret, "Acme", "bob", code):
        assert value not in said


class _Shared:
    """The fob's port without the lock that a second SerialPort would run into."""

    def __init__(self, fob: FakeFob) -> None:
        self._fd = os.open(fob.path, os.O_RDWR | os.O_NOCTTY)

    def write(self, data: bytes) -> bool:
        return os.write(self._fd, data) == len(data)

    def read(self) -> bytes:
        return os.read(self._fd, 4096)

    def close(self) -> None:
        os.close(self._fd)


def _plug_when_gone(fob: FakeFob) -> None:
    until = time.monotonic() + 5
    while fob.path.is_symlink() and time.monotonic() < until:
        time.sleep(0.01)
    fob.plug()
