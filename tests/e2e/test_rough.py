"""A rough world: noise, half frames, floods, unplugging, two hosts. The fob goes on."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
import serial

from e2e.conftest import Bench, finish, wait_until
from fobcore import frames

ADDRESS = "otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub\n"


def pour(fob: Bench, data: bytes) -> None:
    """Writes bytes to the fob's port as some program would, and waits until they are gone."""
    with serial.Serial(fob.sim.port, 115200, timeout=0, write_timeout=60, exclusive=True) as port:
        for start in range(0, len(data), 4096):
            port.write(data[start : start + 4096])
            port.read(65536)
        # The fob has read all of it once it answers what comes behind.
        port.write(b"\n" + frames.encode(">", "0badcafe", 1, "1/1", b'{"do":"hello"}'))
        until = time.monotonic() + 60
        heard = b""
        while b"<0badcafe 1 1/1 " not in heard:
            assert time.monotonic() < until, f"no answer behind the noise: {heard[-200:]!r}"
            heard = (heard + port.read(4096))[-4096:]
            time.sleep(0.005)


def alive_and_empty(fob: Bench) -> None:
    assert fob.accounts() == []
    assert fob.sim.status()["resets"] == 0
    assert fob.sim.text()[0] == "No accounts yet"


def noise_bytes() -> bytes:
    return random.Random(7).randbytes(100_000)


def noise_lines() -> bytes:
    rng = random.Random(8)
    good = frames.encode(">", "0123abcd", 5, "1/1", b'{"do":"delete","id":1}')
    lines = []
    for _ in range(300):
        line = bytearray(good)
        kind = rng.randrange(4)
        if kind == 0:  # half a frame
            line = line[: rng.randrange(1, len(line) - 1)] + b"\n"
        elif kind == 1:  # a wrong CRC
            line[-2 - rng.randrange(8)] ^= 1
        elif kind == 2:  # no UTF-8
            line[20:24] = b"\xff\xfe\xc3\x28"
        else:  # no newline: runs into the next
            line = line[:-1]
        lines.append(bytes(line))
    return b"".join(lines)


NOISE: dict[str, Callable[[], bytes]] = {
    "100 KB of garbage": noise_bytes,
    "half frames, wrong CRCs, no UTF-8": noise_lines,
    "a line of 1 MB": lambda: b"x" * 1_000_000,
    "Ctrl-C": lambda: b"\x03" * 5000,
    "Ctrl-D and Ctrl-B and Ctrl-A": lambda: b"\x04\x02\x01" * 2000,
}


@pytest.mark.parametrize("kind", NOISE)
def test_noise_is_skipped(kind: str, fob: Bench) -> None:
    pour(fob, NOISE[kind]())
    alive_and_empty(fob)


def test_control_characters_never_reach_a_prompt(bench: Callable[..., Bench]) -> None:
    """Ctrl-C and Ctrl-D without a pause through cold starts: no prompt, and the fob answers."""
    fob = bench()
    heard = b""
    for _ in range(6):
        fob.sim.power_cut()
        fob.sim.power_on(wait=False)
        until = time.monotonic() + 1.0
        with serial.Serial(fob.sim.port, 115200, timeout=0, write_timeout=1) as port:
            while time.monotonic() < until:
                with suppress(serial.SerialTimeoutException):  # it takes no more for now
                    port.write(b"\x03\x04" * 32)
                heard += port.read(65536)
    assert b">>>" not in heard and b"MicroPython" not in heard
    pour(fob, b"\n")
    assert fob.run("info", "--json").code == 0


def test_unplugged_in_the_middle_of_an_add(fob: Bench) -> None:
    """The cable out while the consent stands: nothing is half added, and the host says so."""
    process = fob.start("add", "-", stdin=ADDRESS)
    fob.sim.wait_screen("ok = yes")
    fob.sim.power_cut()
    result = finish(process)
    assert result.code == 3, result
    assert "fob" in result.err
    fob.sim.power_on()
    alive_and_empty(fob)
    assert fob.run("add", "-", stdin=ADDRESS, press="ok").code == 0
    assert len(fob.accounts()) == 1


def test_plugged_in_again_at_once(fob: Bench) -> None:
    """The plug loose for a moment: the add is asked for anew, done once, and ends well."""
    process = fob.start("add", "-", stdin=ADDRESS)
    fob.sim.wait_screen("ok = yes")
    fob.sim.power_cut()
    fob.sim.power_on(wait=False)
    fob.answer(process)
    result = finish(process)
    assert result.code == 0, result
    assert len(fob.accounts()) == 1


def test_half_a_request_and_gone(fob: Bench) -> None:
    body = b'{"do":"add","account":{"issuer":"x","name":"' + b"y" * 300
    piece = frames.split(body, "0123abcd", 5)[0]
    hello = frames.encode(">", "0123abcd", 1, "1/1", b'{"do":"hello"}')
    pour(fob, hello + frames.encode(">", "0123abcd", 5, "1/3", piece))
    alive_and_empty(fob)


def test_two_hosts_at_once(fob: Bench) -> None:
    first = fob.start("add", "-", stdin=ADDRESS)
    fob.sim.wait_screen("ok = yes")
    second = fob.run("list")
    assert second.code == 3, second
    assert "another program" in second.err.lower(), second
    fob.answer(first)
    assert finish(first).code == 0
    assert len(fob.accounts()) == 1


def test_ctrl_c_at_the_host(fob: Bench) -> None:
    process = fob.start("add", "-", stdin=ADDRESS)
    fob.sim.wait_screen("ok = yes")
    os.killpg(process.pid, 2)
    assert finish(process).code == 130
    alive_and_empty_after_hello(fob)


def alive_and_empty_after_hello(fob: Bench) -> None:
    assert fob.accounts() == []
    wait_until(lambda: fob.sim.text()[0] == "No accounts yet", "end of the question")


def test_refused_on_the_fob(fob: Bench) -> None:
    result = fob.run("add", "-", stdin=ADDRESS, press="next")
    assert result.code == 5 and "refused" in result.err.lower(), result
    alive_and_empty(fob)


def test_a_slow_line_while_the_display_is_drawn(bench: Callable[..., Bench]) -> None:
    """115,200 baud and a 256-byte buffer that drops what does not fit, a display that takes
    its 24 ms: long requests in parts arrive whole, with the screen redrawn between them."""
    fob = bench(line="uart")
    assert fob.run("clock", "set", press="ok").code == 0
    for number in range(4):
        name = f"{'n' * 50}{number}"
        long = f"otpauth://totp/{'i' * 60}:{name}?secret={'GEZDGNBV' * 39}{'ABCD'[number] * 8}"
        result = fob.run("add", "-", stdin=long + "\n", press="ok")
        assert result.code == 0, result
    assert [row["name"][-1] for row in fob.accounts()] == ["0", "1", "2", "3"]
