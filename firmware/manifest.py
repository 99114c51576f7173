"""The whole firmware frozen into a MicroPython image of one's own, for MicroPython's build:

    cd micropython/ports/rp2
    MFOB_BOARD=pico_oled make BOARD=RPI_PICO FROZEN_MANIFEST=/path/to/mfob/firmware/manifest.py

MFOB_BOARD is a folder of boards/. What it gains: nothing to load at start, more free heap. A
firmware in /a or /b (`mfob install`) goes before the frozen one.
"""

import os


def run(path: str) -> dict:
    """The names that a file of plain Python defines."""
    names = {"__name__": path}
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), path, "exec"), names)
    return names


_FOLDER = "../boards/" + os.environ.get("MFOB_BOARD", "pico_oled")
_BOARD = run(_FOLDER + "/board.py")["BOARD"]
# Of the port's own modules only these: its _boot.py formats. For other ports there is none yet.
_PORTS = {"rp2": "rp2.py"}

freeze("$(PORT_DIR)/modules", _PORTS[_BOARD["chip"]])
freeze("frozen")
freeze(".", ("boot.py", "main.py", "start.py", "halt.py"))
freeze(".", ("loop.py", "power.py", "health.py", "keyboard.py"))
freeze(".", ("wiring.py", "face.py", "others.py"))
freeze(_FOLDER, "board.py")

# What `mfob install` would leave out (in a checkout, in an installed mfob).
_SHIPPING = run(next(filter(os.path.exists, ("../host/mfob/shipping.py", "../../shipping.py"))))
_FACES = run("fobcore/faces.py")
_SIZE = _BOARD["display"]["width"], _BOARD["display"]["height"]
_FONTS = set(_FACES["sizes"](_SIZE[0], _SIZE[1])) | {_FACES["signs"](_SIZE[1])}
_SOURCES = {}
for folder in (".", "fobcore", "drivers", "fonts"):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py") and not name.startswith(_SHIPPING["NEVER"]):
            path = name if folder == "." else folder + "/" + name
            with open(path, encoding="utf-8") as file:
                _SOURCES[path] = file.read()
_TEXTS = _FACES["texts"](_SIZE[1])
_LEFT_OUT = _SHIPPING["left_out"](_SOURCES, _BOARD, _BOARD["chip"], _FONTS, _TEXTS)

# Machine code for a Cortex-M0+ reads its constants from addresses that 4 divides, but mpy-tool
# lays it at any even one (MicroPython 1.28), and it may jump anywhere then. So a module with such
# code is frozen as its source, which the fob compiles into its heap, where the address is right.
# (freeze_as_str() would do that, but the port rp2 has it switched off, and then takes one module
# for another.)
_CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
_MADE = os.path.join(_CACHE, "mfob", "frozen")  # is read once this file has ended
for path, source in _SOURCES.items():
    if "/" not in path or path in _LEFT_OUT:
        continue
    # viper, native, asm_thumb
    if any(line.lstrip().startswith("@micropython.") for line in source.splitlines()):
        os.makedirs(os.path.join(_MADE, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(_MADE, path), "w", encoding="utf-8") as file:
            file.write("exec(" + repr(source) + ")\n")
        freeze(_MADE, path)
    else:
        freeze(".", path)
