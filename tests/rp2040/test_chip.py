"""The emulated chip with a main.py of a few lines: what its models do to MicroPython."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest

from mfob.sim.errors import SimError
from mfob.sim.machine import Machine, Options
from mfob.sim.parts.flash import SECTOR
from mfob.sim.state import StateDir
from rp2040.conftest import Chip

READY = "import time, sys, os, machine\ntime.sleep_ms(400)  # until USB is there\n"
Make = Callable[..., Chip]


def test_what_the_chip_tells_of_itself(chip: Make) -> None:
    fob = chip(READY + "print(sys.platform, machine.unique_id().hex(), time.gmtime()[0], 'end')\n")
    words = fob.hear("end").split()
    assert words[:3] == ["rp2", fob.machine.circuit.unique_id.hex(), "2021"]


def test_random_bytes_differ_from_start_to_start(chip: Make) -> None:
    fob = chip(READY + "print('drawn', os.urandom(16).hex())\n")
    first = fob.hear("drawn").split()[1]
    fob.machine.power_off()
    fob.heard = b""
    fob.machine.power_on()
    os.close(fob.fd)
    fob.fd = fob.open()
    assert fob.hear("drawn").split()[1] != first


def test_idle_time_runs_at_the_worlds_rate(chip: Make) -> None:
    main = READY + "print('up')\nwhile True:\n    time.sleep_ms(1000)\n"
    fob = chip(main, rate=Fraction(2))
    fob.hear("up")
    begun, wall = fob.machine.world.ticks(), time.monotonic()
    fob.run(1.5)
    passed = (fob.machine.world.ticks() - begun) / 1e9
    took = time.monotonic() - wall
    assert 1.5 * took < passed < 2.05 * took


def test_busy_time_is_the_worlds_time(chip: Make) -> None:
    """The world waits for the chip: what its ticks count is what the clock on the bus counts."""
    main = READY + (
        "i2c = machine.I2C(0, sda=machine.Pin(4), scl=machine.Pin(5), freq=400000)\n"
        "def second():\n    return i2c.readfrom_mem(0x68, 0, 1)[0]\n"
        "s = second()\nwhile second() == s:\n    pass\n"
        "a = time.ticks_ms()\ns = second()\nwhile second() == s:\n    pass\n"
        "print('second', time.ticks_diff(time.ticks_ms(), a))\n"
    )
    fob = chip(main, rtc_set=True)
    assert int(fob.hear("second").split()[1]) in (999, 1000, 1001)


def test_time_that_passes_at_once_passes_on_the_chip(chip: Make) -> None:
    """Also more of it than the watchdog's, which stands meanwhile."""
    main = READY + (
        "w = machine.WDT(timeout=8000)\nprint('up')\na = time.ticks_ms()\n"
        "while time.ticks_diff(time.ticks_ms(), a) < 3600000:\n"
        "    w.feed()\n    time.sleep_ms(5)\n"
        "print('later')\nwhile True:\n    w.feed()\n    time.sleep_ms(100)\n"
    )
    fob = chip(main)
    fob.hear("up")
    utc = fob.machine.world.utc()
    fob.machine.world.advance(3600 * 10**9)
    fob.hear("later", 20)
    assert fob.machine.resets == 0
    assert 3600 <= (fob.machine.world.utc() - utc) / 1e9 < 3610


def test_the_watchdog_bites_and_is_off_then(chip: Make) -> None:
    main = READY + (
        "if machine.reset_cause() == machine.PWRON_RESET:\n"
        "    machine.WDT(timeout=300)\n    while True:\n        time.sleep_ms(50)\n"
        "print('cause', machine.reset_cause() == machine.WDT_RESET)\n"
        "time.sleep_ms(1500)\nprint('still')\n"
    )
    fob = chip(main)
    assert "cause True" in fob.hear("still")
    assert fob.machine.resets == 1


def test_its_own_reset(chip: Make) -> None:
    main = READY + (
        "if machine.reset_cause() == machine.PWRON_RESET:\n"
        "    machine.WDT(timeout=500)\n    machine.reset()\n"
        "print('again')\ntime.sleep_ms(1500)\nprint('still')\n"
    )
    fob = chip(main)
    fob.hear("still")
    assert fob.machine.resets == 1


def test_a_nack_and_what_follows(chip: Make) -> None:
    main = READY + (
        "i2c = machine.I2C(0, sda=machine.Pin(4), scl=machine.Pin(5), freq=400000)\n"
        "def ask(n):\n    try:\n        return i2c.readfrom_mem(n, 15, 1)[0] >> 7\n"
        "    except OSError as e:\n        return e.errno\n"
        "a = time.ticks_us()\n"
        "asked = ask(0x42), ask(0x68), ask(0x42), ask(0x68)\n"
        "print('asked', *asked, time.ticks_diff(time.ticks_us(), a))\n"
    )
    words = chip(main).hear("asked").split()
    assert words[1:5] == ["5", "1", "5", "1"]  # EIO; the clock's stop flag
    assert int(words[5]) < 10_000  # no timeout of 50 ms


def test_a_bus_on_other_pins_is_refused(chip: Make) -> None:
    main = READY + (
        "i2c = machine.I2C(0, sda=machine.Pin(8), scl=machine.Pin(9))\n"
        "i2c.writeto(0x3c, b'\\x00')\n"
    )
    fob = chip(main)
    fob.until(lambda: fob.machine.error is not None, 30)
    assert fob.machine.error is not None and "pins 8 and 9" in fob.machine.error
    assert not fob.machine.chip.running


def test_buttons(chip: Make) -> None:
    main = READY + (
        "p = machine.Pin(14, machine.Pin.IN, machine.Pin.PULL_UP)\nprint('level', p.value())\n"
        "while p.value():\n    time.sleep_ms(5)\nprint('down')\n"
        "while not p.value():\n    time.sleep_ms(5)\nprint('free')\n"
    )
    fob = chip(main)
    assert "level 1" in fob.hear("level")
    fob.machine.circuit.button("ok").hold()
    fob.hear("down")
    fob.machine.circuit.button("ok").release()
    fob.hear("free")


def test_a_floating_button_reads_low(chip: Make) -> None:
    fob = chip(READY + "print('level', machine.Pin(14, machine.Pin.IN, None).value())\n")
    assert "level 0" in fob.hear("level")


@pytest.mark.parametrize("torn", [False, True], ids=["whole", "torn"])
def test_the_power_goes_at_a_flash_step(chip: Make, torn: bool) -> None:
    """What was programmed before lies in the image; of the step nothing, or half."""
    main = READY + (
        "import rp2\nf = rp2.Flash()\nn = f.ioctl(4, 0) - 1\nprint('go')\n"
        "sys.stdin.buffer.read(1)\nf.ioctl(6, n)\n"
        "for page in range(4):\n    f.writeblocks(n, bytes([page]) * 256, page * 256)\n"
        "print('done')\n"
    )
    fob = chip(main)
    fob.hear("go")
    steps = fob.machine.flash.steps
    fob.machine.flash.arm(4, torn)
    os.write(fob.fd, b"x")
    fob.until(lambda: not fob.machine.chip.running, 30)
    assert fob.machine.flash.steps == steps + 4
    assert fob.machine.flash.erases >= 1
    assert fob.machine.error is None
    image = fob.state.flash.read_bytes()
    last = image[-SECTOR:]
    half = b"\x02" * 128 if torn else b""
    assert last == b"\x00" * 256 + b"\x01" * 256 + half + b"\xff" * (SECTOR - 512 - len(half))


def test_flash_takes_its_time(chip: Make) -> None:
    main = READY + (
        "import rp2\nf = rp2.Flash()\nn = f.ioctl(4, 0) - 1\n"
        "a = time.ticks_us()\nf.ioctl(6, n)\nb = time.ticks_us()\n"
        "f.writeblocks(n, bytes(256), 0)\nc = time.ticks_us()\n"
        "print('took', time.ticks_diff(b, a), time.ticks_diff(c, b))\n"
    )
    erase, program = (int(word) for word in chip(main).hear("took").split()[1:3])
    assert 45_000 <= erase < 47_000 and 400 <= program < 2_000


def test_programming_over_zeros_is_refused(chip: Make) -> None:
    main = READY + (
        "import rp2\nf = rp2.Flash()\nn = f.ioctl(4, 0) - 1\nf.ioctl(6, n)\n"
        "f.writeblocks(n, bytes(256), 0)\nf.writeblocks(n, b'\\xff' * 256, 0)\n"
    )
    fob = chip(main)
    fob.until(lambda: fob.machine.error is not None, 30)
    assert fob.machine.error is not None and "without an erase" in fob.machine.error


def test_a_jump_to_where_no_code_is(chip: Make) -> None:
    """A hard fault on a chip; the emulated one would go on there for ever."""
    main = READY + (
        "@micropython.asm_thumb\ndef jump():\n    mov(r0, 0x19)\n    lsl(r0, r0, 24)\n"
        "    add(r0, 1)\n    bx(r0)\njump()\n"
    )
    fob = chip("import micropython\n" + main)
    fob.until(lambda: fob.machine.error is not None, 30)
    assert fob.machine.error is not None and "jumped to 0x19" in fob.machine.error
    assert not fob.machine.chip.running


def test_much_at_once_on_the_line(chip: Make) -> None:
    """More than all buffers hold, in both directions, 8-bit clean and in order."""
    main = "import micropython\nmicropython.kbd_intr(-1)\n" + READY + (
        "r, w = sys.stdin.buffer, sys.stdin.buffer\nb = bytearray(64)\nprint('go')\n"
        "for _ in range(64):\n    r.readinto(b)\n    w.write(b)\n"
    )
    fob = chip(main)
    fob.hear("go")
    begun = fob.heard
    data = bytes(range(256)) * 16
    sent = 0
    end = time.monotonic() + 60
    while len(fob.heard) < len(begun) + len(data) and time.monotonic() < end:
        if sent < len(data):
            with suppress(BlockingIOError):
                sent += os.write(fob.fd, data[sent : sent + 512])
        fob.machine.loop.turn(0.02)
        fob.listen()
    # behind it MicroPython's prompt may have come already: the script has ended
    assert fob.heard[len(begun) :][: len(data)] == data


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"image": Path("nowhere.uf2")}, "There is no image nowhere.uf2"),
        ({"line": "uart"}, "can't be a UART"),
        ({"heap": "100k"}, "its own heap"),
    ],
)
def test_what_it_can_not_is_said(tmp_path: Path, options: dict, told: str) -> None:
    state = StateDir(tmp_path / "state")
    state.take()
    try:
        with pytest.raises(SimError, match=told):
            machine = Machine(state, Options(chip="rp2040", **options))
            try:
                machine.power_on()
            finally:
                machine.close()
    finally:
        state.leave()
