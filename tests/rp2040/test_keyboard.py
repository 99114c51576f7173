"""The keyboard on the emulated chip: MicroPython's own machine.USBDevice and TinyUSB take the
driver's descriptors, ask it what a computer asks, and bring its reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from struct import pack
from typing import Any

from e2e.conftest import ROOT
from mfob.sim.parts import hidreport
from mfob.sim.parts.desk import Desk
from mfob.sim.parts.usb import DESC_CFG, check_configuration
from rp2040.conftest import Chip

Make = Callable[..., Chip]
MAIN = """
import gc, machine, sys, time
time.sleep_ms(400)  # until USB is there
sys.path.insert(0, "/a")
from drivers.usbkeyboard import UsbKeyboard
gc.collect()
builtin = machine.USBDevice.BUILTIN_DEFAULT
print("builtin", builtin.itf_max, builtin.ep_max, builtin.desc_cfg.hex())
before = gc.mem_free()
keyboard = UsbKeyboard(machine.USBDevice())
keyboard.begin()
print("heap", before - gc.mem_free())
while keyboard.lamps is None:
    time.sleep_ms(5)
took = time.ticks_ms()
for modifiers, key in ((0, 0), (2, 0x14), (0, 0x59), (0, 0x59), (0, 0x28)):
    while not keyboard.press(modifiers, key):
        time.sleep_ms(1)
    while keyboard.busy:
        time.sleep_ms(1)
print("typed", keyboard.lamps, keyboard.times, time.ticks_diff(time.ticks_ms(), took))
while True:
    time.sleep_ms(10)
"""
PULL_UP = 1 << 16  # of SIE_CTRL: the chip is on the bus
KEYBOARD = 3  # the endpoint
LAMPS = 3


class Computer:
    """Stands between the chip and the emulator's host, which knows the serial line alone: it
    sees the chip go and come back, sets the keyboard up, and takes its reports."""

    def __init__(self, chip: Any) -> None:
        self.host = chip._board.usb
        self.usb: Any = self.host.usb
        self.reports: list[bytes] = []
        self.descriptor = b""
        self.configuration = b""
        self.replugs = 0
        self._up = False
        self._asked: list[bytes] = []
        self._length = 0
        self._sie = self.usb._handle_sie_ctrl_write
        self._write = self.usb.on_endpoint_write
        self._read = self.usb.on_endpoint_read
        self.usb._handle_sie_ctrl_write = self._control
        self.usb.on_endpoint_write = self._wrote
        self.usb.on_endpoint_read = self._wants

    def _control(self, value: int) -> None:
        self._sie(value)
        up = bool(value & PULL_UP)
        if up and not self._up and self.host._initialized:
            self.replugs += 1
            self.host._on_controller_reset()
            self.usb.reset_device()
        self._up = up

    def _wrote(self, endpoint: int, data: bytes | bytearray) -> None:
        if endpoint == KEYBOARD:
            self.reports.append(bytes(data))
        elif endpoint == 0 and self._asked:
            if self._asked[0][0] & 0x80:
                self.descriptor += bytes(data)
                if len(self.descriptor) < self._length:
                    return
            self._next()
        else:
            self._write(endpoint, data)
            known = bytes(self.host._descriptors)
            if endpoint == 0 and self.host._initialized and len(known) > len(DESC_CFG):
                if not self.configuration:
                    self.configuration = known
                elif not data and not self.descriptor:
                    self._set_up()

    def _set_up(self) -> None:
        keyboard = check_configuration(self.configuration)
        self._length = keyboard.report_length
        self._asked = [
            pack("<BBHHH", 0x81, 6, 0x2200, keyboard.interface, self._length),
            pack("<BBHHH", 0x21, 0x0A, 0, keyboard.interface, 0),
            pack("<BBHHH", 0x21, 9, 0x0200, keyboard.interface, 1),
        ]
        self.usb.send_setup_packet(self._asked[0])

    def _next(self) -> None:
        self._asked.pop(0)
        if self._asked:
            self.usb.send_setup_packet(self._asked[0])

    def _wants(self, endpoint: int, size: int) -> None:
        if endpoint == 0 and self._asked and self._asked[0][1] == 9 and size:
            self.usb.endpoint_read_done(0, bytes((LAMPS,)))
        else:
            self._read(endpoint, size)


def test_micropython_s_usbdevice_takes_it(chip: Make, tmp_path: Path) -> None:
    drivers = tmp_path / "firmware" / "drivers"
    drivers.mkdir(parents=True)
    shutil.copy(ROOT / "firmware" / "drivers" / "usbkeyboard.py", drivers)
    (drivers / "__init__.py").touch()
    fob = chip(MAIN)
    computer = Computer(fob.machine.chip)
    fob.hear("builtin", 120)
    assert f"builtin 2 3 {DESC_CFG.hex()}" in fob.said.replace("\r", "")
    print(fob.hear("typed", 240), computer.reports, computer.replugs)
    assert computer.replugs == 1
    keyboard = check_configuration(computer.configuration)
    assert (keyboard.interface, keyboard.endpoint) == (2, 0x80 | KEYBOARD)
    form = hidreport.parse(computer.descriptor)
    desk = Desk()
    desk.caps = True
    for report in computer.reports:
        desk.pressed(form.pressed(report), 0)
    assert desk.text == "q11\n"  # Shift under Caps Lock
    assert f"typed {LAMPS} 1 " in fob.said
