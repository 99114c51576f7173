"""The control socket, and a fob behind it that runs beside the test in one loop."""

import json
import os
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mfob.sim.control import Server, with_short_path
from mfob.sim.finger import Finger
from mfob.sim.verbs import Verbs
from mfob.sim.world import SECOND
from sim.bench import Bench

Make = Callable[..., Bench]
RESTS = "import time\nprint('on')\nwhile True: time.sleep(60)"


class Asked:
    """A control socket on a bench, asked by a client in the same loop."""

    def __init__(self, fob: Bench) -> None:
        self.fob = fob
        verbs = Verbs(fob.machine, {"pid": 1})
        self.server = Server(fob.machine.loop, fob.state.socket, verbs.serve)
        self.client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with_short_path(fob.state.socket, self.client.connect)
        self.client.setblocking(False)
        self.received = bytearray()

    def raw(self, line: bytes) -> dict[str, Any]:
        self.client.sendall(line)
        self.fob.until(self._whole)
        answer, _, rest = bytes(self.received).partition(b"\n")
        self.received = bytearray(rest)
        return json.loads(answer)

    def __call__(self, verb: str, **arguments: Any) -> dict[str, Any]:
        return self.raw(json.dumps({"do": verb, **arguments}).encode() + b"\n")

    def _whole(self) -> bool:
        try:
            self.received += self.client.recv(65536)
        except BlockingIOError:
            return False
        return b"\n" in self.received


@pytest.fixture
def ask(bench: Make) -> Iterator[Asked]:
    asked = Asked(bench(RESTS))
    asked.fob.printed("on")
    yield asked
    asked.client.close()
    asked.server.close()


def test_it_is_for_its_user_alone(ask: Asked) -> None:
    assert stat.S_IMODE(ask.fob.state.socket.stat().st_mode) == 0o600


def test_status_and_utc(ask: Asked) -> None:
    status = ask("status")["ok"]
    assert status["power"] is True
    assert status["fault"] is None
    assert status["rtc"]["stop_flag"] is True
    assert abs(ask("utc")["ok"]["utc_ns"] - ask.fob.machine.world.utc()) < SECOND


def test_what_is_no_request_is_answered_and_the_next_one_served(ask: Asked) -> None:
    for line in (b"\n", b"[]\n", b"{\n", b'{"do":"dance"}\n', b'{"do":"press"}\n', b"\xff\n"):
        assert "error" in ask.raw(line)
    assert "ok" in ask("utc")


def test_two_requests_in_one_piece(ask: Asked) -> None:
    first = ask.raw(b'{"do":"utc"}\n{"do":"flash"}\n')
    assert "utc_ns" in first["ok"]
    ask.fob.until(lambda: b"\n" in ask.received or ask._whole())
    assert "steps" in json.loads(ask.received)["ok"]


def test_a_press_is_answered_at_its_release(ask: Asked) -> None:
    button = ask.fob.machine.circuit.button("ok")
    before = ask.fob.machine.world.ticks()
    assert ask("press", button="ok", ms=80) == {"ok": {}, "fault": None}
    assert ask.fob.machine.world.ticks() - before >= 80_000_000
    assert (button.presses, button.pressed) == (1, False)
    ask("press", button="next", ms=80, wait=False)
    assert ask.fob.machine.circuit.button("next").pressed
    assert "60000 ms" in ask("press", button="ok", ms=70_000)["error"]
    assert "ok, next" in ask("press", button="up")["error"]


def test_hold_and_release(ask: Asked) -> None:
    ask("hold", button="ok")
    assert ask("status")["ok"]["buttons"] == {"ok": True, "next": False}
    ask("release", button="ok")
    assert ask("status")["ok"]["buttons"] == {"ok": False, "next": False}


def test_time(ask: Asked) -> None:
    assert ask("time", stop=True)["ok"]["standing"] is True
    before = ask("time")["ok"]
    after = ask("time", advance=5 * SECOND)["ok"]
    assert after["utc_ns"] - before["utc_ns"] == 5 * SECOND
    assert after["ticks_ns"] - before["ticks_ns"] >= 5 * SECOND
    assert ask("time", set=7 * SECOND)["ok"]["utc_ns"] == 7 * SECOND
    assert ask("time", rate="2.5")["ok"]["rate"] == 2.5
    assert "rate" in ask("time", rate="0")["error"]
    assert ask("time", stop=False)["ok"]["standing"] is False


def test_rtc(ask: Asked) -> None:
    ask("time", stop=True)
    utc = ask("time", set=2_000_000_000 * SECOND)["ok"]["utc_ns"]
    assert ask("rtc", set=utc)["ok"]["offset_ms"] == 0
    assert ask("rtc", shift=-1500 * SECOND // 1000)["ok"]["offset_ms"] == -1500
    assert ask("rtc", running=False)["ok"]["stop_flag"] is True
    assert ask("rtc", running=True, ppb=-250)["ok"]["ppb"] == -250
    assert ask("rtc", battery=False)["ok"]["battery"] is False
    ask("power", on=False)
    ask("power", on=True)
    assert ask("rtc")["ok"]["utc"] == 946_684_800


def test_power(ask: Asked) -> None:
    assert ask("power", on=False)["ok"] == {"power": False}
    assert "no power" in ask("press", button="ok")["error"]
    assert ask("text")["ok"]["lines"] == []
    assert ask("power", on=True)["ok"] == {"power": True}
    ask.fob.until(lambda: ask.fob.log.count("on\n") == 2)


def test_the_battery_taken_out_without_power_loses_the_time_at_once(ask: Asked) -> None:
    ask("rtc", set=2_000_000_000 * SECOND)
    ask("power", on=False)
    assert ask("rtc", battery=False)["ok"]["stop_flag"] is True


def test_flash_cut(ask: Asked) -> None:
    assert ask("flash", cut_in=3, torn=True)["ok"]["cut_in"] == 3
    assert "counts from 1" in ask("flash", cut_in=-1)["error"]


def test_the_picture_comes_once_for_each_change(ask: Asked) -> None:
    answer = ask("picture")["ok"]
    assert (answer["width"], answer["height"], len(answer["pixels"])) == (128, 64, 2048)
    assert "pixels" not in ask("picture", since=answer["changes"])["ok"]


def test_a_fault_is_in_every_answer(ask: Asked) -> None:
    os.kill(ask.fob.machine.chip.pid or 0, 9)
    ask.fob.until(lambda: not ask.fob.machine.chip.running)
    assert "signal 9" in ask("text")["fault"]
    assert "signal 9" in ask("press", button="ok")["error"]


def test_a_state_folder_with_a_long_name(tmp_path: Path, bench: Make) -> None:
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    fob = Bench(folder, RESTS)
    try:
        asked = Asked(fob)
        assert "utc_ns" in asked("utc")["ok"]
        asked.client.close()
        asked.server.close()
    finally:
        fob.close()


CONSENT = """
import machine, framebuf, time, sys
i2c = machine.I2C(0, sda=machine.Pin(4), scl=machine.Pin(5), freq=400000)
sys.path.insert(0, '/a')
from drivers.ssd1306 import SSD1306
from fonts import spleen5x8 as font
ok = machine.Pin(14, machine.Pin.IN, machine.Pin.PULL_UP)
display = SSD1306(i2c, 128, 64)
def show(lines):
    for canvas, top in display.strips(0, 64):
        canvas.fill(0)
        for row, line in enumerate(lines):
            for i, char in enumerate(line):
                at = font.CHARS.index(char) * 8
                glyph = bytearray(font.DATA[at:at + 8])
                cell = framebuf.FrameBuffer(glyph, 5, 8, framebuf.MONO_HLSB)
                canvas.blit(cell, i * 5, row * 8 - top)
def asked(lines):
    show(lines)
    start = time.ticks_ms()
    while ok.value() and time.ticks_diff(time.ticks_ms(), start) < 3000: time.sleep_ms(5)
    took = time.ticks_diff(time.ticks_ms(), start)
    while not ok.value(): time.sleep_ms(5)
    return took
print('plain', asked(['123 456']))
print('first', asked(['Add', 'ok = more 1/2 next = no']))
print('second', asked(['alice', 'ok = yes next = no']))
"""


def test_the_finger_presses_on_consents_and_on_nothing_else(bench: Make, tmp_path: Path) -> None:
    from mfob import data

    for name in ("drivers", "fonts"):
        (tmp_path / "firmware" / name).mkdir(parents=True)
        for path in (data.firmware_dir() / name).glob("*.py"):
            (tmp_path / "firmware" / name / path.name).write_text(path.read_text())
    fob = bench(CONSENT, rate=2)
    Finger(fob.machine)
    log = fob.printed("second ")
    took = {line.split()[0]: int(line.split()[1]) for line in log.splitlines()}
    assert took["plain"] >= 3000
    assert 300 <= took["first"] < 3000
    assert 300 <= took["second"] < 3000
    assert fob.machine.circuit.button("ok").presses == 2
