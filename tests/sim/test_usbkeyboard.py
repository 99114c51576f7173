"""The fob as a keyboard: what a strict machine.USBDevice takes, and what a computer reads."""

from __future__ import annotations

import random
from typing import Any

import pyotp
import pytest

from data import make_keytables
from mfob.sim.errors import ModelError
from mfob.sim.keytables import KEYS
from mfob.sim.parts import hidreport, usb
from mfob.sim.parts.desk import SYSTEMS, Desk
from sim.usbbench import Builtin, Device

from drivers.usbkeyboard import UsbKeyboard  # isort: skip
from fobcore.keymap import strokes  # isort: skip
from fobcore.typist import Typist  # isort: skip

STEAM = "23456789BCDFGHJKMNPQRTVWXY"
LAYOUTS = ("us", "uk", "de", "fr", "es")
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
# HID 1.11, E.6: the report descriptor of a keyboard, byte for byte.
E6 = bytes.fromhex(
    "05010906a101050719e029e71500250175019508810295017508810195057501"
    "050819012905910295017503910195067508150025650507190029658100c0"
)


class Given:
    """Settings."""

    def __init__(self, **values: str) -> None:
        self.values = {"code": "on", "keys": "keypad", "enter": "off", "layout": "us", **values}

    def get(self, key: str) -> str:
        return self.values[key.removeprefix("type_")]


def begun(**desk: Any) -> tuple[Device, UsbKeyboard]:
    device = Device()
    for name, value in desk.items():
        setattr(device.desk, name, value)
    keyboard = UsbKeyboard(device)
    keyboard.begin()
    device.pass_time(400)
    assert keyboard.ready
    return device, keyboard


def run(device: Device, typist: Typist, ms: int = 1500, slice: int = 5) -> None:
    """The fob's loop, for so long."""
    for _ in range(ms // slice):
        device.pass_time(slice)
        typist.step(device.now, False)


def typed(device: Device, keyboard: UsbKeyboard, text: str, **values: str) -> tuple[str, str]:
    """What the computer reads, and what the fob says."""
    typist = Typist(keyboard, Given(**values), lambda a, b: a - b)  # type: ignore[arg-type]
    device.desk.text = ""
    typist.type(text)
    note = typist.note
    run(device, typist, 800)
    return device.desk.text, typist.note if note == "typing" else note


def test_the_tables_of_the_desk_are_those_of_xkb() -> None:
    xkb = make_keytables.library()
    if xkb is None:
        pytest.skip("there is no libxkbcommon")
    assert make_keytables.tables(xkb) == KEYS


# the descriptors


def test_a_computer_finds_the_serial_line_and_a_boot_keyboard() -> None:
    device, _ = begun()
    assert device.usb.mounted
    assert device.usb.replugs == 1
    configuration = device.usb._desc[1]  # type: ignore[index]
    assert configuration[: len(usb.DESC_CFG)] == (
        usb.DESC_CFG[:2] + b"\x64\x00\x03" + usb.DESC_CFG[5:]
    )
    # HID 1.11, E.3 to E.5, with the numbers after the builtin ones
    assert configuration[len(usb.DESC_CFG) :] == bytes.fromhex(
        "0904020001030101000921110100012240000705830308000a"
    ).replace(b"\x22\x40\x00", b"\x22\x3f\x00")


def test_the_report_descriptor_is_the_one_of_hid() -> None:
    device, _ = begun()
    assert device.ask(0x81, 6, 0x2200, 2, 255) == E6
    form = hidreport.parse(E6)
    assert (form.input_bits, form.output_bits) == (64, 8)


def test_what_a_boot_keyboard_is_asked() -> None:
    device, keyboard = begun(says=False)
    assert device.ask(0x81, 6, 0x2100, 2, 9) == bytes.fromhex("092111010001223f00")
    assert device.ask(0xA1, 1, 0x0100, 2, 8) == bytes(8)
    assert device.ask(0xA1, 3, 0, 2, 1) == b"\x01"
    assert device.ask(0x21, 0x0B, 0, 2, 0) == b""
    assert device.ask(0xA1, 3, 0, 2, 1) == b"\x00"
    assert device.ask(0x21, 0x0A, 0x7D00, 2, 0) == b""
    assert device.ask(0xA1, 2, 0, 2, 1) == b"\x7d"
    assert keyboard.lamps is None
    assert device.ask(0x21, 9, 0x0200, 2, 1, b"\x02") == b""
    assert keyboard.lamps == 2
    assert device.ask(0xA1, 1, 0x0200, 2, 1) == b"\x02"
    refused = (
        (0x81, 6, 0x2300, 2, 9),  # physical descriptors
        (0x81, 10, 0, 2, 1),  # GET_INTERFACE: TinyUSB's own affair
        (0x81, 6, 0x2200, 1, 63),  # another interface
        (0xA1, 1, 0x0300, 2, 8),  # a feature report
        (0xA1, 1, 0x0101, 2, 8),  # of a number
        (0x21, 9, 0x0300, 2, 1),
        (0x21, 9, 0x0200, 2, 2),
        (0x21, 0x0A, 0x0001, 2, 0),
        (0x21, 0x0B, 2, 2, 0),
        (0x21, 0x0C, 0, 2, 0),
        (0xC1, 1, 0x0100, 2, 8),
    )
    for request in refused:
        assert device.ask(*request, b"\x01\x01" if request[0] == 0x21 else b"") is None, request


def test_it_begins_anew_with_every_reset_of_the_bus() -> None:
    device, keyboard = begun()
    assert keyboard.lamps == 1
    keyboard.begin()
    device.pass_time(2)
    assert not keyboard.ready
    assert keyboard.lamps is None
    assert not keyboard.press(0, 4)  # the endpoint is not open: the model would stop the fob
    device.pass_time(400)
    assert keyboard.ready
    assert keyboard.times == 2


def test_without_a_computer_it_is_never_ready() -> None:
    device = Device()
    device.usb.present = False
    keyboard = UsbKeyboard(device)
    keyboard.begin()
    device.pass_time(2000)
    assert typed(device, keyboard, "123456") == ("", "not connected")


# the model refuses


def altered(at: int, value: int) -> bytes:
    data = bytearray(whole())
    data[at] = value
    return bytes(data)


def whole() -> bytes:
    return UsbKeyboard(Device())._configuration(Builtin.desc_cfg)


def test_the_model_takes_the_driver_s_configuration() -> None:
    keyboard = usb.check_configuration(whole())
    assert (keyboard.interface, keyboard.endpoint, keyboard.report_length) == (2, 0x83, 63)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, 8), (2, 99), (4, 2), (11, 1), (75, 8), (77, 0), (77, 3), (78, 1), (79, 2), (80, 2),
        (81, 0), (82, 2), (83, 4), (84, 8), (85, 0x22), (87, 2), (89, 2), (90, 0x21), (93, 9),
        (95, 0x82), (95, 0x81), (95, 3), (96, 2), (97, 4), (99, 1),
    ],
)  # fmt: skip
def test_no_computer_takes_another(at: int, value: int) -> None:
    with pytest.raises(ModelError):
        usb.check_configuration(altered(at, value))


def test_what_usbdevice_refuses() -> None:
    device, keyboard = begun()
    with pytest.raises(OSError, match="22"):
        device.builtin_driver = Builtin
    with pytest.raises(ModelError, match="while a computer"):
        device.config(Builtin.desc_dev, whole(), None, None, None, None, None)
    with pytest.raises(ValueError, match="ep"):
        device.submit_xfer(0x80, bytes(8))
    with pytest.raises(ModelError, match="not open"):
        device.submit_xfer(0x84, bytes(8))
    device.submit_xfer(0x83, bytes(8))
    with pytest.raises(OSError, match="16"):
        device.submit_xfer(0x83, bytes(8))
    device.pass_time(20)
    device.submit_xfer(0x83, bytes(7))
    with pytest.raises(ModelError, match="7 bytes"):
        device.pass_time(20)
    bare = Device()
    with pytest.raises(OSError, match="22"):
        bare.active(True)
    with pytest.raises(OSError, match="22"):
        bare.submit_xfer(0x83, bytes(8))
    bare.config(Builtin.desc_dev, whole(), None, None, None, None, None)
    with pytest.raises(ModelError, match="serial line"):
        bare.active(True)
    assert keyboard.ready


def test_the_desk_refuses_what_no_finger_types() -> None:
    desk = Desk()
    for usages in ({0x1E, 0x1F}, {0xE0, 0x1E}, {1}, {0xA4}):
        with pytest.raises(ModelError):
            desk.pressed(usages, 0)


def test_the_desk_repeats_a_key_that_stays_down() -> None:
    desk = Desk()
    desk.pressed({0x04}, 0)
    desk.pressed(set(), 240_000_000)
    assert desk.text == "a"
    desk.pressed({0x04}, 0)
    desk.pressed(set(), 400_000_000)
    assert desk.text == "aa" + 5 * "a"


# typing


def test_a_key_goes_down_and_up_ten_ms_apart() -> None:
    device, keyboard = begun()
    device.usb.reports.clear()
    assert typed(device, keyboard, "Q7", keys="row", enter="on") == ("Q7\n", "typed")
    up = bytes(8)
    keys = [(2, 0x14), (0, 0x24), (0, 0x28)]
    downs = [bytes((modifier, 0, key)) + bytes(5) for modifier, key in keys]
    assert device.usb.reports == [up, up, downs[0], up, downs[1], up, downs[2], up]


def test_a_loop_that_does_something_else_leaves_no_key_down() -> None:
    device, keyboard = begun()
    typist = Typist(keyboard, Given(), lambda a, b: a - b)  # type: ignore[arg-type]
    typist.type("112233")
    run(device, typist, 6000, 300)  # the desk would repeat a key that is down for as long
    assert device.desk.text == "112233"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_a_computer_reads(layout: str, system: str) -> None:
    """pyotp's codes, and Steam's alphabet, by each of the settings and locks; or nothing at all
    where the keys can't be known."""
    device, keyboard = begun()
    device.desk.sit(layout, system)
    totp = pyotp.TOTP(SECRET)
    dice = random.Random(f"{layout} {system}")
    texts = [totp.at(dice.randrange(2**31)) for _ in range(3)] + ["0123456789", STEAM]
    nothing = 0
    for keys in ("keypad", "row"):
        for locks in range(8):
            device.desk.num, device.desk.caps = bool(locks & 1), bool(locks & 2)
            device.desk.says = not locks & 4
            if not device.desk.says and (device.desk.caps or not device.desk.num):
                continue  # what the computer does not say can't be known
            keyboard.begin()
            device.pass_time(400)
            for text in texts:
                got, note = typed(device, keyboard, text, keys=keys, layout=layout)
                if note == "Caps Lock!":
                    assert got == ""
                    assert device.desk.caps
                    assert layout in ("de", "fr")
                    nothing += 1
                else:
                    assert (got, note) == (text, "typed"), (keys, locks)
    # Caps Lock and no keypad: Num Lock is off, or a Mac, which never says that it is on
    expected = {"linux": 1, "windows": 1, "mac": 2}[system]
    assert nothing == (2 * 5 * expected if layout in ("de", "fr") else 0)


def test_lamps_that_are_not_told_count_as_they_usually_are() -> None:
    assert strokes("1", "us", True, False, None) == b"\x00\x59"
    assert strokes("1", "fr", False, False, None) == b"\x02\x1e"


def test_the_model_notices_a_wrong_layout() -> None:
    device, keyboard = begun()
    device.desk.sit("fr", "linux")
    assert typed(device, keyboard, "1Q2W", keys="row")[0] == "&A" + "\xe9Z"


def test_a_computer_that_sleeps_gets_no_digit() -> None:
    device, keyboard = begun()
    device.usb.reports.clear()
    device.usb.awake = False
    assert typed(device, keyboard, "123456") == ("", "not connected")
    device.usb.awake = True
    device.pass_time(100)
    assert device.usb.reports == [bytes(8), bytes(8)]
    assert typed(device, keyboard, "123456") == ("123456", "typed")


def test_a_cable_that_is_pulled_meanwhile_ends_it() -> None:
    device, keyboard = begun()
    typist = Typist(keyboard, Given(), lambda a, b: a - b)  # type: ignore[arg-type]
    typist.type("123456")
    run(device, typist, 100)
    assert 0 < len(device.desk.text) < 6
    device.usb._trigger = True  # and plugged in again
    run(device, typist, 1000)
    assert len(device.desk.text) < 6
    assert typist.note == "not connected"
    assert keyboard.ready
    assert typed(device, keyboard, "123456") == ("123456", "typed")


def test_no_digit_is_kept() -> None:
    device, keyboard = begun()
    typist = Typist(keyboard, Given(), lambda a, b: a - b)  # type: ignore[arg-type]
    typist.type("123456")
    kept = typist._keys
    assert any(kept)
    run(device, typist, 100)
    typist.stop()
    device.pass_time(20)
    assert not any(kept)
    assert not any(keyboard._report)
    assert not typist.busy
    assert typist.note == ""
