"""The RP2040's and the RP2350's host, nap and sleep, against registers that know their addresses.

Addresses and bits by the register lists of both data sheets: IO_BANK0 is at 0x40014000 and its
DORMANT_WAKE_INTE0 0x160 behind that, on the RP2350 at 0x40028000 and 0x2d8; USBCTRL_REGS at
0x50110000, SIE_STATUS 0x50 behind it. Four bits a pin: level low, level high, edge low, edge high.
"""

import sys

PULLED_UP = ({"pin": 14, "active": 0}, {"pin": 15, "active": 0})  # pico_oled's
SIE_STATUS = 0x50110050
SUSPENDED = 0x10


class Registers:
    """As machine.mem32: those that are there, and no others."""

    def __init__(self, first: int, count: int) -> None:
        self.words = {first + 4 * n: 0 for n in range(count)}

    def __getitem__(self, address: int) -> int:
        return self.words[address]

    def __setitem__(self, address: int, value: int) -> None:
        assert address in self.words and address != SIE_STATUS, hex(address)
        assert 0 <= value < 1 << 32
        self.words[address] = value


class Machine:
    """As the module machine of MicroPython's port rp2, as far as chip_rp2 has a use for it."""

    ADC = I2C = PWM = SPI = WDT = Pin = reset = unique_id = None

    def __init__(self) -> None:
        self.mem32 = Registers(SIE_STATUS, 1)
        self.slept = []  # (ms or None, the registers meanwhile)

    def lightsleep(self, ms: "int | None" = None) -> None:
        assert ms is None or ms > 0
        self.slept.append((ms, dict(self.mem32.words)))


class Sys:
    """As sys, of another chip."""

    class implementation:
        _machine = ""


machine = Machine()
sys.modules["machine"] = machine  # type: ignore[assignment]  it stands for one
sys.modules["rp2"] = machine  # type: ignore[assignment]  for its flash alone
from drivers import chip_rp2  # noqa: E402

chip_rp2.sys = Sys


def chip(name: str, first: int, count: int) -> "chip_rp2.Chip":
    """One of that name, with that many registers of what ends a sleep."""
    Sys.implementation._machine = name
    machine.mem32 = Registers(first, count)
    machine.slept = []
    return chip_rp2.Chip()


def test_sleep_is_ended_by_the_buttons_levels() -> None:
    made = chip("Raspberry Pi Pico with RP2040", 0x40014160, 4)
    made.sleep(PULLED_UP, (), 0)
    assert machine.slept == [
        (None, {0x40014160: 0, 0x40014164: 0x11000000, 0x40014168: 0, 0x4001416C: 0})
    ]
    assert set(machine.mem32.words.values()) == {0}


def test_a_button_that_is_pressed_high() -> None:
    made = chip("Raspberry Pi Pico with RP2040", 0x40014160, 4)
    made.sleep(
        ({"pin": 0, "active": 1}, {"pin": 23, "active": 1}, {"pin": 29, "active": 0}), (), 0
    )
    assert machine.slept == [
        (None, {0x40014160: 0x2, 0x40014164: 0, 0x40014168: 0x20000000, 0x4001416C: 0x00100000})
    ]


def test_an_rp2350_has_them_elsewhere() -> None:
    made = chip("Raspberry Pi Pico2 with RP2350", 0x400282D8, 6)
    made.sleep(PULLED_UP + ({"pin": 47, "active": 0},), (), 0)
    ((ms, words),) = machine.slept
    assert ms is None
    assert {address: word for address, word in words.items() if word} == {
        0x400282DC: 0x11000000, 0x400282EC: 0x10000000,
    }  # fmt: skip
    assert set(machine.mem32.words.values()) == {0}


def test_what_else_ends_a_sleep_is_left_alone() -> None:
    made = chip("Raspberry Pi Pico with RP2040", 0x40014160, 4)
    machine.mem32[0x40014164] = 0x0080000F
    made.sleep(PULLED_UP, (), 0)
    assert machine.slept[0][1][0x40014164] == 0x1180000F
    assert machine.mem32[0x40014164] == 0x0080000F


def test_a_nap_is_short_and_sets_nothing() -> None:
    made = chip("Raspberry Pi Pico with RP2040", 0x40014160, 4)
    for ms in (1000, 25, 3):
        made.nap(ms, PULLED_UP)
    assert [ms for ms, _ in machine.slept] == [25, 25, 3]
    assert set(machine.mem32.words.values()) == {0}


def test_a_host_is_there_while_the_bus_is_not_suspended() -> None:
    made = chip("Raspberry Pi Pico with RP2040", SIE_STATUS, 1)
    for status, there in ((0, True), (SUSPENDED, False), (0x40050005, True), (0x40050015, False)):
        machine.mem32.words[SIE_STATUS] = status
        assert made.host() is there
