"""The whole firmware frozen into a MicroPython image of one's own, for MicroPython's build:

    cd micropython/ports/rp2
    MFOB_BOARD=pico_oled make BOARD=RPI_PICO FROZEN_MANIFEST=/path/to/mfob/firmware/manifest.py

MFOB_BOARD is a folder of boards/. What it gains: nothing to load at start, more free heap. A
firmware in /a or /b (`mfob install`) goes before the frozen one.
"""

import os

freeze("$(PORT_DIR)/modules", "rp2.py")  # of the port's own only this: its _boot.py formats
freeze("frozen")
freeze(".", ("boot.py", "main.py", "start.py", "halt.py", "wiring.py"))
freeze("../boards/" + os.environ.get("MFOB_BOARD", "pico_oled"), "board.py")

# Types for the checker, what plain Python needs, a script, drivers of other chips: not on a fob.
_LEFT_OUT = (
    "parts.py", "plain.py", "make_fonts.py", "spleen32x64.py", "chip_esp32.py", "chip_unix.py",
)  # fmt: skip
# Machine code for a Cortex-M0+ reads its constants from addresses that 4 divides, but mpy-tool
# lays it at any even one (MicroPython 1.28), and it may jump anywhere then. So a module with such
# code is frozen as its source, which the fob compiles into its heap, where the address is right.
# (freeze_as_str() would do that, but the port rp2 has it switched off, and then takes one module
# for another.)
_CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
_MADE = os.path.join(_CACHE, "mfob", "frozen")  # is read once this file has ended
for folder in ("fobcore", "drivers", "fonts"):
    os.makedirs(os.path.join(_MADE, folder), exist_ok=True)
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py") or name in _LEFT_OUT:
            continue
        path = folder + "/" + name
        with open(path, encoding="utf-8") as file:
            source = file.read()
        # viper, native, asm_thumb
        if any(line.lstrip().startswith("@micropython.") for line in source.splitlines()):
            with open(os.path.join(_MADE, path), "w", encoding="utf-8") as file:
                file.write("exec(" + repr(source) + ")\n")
            freeze(_MADE, path)
        else:
            freeze(".", path)
