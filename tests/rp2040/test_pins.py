"""SPI, PWM, ADC and outputs of the emulated chip, driven by a stock MicroPython."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rp2040.conftest import Chip
from sim.colourboard import SET_UP, board, glass, led, light

READY = "import time, sys, os, machine\ntime.sleep_ms(400)  # until USB is there\n"
ON = "command(0x11)\ntime.sleep_ms(130)\ncommand(0x3a, 0x55)\ncommand(0x29)\n"
Make = Callable[..., Chip]


@pytest.fixture
def colour(chip: Make, tmp_path: Path) -> Make:
    """colour(main): a chip with the board of these tests."""

    def make(main: str, **options: Any) -> Chip:
        return chip(READY + main, board=board(tmp_path), **options)

    return make


def test_a_strip_takes_its_time_on_the_wires(colour: Make) -> None:
    """By DMA. MicroPython divides the 48 MHz of the USB by an even number, 6."""
    main = (
        SET_UP
        + ON
        + (
            "strip = bytearray(4096)\ncommand(0x2c)\ncs(0)\ndc(1)\na = time.ticks_us()\n"
            "for _ in range(8):\n    spi.write(strip)\nb = time.ticks_us()\ncs(1)\n"
            "print('took', time.ticks_diff(b, a) // 8, spi)\n"
        )
    )
    fob = colour(main)
    took = int(fob.hear("took").split()[1])
    assert "baudrate=8000000" in fob.said
    assert 4_090 <= took < 4_250  # 32,768 bits
    assert fob.machine.circuit.spi is not None
    assert fob.machine.circuit.spi.bytes == 8 * 4096 + 5


@pytest.mark.parametrize("size", [1, 8, 31, 32, 33])
def test_every_byte_arrives_in_order(colour: Make, size: int) -> None:
    """By the core below 32 bytes, by DMA from there on."""
    fob = colour(
        SET_UP + ON + "command(0x21)\ncommand(0x2a, 0, 52, 0, 186)\ncommand(0x2b, 0, 40, 1, 23)\n"
        f"command(0x2c)\ncs(0)\ndc(1)\nspi.write(b'\\xf8\\0' * {size})\ncs(1)\n"
        "machine.PWM(Pin(25), freq=1000, duty_u16=30000)\nprint('sent')\n"
        "while True:\n    time.sleep_ms(10)\n"
    )
    fob.hear("sent")
    fob.until(lambda: light(fob.machine.circuit).duty > 0, 20)
    rgb = glass(fob.machine.circuit).rgb()
    assert rgb.startswith(b"\xff\0\0" * size)
    assert not rgb.startswith(b"\xff\0\0" * (size + 1))


def test_the_backlight_the_led_and_the_battery(colour: Make) -> None:
    fob = colour(
        "from machine import ADC, PWM, Pin\nlight = PWM(Pin(25), freq=1000, duty_u16=20000)\n"
        "led = Pin(19, Pin.OUT, value=0)\non = Pin(21, Pin.OUT, value=1)\nadc = ADC(Pin(26))\n"
        "print('read', adc.read_u16(), led.value())\nlight.duty_u16(0)\nled(1)\n"
        "time.sleep_ms(20)\nprint('off')\nsys.stdin.read(1)\n"
    )
    words = fob.hear("read").split()
    assert abs(int(words[1]) - 2.0 / 3.3 * 65535) < 800  # 4.0 V, halved
    assert words[2] == "0"
    fob.hear("off")
    circuit = fob.machine.circuit
    assert light(circuit).duty == 0 and not led(circuit).lit
    fob.machine.power_off()
    assert light(circuit).duty == 0


def test_a_duty_is_what_was_set(colour: Make) -> None:
    fob = colour(
        "light = machine.PWM(machine.Pin(25), freq=1000, duty_u16=20000)\nprint('set')\n"
        "while True:\n    time.sleep_ms(10)\n"
    )
    fob.hear("set")
    fob.until(lambda: light(fob.machine.circuit).duty > 0, 20)
    assert abs(light(fob.machine.circuit).duty - 20000) <= 1


@pytest.mark.parametrize(
    ("main", "why"),
    [
        (SET_UP + "spi.write(b'x')\n", "display's CS is high"),
        (SET_UP + "cs.init(Pin.IN)\nspi.write(b'x')\n", "CS floats"),
        (SET_UP + "cs(0)\ndc.init(Pin.IN)\nspi.write(bytes(99))\n", "D/C floats"),
        (SET_UP.replace("Pin(11)", "Pin(15)") + "spi.write(b'x')\n", "pins 10 and 15"),
        (SET_UP + "reset.init(Pin.IN)\ncs(0)\nspi.write(b'x')\n", "reset floats"),
        (
            SET_UP.replace("spi = SPI(1", "spi = SPI(1, phase=1") + "cs(0)\nspi.write(b'x')",
            "mode 1",
        ),
        ("machine.SPI(0, sck=machine.Pin(2), mosi=machine.Pin(3)).write(b'x')", "no such bus"),
        ("machine.PWM(machine.Pin(19), freq=1000, duty_u16=1)\ntime.sleep(1)\n", "has PWM"),
        ("machine.PWM(machine.Pin(2), freq=1000, duty_u16=1)\ntime.sleep(1)\n", "nothing on it"),
        ("machine.ADC(machine.Pin(26)).read_u16()\n", "divider is off"),
        ("machine.ADC(machine.Pin(27)).read_u16()\n", "nothing on it"),
    ],
)
def test_wrong_use_stops_the_fob(colour: Make, main: str, why: str) -> None:
    fob = colour(main)
    fob.until(lambda: fob.machine.error is not None, 30)
    assert why in str(fob.machine.error)
    assert not fob.machine.chip.running


def test_a_reset_lets_go_of_the_pins(colour: Make) -> None:
    main = (
        "if machine.reset_cause() == machine.PWRON_RESET:\n"
        "    led = machine.Pin(19, machine.Pin.OUT, value=0)\n"
        "    light = machine.PWM(machine.Pin(25), freq=1000, duty_u16=9000)\n"
        "    time.sleep_ms(50)\n    machine.WDT(timeout=500)\n    machine.reset()\n"
        "print('again')\nwhile True:\n    time.sleep_ms(50)\n"
    )
    fob = colour(main)
    fob.hear("again")
    circuit = fob.machine.circuit
    assert not led(circuit).lit and light(circuit).duty == 0
    assert fob.machine.resets == 1
