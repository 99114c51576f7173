"""A board of the tests: a colour display on SPI, a battery behind a latch, an LED, three buttons;
and a few lines of MicroPython that set all of it up."""

from pathlib import Path
from typing import Any

from mfob.sim.circuit import Circuit
from mfob.sim.parts.backlight import Backlight
from mfob.sim.parts.battery import Battery
from mfob.sim.parts.led import Led
from mfob.sim.parts.st77xx import ST77xx

BOARD: dict[str, Any] = {
    "name": "colour",
    "title": "ST7789 240x135, no clock chip",
    "chip": "rp2",
    "host_can_dump": False,
    "micropython": {"machines": ("none",), "image": None},
    "i2c": None,
    "spi": {"id": 1, "sck": 10, "mosi": 11, "freq": 20_000_000},
    "display": {
        "driver": "st7789",
        "width": 240,
        "height": 135,
        "rotation": 90,
        "offset": (52, 40),
        "cs": 9,
        "dc": 8,
        "reset": 12,
        "backlight": 25,
    },
    "rtc": {"driver": "chip", "address": None, "ppm": 50},
    "buttons": (
        {"role": "ok", "pin": 14, "active": 0, "pull": "up", "label": "A"},
        {"role": "next", "pin": 15, "active": 0, "pull": "up", "label": "B"},
        {"role": "back", "pin": 16, "active": 0, "pull": "up", "label": "C"},
    ),
    "led": {"pin": 19, "active": 0},
    "battery": {"adc": 26, "times": 2, "enable": 21},
    "power": {"hold": 22},
}

# freq below what the part takes at most, so that a strip's time is easy to tell.
SET_UP = """
import time
from machine import ADC, PWM, SPI, Pin
spi = SPI(1, baudrate=10_000_000, sck=Pin(10), mosi=Pin(11), miso=None)
cs = Pin(9, Pin.OUT, value=1)
dc = Pin(8, Pin.OUT, value=0)
reset = Pin(12, Pin.OUT, value=0)
time.sleep_ms(1)
reset.value(1)
time.sleep_ms(130)
def command(code, *data):
    cs.value(0)
    dc.value(0)
    spi.write(bytes((code,)))
    if data:
        dc.value(1)
        spi.write(bytes(data))
    cs.value(1)
"""


def board(folder: Path, **fields: Any) -> str:
    """The path of a board.py with these fields changed."""
    path = folder / "board.py"
    path.write_text(f'"""A board of the tests."""\n\nBOARD = {BOARD | fields!r}\n')
    return str(path)


def glass(circuit: Circuit) -> ST77xx:
    """The colour display."""
    assert isinstance(circuit.display, ST77xx)
    return circuit.display


def light(circuit: Circuit) -> Backlight:
    """Behind the display."""
    assert circuit.backlight is not None
    return circuit.backlight


def led(circuit: Circuit) -> Led:
    """The board's."""
    assert circuit.led is not None
    return circuit.led


def cell(circuit: Circuit) -> Battery:
    """The board's battery."""
    assert circuit.battery is not None
    return circuit.battery
