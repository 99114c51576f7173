"""A line that loses, doubles, flips and delays bytes: every request ends once, done or not.

A change that ended well is there exactly once; one that ended with an error is there once or not
at all, and nothing else is there.
"""

from __future__ import annotations

import random
import time
from collections import deque
from pathlib import Path

import pytest

from fobcore import base32
from mfob import serialport
from mfob.errors import HostError
from mfob.exchange import Timing
from mfob.link import Link
from mfob.sim.client import Sim

# Short, because a damaged line costs many repeats; the fob's world runs faster by RATE.
TIMING = Timing(repeat=0.03, working=0.15, patience=0.6, reopen=1.0)
PATIENT = Timing(repeat=0.1, working=0.5, patience=10.0, reopen=5.0)
RATE = 6
LATE = 0.02  # s that a delayed byte, and what comes behind it, waits


class BadPort:
    """A port that damages what passes, both ways, each kind with the given chance a byte."""

    def __init__(self, port: serialport.SerialPort, seed: int, chance: float) -> None:
        self._port = port
        self._random = random.Random(seed)
        self._chance = chance
        self._late: deque[tuple[float, bytes]] = deque()
        self.damaged = 0

    def write(self, data: bytes) -> bool:
        return self._port.write(self._damage(data))

    def read(self) -> bytes:
        now = time.monotonic()
        data = self._damage(self._port.read())
        if data:
            late = self._random.random() < self._chance * len(data)
            self._late.append((now + LATE if late else now, data))
        out = b""
        while self._late and self._late[0][0] <= now:
            out += self._late.popleft()[1]
        return out

    def close(self) -> None:
        self._port.close()

    def _damage(self, data: bytes) -> bytes:
        out = bytearray()
        for byte in data:
            draw = self._random.random()
            if draw < 3 * self._chance:
                self.damaged += 1
                if draw < self._chance:
                    continue  # lost
                if draw < 2 * self._chance:
                    out.append(byte)  # doubled
                else:
                    byte ^= 1 << self._random.randrange(8)
            out.append(byte)
        return bytes(out)


class Twin:
    """The host's idea of the fob: names that are there, and names that may or may not be."""

    def __init__(self) -> None:
        self.there: dict[str, int] = {}  # name -> id
        self.doubt: set[str] = set()


def request(
    link: Link, body: dict[str, object], ended: dict[str, int]
) -> dict[str, object] | None:
    """One request to its end; None where it ended with an error."""
    try:
        answer = link.request(body)
    except HostError as error:
        ended[error.code] = ended.get(error.code, 0) + 1
        return None
    ended["done"] = ended.get("done", 0) + 1
    return answer


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("seed", "chance", "count"), [(1, 0.01, 50), (2, 0.003, 60), (3, 0.001, 100)]
)
def test_requests_end_once(tmp_path: Path, seed: int, chance: float, count: int) -> None:
    options = {"rtc_set": True, "rate": str(RATE), "auto_approve": True, "lease": True}
    sim = Sim.start(tmp_path / "fob", **options)
    with sim:
        ports: list[BadPort] = []

        def opened(damage: float) -> BadPort:
            ports.append(BadPort(serialport.SerialPort(sim.port), seed, damage))
            return ports[-1]

        clean = Link(lambda: opened(0), timing=PATIENT)
        clean.greet()
        clean.request({"do": "set", "key": "usb_code", "value": "free"})
        clean.close()

        twin, ended = Twin(), {}
        rng = random.Random(seed)
        link = Link(lambda: opened(chance), timing=TIMING)
        for number in range(count):
            step(link, rng, number, twin, ended)
        link.close()
        damaged = sum(port.damaged for port in ports)

        clean = Link(lambda: opened(0), timing=PATIENT)
        clean.greet()
        names = listed(clean)
        clean.close()
    assert damaged > count / 4
    assert ended.get("done", 0) > 0 or chance >= 0.01
    assert sum(ended.values()) == count
    # Whatever went wrong is one of the link's own errors, never a wrong answer.
    assert set(ended) <= {"done", "silent", "session", "not_found", "timeout", "refused"}, ended
    assert len(names) == len(set(names)), "something is there twice"
    certain = set(twin.there) - twin.doubt
    assert certain <= set(names), (certain - set(names), ended)
    assert set(names) <= set(twin.there) | twin.doubt, ended


def listed(link: Link) -> list[str]:
    names: list[str] = []
    while True:
        page = link.request({"do": "list", "from": len(names)})
        names += [row[2] for row in page["accounts"]]
        if len(names) >= page["total"]:
            return names


def step(
    link: Link, rng: random.Random, number: int, twin: Twin, ended: dict[str, int]
) -> None:
    """One request of some kind, and what the host then knows."""
    known = sorted(set(twin.there) - twin.doubt)
    name = rng.choice(known) if known else ""
    kind = rng.choice(["info", "list", "clock", "code", "add", "add", "delete", "rename", "move"])
    if kind == "add" or not name:
        name = f"n{number}"
        secret = base32.encode(rng.randbytes(20))
        account = {"issuer": "x", "name": name, "secret": secret}
        answer = request(link, {"do": "add", "account": account}, ended)
        if answer is None:
            twin.doubt.add(name)
        else:
            assert answer["status"] == "added"
            twin.there[name] = int(str(answer["id"]))
    elif kind == "delete":
        if request(link, {"do": "delete", "id": twin.there[name]}, ended) is None:
            twin.doubt.add(name)
        else:
            del twin.there[name]
    elif kind == "rename":
        new = f"r{number}"
        body = {"do": "rename", "id": twin.there[name], "issuer": "x", "name": new}
        if request(link, body, ended) is None:
            twin.doubt |= {name, new}
        else:
            twin.there[new] = twin.there.pop(name)
    elif kind == "move":
        request(link, {"do": "move", "id": twin.there[name], "to": 0}, ended)
    elif kind == "code":
        request(link, {"do": "code", "id": twin.there[name]}, ended)
    elif kind == "list":
        request(link, {"do": "list", "from": 0}, ended)
    else:
        request(link, {"do": kind}, ended)
