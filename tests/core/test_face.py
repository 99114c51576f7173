"""A face draws other scripts' characters, and lets go of their fonts; what none has is a box."""

import gc
import sys

import fakes
import others
from face import Face
from fob import Fob
from fobcore.account import Account
from fobcore.paint import paint
from fobcore.screens import INK, TEXT
from fobcore.scripts import SCRIPTS

SIZES = ((5, 8), (6, 12), (8, 16))
MOSCOW = "\u041c\u043e\u0441\u043a\u0432\u0430"
LODZ = "\u0141\u00f3d\u017a"
ATHENS = "\u0391\u03b8\u03ae\u03bd\u03b1"
TOKYO = "\u6771\u4eac"


def glyph(script: str, size, char: str) -> bytes:
    name = "%s%dx%d" % (script, size[0], size[1])
    module = getattr(__import__("fonts." + name), name)
    there = (size[0] + 7) // 8 * size[1]
    at = module.CHARS.find(char)
    assert at >= 0
    found = bytes(module.DATA[at * there : (at + 1) * there])
    if script != "spleen":
        del sys.modules["fonts." + name]
        delattr(sys.modules["fonts"], name)
    return found


def scripts_loaded() -> list:
    """Modules of scripts that are in memory, and the one that names them."""
    names = list(sys.modules)
    names += ["fonts." + name for name in dir(sys.modules["fonts"])]
    kinds = tuple(["fonts." + script for script, _ in SCRIPTS[1:]])
    return [name for name in names if name.startswith(kinds)]


class Counted:
    """In place of others._once: which modules were loaded; some may fail."""

    def __init__(self, error=None) -> None:
        self.names = []
        self._error = error
        self._once = others._once

    def __enter__(self):
        others._once = self
        return self

    def __exit__(self, *_) -> None:
        others._once = self._once

    def __call__(self, package: str, name: str):
        if package == "fonts":
            self.names.append(name)
            if self._error is not None:
                raise self._error
        return self._once(package, name)


def test_each_script_in_each_size():
    for size in SIZES:
        it = Face("spleen", size, True)
        for text, script in ((MOSCOW, "cyrillic"), (ATHENS, "greek"), (LODZ, "latin")):
            for at in range(len(text)):
                char = text[at : at + 1]
                if it.CHARS.find(char) < 0:
                    assert it.other(text, at) == glyph(script, size, char), (size, script, at)


def test_no_module_stays():
    it = Face("spleen", (6, 12), True)
    it.other(MOSCOW + ATHENS + LODZ, 0)
    assert scripts_loaded() == []
    __import__("fonts.greek6x12")  # what was there before is left alone
    it.forget()
    it.other(ATHENS, 0)
    assert "fonts.greek6x12" in sys.modules and hasattr(sys.modules["fonts"], "greek6x12")
    glyph("greek", (6, 12), "\u03b1")  # takes it away
    assert scripts_loaded() == []


def test_a_text_is_fetched_at_once():
    it = Face("spleen", (5, 8), True)
    with Counted() as loaded:
        for at in range(len(MOSCOW)):
            it.other(MOSCOW, at)
        it.other(MOSCOW, 0)
        assert loaded.names == ["cyrillic5x8"]
        it.other(MOSCOW + "\u0436", len(MOSCOW))
        assert loaded.names == ["cyrillic5x8"] * 2
        it.other(MOSCOW, 3)
        assert len(loaded.names) == 2


def test_more_characters_than_are_kept():
    text = "".join([chr(code) for code in range(0x400, 0x460)])
    for start in (0, 40, 95, 7):
        it = Face("spleen", (6, 12), True)
        it.other(LODZ, 0)
        for at in range(start, len(text)):
            picture = it.other(text, at)
            assert picture == glyph("cyrillic", (6, 12), text[at : at + 1]), at
            assert len(it._others._chars) <= 64 and len(it._others._pictures) == 12 * len(
                it._others._chars
            )


def test_what_no_script_has_is_a_box():
    for it in (Face("spleen", (6, 12), True), Face("spleen", (6, 12))):
        box = glyph("spleen", (6, 12), "\ufffd")
        with Counted() as loaded:
            for at in range(2):
                assert it.other(TOKYO, at) == box
        assert loaded.names == []
    assert Face("spleen", (6, 12)).other(MOSCOW, 0) == box  # it has no other scripts


def test_without_the_module_or_memory():
    for error in (ImportError(), MemoryError()):
        it = Face("spleen", (6, 12), True)
        with Counted(error):
            assert it.other(MOSCOW, 0) == glyph("spleen", (6, 12), "\ufffd")


def test_on_the_display():
    display = fakes.Display()
    it = Face("spleen", (6, 12), True)
    paint(display, [(TEXT, 3, 5, it, "a\u0416\u6771b", INK)])
    shown = (("spleen", "a"), ("cyrillic", "\u0416"), ("spleen", "\ufffd"), ("spleen", "b"))
    for column, (script, char) in enumerate(shown):
        rows = glyph(script, (6, 12), char)
        for y in range(12):
            for x in range(6):
                lit = display.canvas.pixel(3 + 6 * column + x, 5 + y)
                assert lit == rows[y] >> 7 - x & 1, (char, x, y)


def test_a_lock_forgets_what_was_drawn():
    fob = Fob()
    fob.hello()
    fob.at(2000000000)
    fob.vault.add(Account(MOSCOW, "alice", b"12345678901234567890"))
    assert "ok" in fob.ask({"do": "set_pin", "pin": "2468"}, "ok")
    fob.app.changed()
    fob.pass_time(1100)
    layout = fob.app._layout
    assert layout.text._others._chars == MOSCOW
    fob.keeper.lock()
    assert layout.text._others is None and layout.small._others is None


def test_the_heap_that_names_take():
    """MicroPython: the glyphs of a name, and nothing of a name in ASCII."""
    if not hasattr(gc, "mem_alloc"):
        return
    it = Face("spleen", (6, 12), True)
    display = fakes.Display()

    def taken(text: str) -> int:
        gc.collect()
        before = gc.mem_alloc()
        paint(display, [(TEXT, 0, 0, it, text, INK)])
        gc.collect()
        return gc.mem_alloc() - before

    taken("alice" + MOSCOW)  # what names of functions MicroPython keeps for good, it has then
    it.forget()
    taken("alice")
    assert taken("alice@example.com") <= 256
    assert 6 * 12 <= taken(MOSCOW) <= 512  # the module alone is 2,000
    it.forget()
    assert taken("alice") <= 256
