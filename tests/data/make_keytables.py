"""Makes host/mfob/sim/keytables.py: what stands on the keys of a keyboard, by layout.

Asked of libxkbcommon, which reads Debian's xkb-data: both are independent of the firmware's
fobcore/keymap.py, which the tables are there to check. Run from the project's folder:
    python tests/data/make_keytables.py | ruff format - > host/mfob/sim/keytables.py
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

LAYOUTS = {"us": "us", "uk": "gb", "de": "de", "fr": "fr", "es": "es"}  # here: in xkb-data
FIRST = 0x04
# Linux' key codes of the HID usages from 0x04 on (linux/input-event-codes.h names them), to the
# key beside the left Shift of European keyboards.
CODES = (
    30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17,
    45, 21, 44, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 28, 1, 14, 15, 57, 12, 13, 26, 27, 43, 43, 39, 40,
    41, 51, 52, 53, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88, 99, 70, 119, 110, 102, 104,
    111, 107, 109, 106, 105, 108, 103, 69, 98, 55, 74, 78, 96, 79, 80, 81, 75, 76, 77, 71, 72, 73,
    82, 83, 86,
)  # fmt: skip
SHIFT = 42
CAPS = 58
NUM = 69
_EVDEV = 8  # xkb counts from there


class _Rules(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")
    ]


def library() -> Any:
    """libxkbcommon; None where it is not installed."""
    name = ctypes.util.find_library("xkbcommon")
    if name is None:
        return None
    xkb = ctypes.CDLL(name)
    for function in ("context_new", "keymap_new_from_names", "state_new"):
        getattr(xkb, "xkb_" + function).restype = ctypes.c_void_p
    return xkb


def tables(xkb: Any) -> dict[str, dict[str, str]]:
    """By layout and what is held or locked: a character a key, a space where it makes none."""
    context = ctypes.c_void_p(xkb.xkb_context_new(0))
    found = {}
    for layout, name in LAYOUTS.items():
        rules = _Rules(b"evdev", b"pc105", name.encode(), b"", b"")
        keymap = ctypes.c_void_p(xkb.xkb_keymap_new_from_names(context, ctypes.byref(rules), 0))
        assert keymap.value, f"no layout {name}"
        found[layout] = {
            "": _row(xkb, keymap),
            "shift": _row(xkb, keymap, held=(SHIFT,)),
            "caps": _row(xkb, keymap, locked=(CAPS,)),
            "caps shift": _row(xkb, keymap, held=(SHIFT,), locked=(CAPS,)),
            "num": _row(xkb, keymap, locked=(NUM,)),
        }
    return found


def _row(
    xkb: Any, keymap: ctypes.c_void_p, held: tuple[int, ...] = (), locked: tuple[int, ...] = ()
) -> str:
    state = ctypes.c_void_p(xkb.xkb_state_new(keymap))
    for code in locked:
        xkb.xkb_state_update_key(state, code + _EVDEV, 1)
        xkb.xkb_state_update_key(state, code + _EVDEV, 0)
    for code in held:
        xkb.xkb_state_update_key(state, code + _EVDEV, 1)
    return "".join(_char(xkb, state, code + _EVDEV) for code in CODES)


def _char(xkb: Any, state: ctypes.c_void_p, code: int) -> str:
    buffer = ctypes.create_string_buffer(8)
    xkb.xkb_state_key_get_utf8(state, code, buffer, 8)
    text = buffer.value.decode()
    return text if len(text) == 1 and text.isprintable() else "\n" if text == "\r" else " "


def main() -> None:
    """The module on stdout."""
    print('"""What stands on the keys of a keyboard, by layout. Made by make_keytables.py.\n')
    print("Characters of the HID usages from 0x04 on, as libxkbcommon with xkb-data has them; a")
    print('space where a key makes none, or a dead one.\n"""\n')
    print(f"FIRST = {FIRST:#04x}")
    print("KEYS = {")
    for layout, rows in tables(library()).items():
        print(f'    "{layout}": {{')
        for held, row in rows.items():
            print(f'        "{held}": (')
            for start in range(0, len(row), 50):
                print(f"            {row[start : start + 50]!r}")
            print("        ),")
        print("    },")
    print("}")


if __name__ == "__main__":
    main()
