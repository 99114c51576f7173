"""A board's display in this process: the firmware's real driver, on the strict model of the part.

`with glass(board) as (display, circuit)`: what the driver sends goes over the board's modelled
buses and pins; circuit.picture() is what a person then sees.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from PIL import Image

from mfob import data
from mfob.sim.circuit import Circuit
from mfob.sim.picture import Picture
from mfob.sim.pins import Terminal
from mfob.sim.world import World

TESTS = Path(__file__).resolve().parents[1]
for _folder in (TESTS / "core", TESTS / "runtimes" / "shims" / "cpython"):
    if str(_folder) not in sys.path:
        sys.path.append(str(_folder))

NAMES = ("pico_oled", "waveshare_lcd_096", "tdisplay", "m5stickc_plus2", "imaginary", "small")
_MS = 1_000_000


def board(name: str) -> dict[str, Any]:
    """The data of a board of boards/, or of one of the tests' own."""
    own = TESTS / "boards" / name / "board.py"
    if not own.exists():
        return dict(data.board(name))
    return dict(ast.literal_eval(ast.parse(own.read_text()).body[-1].value))  # type: ignore[attr-defined]


class _Bus:
    """machine.I2C's writeto."""

    def __init__(self, circuit: Circuit, spec: dict[str, Any]) -> None:
        self._bus = circuit.i2c(spec["id"])
        self._bus.configure(spec["sda"], spec["scl"], spec["freq"])

    def writeto(self, address: int, buffer: bytes) -> None:
        if self._bus.write(address, bytes(buffer), True) != len(buffer):
            raise OSError(5)


class _Wire:
    """machine.SPI's write."""

    def __init__(self, circuit: Circuit, spec: dict[str, Any]) -> None:
        self._bus = circuit.spi_bus(spec["id"])
        self._bus.configure(spec["sck"], spec["mosi"], spec["freq"], 0)

    def write(self, buffer: bytes) -> None:
        self._bus.write(bytes(buffer))


class _Pin:
    """machine.Pin as an output, or machine.PWM."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def value(self, level: int) -> None:
        self._terminal.drive(level)

    def duty_u16(self, duty: int) -> None:
        self._terminal.pulse(1000, duty)


class _Chip:
    """What wiring.display_of asks a chip for."""

    def __init__(self, circuit: Circuit) -> None:
        self._circuit = circuit

    def i2c(self, spec: dict[str, Any]) -> _Bus:
        return _Bus(self._circuit, spec)

    def spi(self, spec: dict[str, Any]) -> _Wire:
        return _Wire(self._circuit, spec)

    def pin_out(self, number: int, level: int) -> _Pin:
        self._circuit.pin_mode(number, True, None, level)
        return _Pin(self._circuit.pin(number))

    def pwm(self, number: int) -> _Pin:
        return _Pin(self._circuit.pin(number))


@contextmanager
def glass(board: dict[str, Any]) -> Iterator[tuple[Any, Circuit]]:
    """The display, started, and the circuit that it is part of. Raises ModelError."""
    import drivers.st77xx
    from wiring import display_of

    now = [10_000_000_000]

    def sleep_ms(ms: float) -> None:
        now[0] += int(ms * _MS)

    time = SimpleNamespace(
        ticks_ms=lambda: now[0] // _MS,
        ticks_diff=lambda a, b: a - b,
        sleep_ms=sleep_ms,
        sleep_us=lambda us: sleep_ms(us / 1000),
    )
    nothing: Any = None  # flash and line, which no display needs
    circuit = Circuit(World(0, mono=lambda: now[0]), board, nothing, nothing, bytes(8))
    with mock.patch.object(drivers.st77xx, "time", time):
        chip: Any = _Chip(circuit)
        yield display_of(board, chip), circuit


def image(picture: Picture) -> Image.Image:
    """Its pixels, one by one, in colours."""
    size = picture.width, picture.height
    places = [(x, y) for y in range(size[1]) for x in range(size[0])]
    return Image.frombytes("RGB", size, b"".join(bytes(picture.colour(*at)) for at in places))


def pixels(picture: Image.Image) -> list[bytes]:
    """Red, green and blue of each, row by row."""
    data = picture.convert("RGB").tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def save(picture: Image.Image, path: Path) -> None:
    """As a PNG with a palette of just its colours."""
    found = pixels(picture)
    colours = sorted(set(found))
    small = Image.frombytes("P", picture.size, bytes(colours.index(pixel) for pixel in found))
    small.putpalette(b"".join(colours))
    path.parent.mkdir(parents=True, exist_ok=True)
    small.save(path, format="PNG", optimize=True)
