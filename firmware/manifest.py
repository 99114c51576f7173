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
_LEFT_OUT = ("parts.py", "plain.py", "make_fonts.py", "chip_esp32.py", "chip_unix.py")
for folder in ("fobcore", "drivers", "fonts"):
    names = sorted(os.listdir(folder))
    freeze(".", tuple(folder + "/" + n for n in names if n.endswith(".py") and n not in _LEFT_OUT))
