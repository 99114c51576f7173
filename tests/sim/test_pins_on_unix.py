"""SPI, PWM, ADC and outputs of the virtual chip: MicroPython's calls, the wires, the refusals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mfob.sim.supply import HOLD_NS
from sim.bench import Bench
from sim.colourboard import SET_UP, board, cell, led

Make = Callable[..., Bench]
ON = "command(0x11)\ntime.sleep_ms(130)\ncommand(0x3a, 0x55)\ncommand(0x29)\n"


@pytest.fixture
def colour(bench: Make, tmp_path: Path) -> Make:
    """colour(main, **options): a fob with the board of these tests."""

    def make(main: str, **options: Any) -> Bench:
        return bench(main, board=board(tmp_path), **options)

    return make


def error_of(fob: Bench) -> str:
    """The sentence of the model that refuses."""
    fob.until(lambda: fob.machine.error is not None)
    return str(fob.machine.error)


def test_a_strip_takes_its_time_on_the_wires(colour: Make) -> None:
    fob = colour(
        SET_UP + ON + "strip = bytearray(8192)\ncommand(0x2c)\ncs(0)\ndc(1)\na = time.ticks_us()\n"
        "for _ in range(7):\n    spi.write(strip)\n"
        "took = time.ticks_diff(time.ticks_us(), a)\ncs(1)\nprint('us', took // 7)\n"
    )
    took = int(fob.printed("us ").split("us ")[1].split()[0])
    assert 5_300 <= took < 12_000  # 65,536 bits at 10 MHz; 1 ms in all may stay owed
    circuit = fob.machine.circuit
    assert circuit.spi is not None
    assert circuit.spi.bytes == 7 * 8192 + 5
    assert circuit.bus.bytes == 0


def test_what_one_sees_and_in_which_colour(colour: Make) -> None:
    """The panel is held turned: what is its left column from the bottom up is the top row."""
    fob = colour(
        SET_UP + ON + "command(0x21)\ncommand(0x2a, 0, 52, 0, 52)\ncommand(0x2b, 0, 40, 1, 23)\n"
        "command(0x2c, *(bytes((0xf8, 0)) + bytes(478)))\n"
        "light = PWM(Pin(25), freq=1000, duty_u16=0)\nprint('dark')\ntime.sleep_ms(300)\n"
        "light.duty_u16(9000)\nprint('lit', light.freq(), light.duty_u16())\ntime.sleep(60)\n"
    )
    fob.printed("dark")
    assert fob.machine.circuit.picture().blank()
    assert "lit 1000 9000" in fob.printed("lit")
    picture = fob.machine.circuit.picture()
    assert (picture.width, picture.height) == (240, 135)
    assert picture.colour(0, 134) == (255, 0, 0)
    assert picture.colour(1, 134) == (0, 0, 0)
    assert picture.pixel(0, 134) and not picture.pixel(1, 134)


def test_the_led_and_the_battery(colour: Make) -> None:
    fob = colour(
        "import time\nfrom machine import ADC, Pin\nled = Pin(19, Pin.OUT, value=1)\n"
        "on = Pin(21, Pin.OUT, value=1)\nadc = ADC(Pin(26))\n"
        "print('off', led.value(), adc.read_uv(), adc.read_u16())\ntime.sleep_ms(300)\n"
        "led.off()\nwhile True:\n    print('now', adc.read_uv())\n    time.sleep_ms(100)\n"
    )
    words = fob.printed("off").split("off ")[1].split()
    circuit = fob.machine.circuit
    assert words[0] == "1"
    assert 1_970_000 < int(words[1]) < 2_030_000  # 4.0 V, halved
    assert abs(int(words[2]) - 2.0 / 3.3 * 65535) < 800
    fob.printed("now")
    assert led(circuit).lit
    cell(circuit).set_millivolts(3400)
    fob.until(lambda: 1_660_000 < int(fob.log.split("now ")[-1].split()[0]) < 1_740_000)


@pytest.mark.parametrize(
    ("main", "why"),
    [
        (SET_UP + "spi.write(b'x')\n", "display's CS is high"),
        (SET_UP + "cs.init(Pin.IN)\n", "pin 9 is an input"),
        (SET_UP.replace("dc = ", "# ") + "cs(0)\nspi.write(b'x')\n", "D/C floats"),
        (SET_UP.replace("Pin(11)", "Pin(15)"), "pins 10 and 15"),
        (SET_UP.replace("miso=None", "miso=Pin(12)"), "MISO on pin 12"),
        (SET_UP.replace("spi = SPI(1", "spi = SPI(1, phase=1"), "mode 1"),
        (SET_UP.replace("spi = SPI(1", "spi = SPI(0"), "no such bus"),
        (SET_UP + "PWM(Pin(19), freq=1000, duty_u16=1)\n", "pin 19 has PWM"),
        (SET_UP + "PWM(Pin(2), freq=1000, duty_u16=1)\n", "nothing on it"),
        (SET_UP + "Pin(14, Pin.OUT, value=1)\n", "output, but the board has a button"),
        (SET_UP + "Pin(14, Pin.IN, Pin.PULL_UP).value(1)\n", "pin 14 is driven"),
        (SET_UP + "Pin(19).value()\n", "read before it is set up"),
        (SET_UP + "Pin(19).value(1)\n", "driven before it is set up"),
        (SET_UP + "Pin(19, Pin.OPEN_DRAIN)\n", "open drain"),
        (SET_UP + "ADC(Pin(14))\n", "analog input, but the board has a button"),
        (SET_UP + "ADC(Pin(26)).read_u16()\n", "divider is off"),
        (SET_UP + "Pin(26, Pin.IN).value()\n", "pin 26 is an input"),
        (SET_UP + "from machine import I2C\nI2C(0, sda=Pin(4), scl=Pin(5))\n", "no such bus"),
    ],
)
def test_wrong_use_stops_the_fob(colour: Make, main: str, why: str) -> None:
    fob = colour(main)
    assert why in error_of(fob)
    assert not fob.machine.chip.running


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("SPI(3, sck=Pin(10), mosi=Pin(11))", "ValueError"),
        ("SPI(1, 'fast', sck=Pin(10), mosi=Pin(11))", "TypeError"),
        ("SPI(1, baudrate=100, sck=Pin(10), mosi=Pin(11))", "ValueError"),
        ("SPI(1, polarity=2, sck=Pin(10), mosi=Pin(11))", "ValueError"),
        ("SPI(1, bits=9, sck=Pin(10), mosi=Pin(11))", "ValueError"),
        ("SPI(1, firstbit=1, sck=Pin(10), mosi=Pin(11))", "NotImplementedError"),
        ("SPI(1)", "TypeError"),
        ("SPI(1, sck=Pin(10), mosi=Pin(11)).write(1)", "TypeError"),
        ("SPI(1, sck=Pin(10), mosi=Pin(11)).readinto(bytearray(1))", "AttributeError"),
        ("PWM(Pin(25), freq=1)", "ValueError"),
        ("PWM(Pin(25), freq=90_000_000)", "ValueError"),
        ("PWM(Pin(25), duty_u16=65536)", "ValueError"),
        ("PWM(Pin(25), duty_u16=0.5)", "TypeError"),
        ("PWM('25')", "TypeError"),
        ("PWM(Pin(25)).duty_u16(-1)", "ValueError"),
        ("ADC(0)", "ValueError"),
        ("ADC('26')", "TypeError"),
        ("ADC(Pin(26)).read()", "AttributeError"),
    ],
)
def test_the_shadows_refuse_what_the_modules_refuse(colour: Make, call: str, error: str) -> None:
    fob = colour(
        "from machine import ADC, PWM, SPI, Pin\n"
        f"try:\n    {call}\n    print('accepted')\n"
        "except Exception as e:\n    print('refused', type(e).__name__)\n"
    )
    assert f"refused {error}" in fob.printed("ed")


HOLDS = "import time\nfrom machine import Pin\nhold = Pin(22, Pin.OUT, value=1)\nprint('holds')\n"


def test_the_latch_opens_where_nothing_holds_it(colour: Make) -> None:
    fob = colour("import time\nprint('on')\ntime.sleep(60)\n")
    fob.printed("on")
    fob.machine.world.advance(2 * HOLD_NS)
    fob.run(0.1)
    assert fob.machine.chip.running  # plugged in
    fob.machine.power_battery()
    assert not fob.machine.chip.running and fob.machine.error is None
    fob.machine.power_battery()  # by its power key
    assert fob.machine.chip.running and fob.machine.port is None
    fob.machine.world.advance(2 * HOLD_NS)
    fob.until(lambda: not fob.machine.chip.running)
    assert "holds the latch" in fob.log and fob.machine.error is None


def test_the_latch_that_is_held_and_let_go(colour: Make) -> None:
    fob = colour(
        HOLDS + "b = Pin(14, Pin.IN, Pin.PULL_UP)\nwhile b():\n    time.sleep_ms(5)\n"
        "hold(0)\nprint('let go')\ntime.sleep(60)\n"
    )
    fob.printed("holds")
    fob.machine.power_battery()
    assert fob.machine.port is None
    fob.machine.world.advance(5 * HOLD_NS)
    fob.run(0.1)
    assert fob.machine.chip.running
    fob.machine.power_on()  # plugged in again
    assert fob.machine.port is not None
    fob.machine.power_battery()
    fob.machine.circuit.button("ok").hold()
    fob.until(lambda: not fob.machine.chip.running)


def test_a_reset_lets_go_of_the_pins(colour: Make) -> None:
    """The display's lines float until they are set up again; the latch waits a second for it."""
    fob = colour(
        HOLDS + "import machine\nled = Pin(19, Pin.OUT, value=0)\ntime.sleep_ms(500)\n"
        "if machine.unique_id():\n    machine.reset()\n"
    )
    fob.printed("holds")
    fob.machine.power_battery()
    fob.until(lambda: fob.log.count("holds") == 4)
    assert led(fob.machine.circuit).lit
    assert fob.machine.resets == 3
