"""When the fob becomes a keyboard: where that is set, once the serial line is at rest."""

import sys

from fob import Fob
from keyboard import Keys

MODULES = ("drivers.usbkeyboard", "fobcore.typist", "fobcore.keymap")


class Builtin:
    itf_max = 2
    ep_max = 3
    desc_dev = bytes(18)
    desc_cfg = b"\x09\x02\x09\x00\x02\x01\x00\x80\x7d"


class Usb:
    """machine.USBDevice(): what is called, in order."""

    BUILTIN_DEFAULT = Builtin

    def __init__(self) -> None:
        self.called = []
        self.builtin_driver = None

    def active(self, on: bool) -> None:
        self.called.append(on)

    def config(self, *arguments) -> None:
        assert self.builtin_driver is Builtin
        self.called.append(arguments[:3])


class Chip:
    def __init__(self, usb=None) -> None:
        self._usb = usb

    def usb(self):
        return None if self._usb is None else lambda: self._usb


def keys(fob: Fob, usb) -> Keys:
    keys = Keys(Chip(usb), fob.app, fob.app.settings, fob.app.ticks_diff)
    fob.app.settings.on_looks = keys.look
    return keys


def rest(keys: Keys, first: int, last: int, busy: bool = False) -> None:
    for ticks in range(first, last, 50):
        keys.step(ticks, busy)


def test_off_nothing_is_loaded():
    fob = Fob()
    usb = Usb()
    mine = keys(fob, usb)
    fob.app.settings.set("brightness", "low")
    mine.begin()
    rest(mine, 0, 5000)
    assert usb.called == []
    assert fob.app.typist is None
    if sys.implementation.name != "cpython":  # there one process has run other tests too
        assert not [name for name in MODULES if name in sys.modules]


def test_switched_on_it_waits_for_the_line_to_rest():
    fob = Fob()
    usb = Usb()
    mine = keys(fob, usb)
    fob.app.settings.set("type_code", "on")
    assert usb.called == []  # the answer has to go out first
    rest(mine, 0, 3000, True)
    rest(mine, 3000, 4400)
    rest(mine, 4400, 4500, True)
    rest(mine, 4500, 5900)
    assert usb.called == []
    assert fob.app.typist is None
    rest(mine, 5900, 6100)
    assert [usb.called[0], usb.called[2:]] == [False, [True]]
    assert fob.app.typist is not None
    fob.app.settings.set("type_code", "off")
    fob.app.settings.set("type_code", "on")
    rest(mine, 6100, 9000)
    assert len(usb.called) == 3  # the line breaks once


def test_at_the_start_it_does_not_wait():
    fob = Fob()
    usb = Usb()
    fob.app.settings.set("type_code", "on")
    mine = keys(fob, usb)
    mine.look()
    mine.begin()
    assert len(usb.called) == 3


def test_switched_off_meanwhile_it_stays_as_it_is():
    fob = Fob()
    usb = Usb()
    mine = keys(fob, usb)
    fob.app.settings.set("type_code", "on")
    rest(mine, 0, 1000)
    fob.app.settings.set("type_code", "off")
    rest(mine, 1000, 5000)
    assert usb.called == []


def test_a_chip_without_usb_is_left_alone():
    fob = Fob()
    mine = keys(fob, None)
    fob.app.settings.set("type_code", "on")
    mine.begin()
    rest(mine, 0, 5000)
    assert fob.app.typist is None
