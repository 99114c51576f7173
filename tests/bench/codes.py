"""Codes a second by algorithm and runtime, the HMAC's pads kept, or made for each code

`SHA1 ours` is the compact SHA-1, in viper where there is viper; the others are what the fob would
use there. wasm32 is plain Python on 32 bits.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from runtimes.processes import CPython, Unix
from runtimes.wasm32 import Wasm32

COLUMNS = ("runtime", "algorithm", "pads kept", "pads made")
_FOLDER = Path(__file__).parent / "portable"
_SECONDS = 60.0


def rows() -> Iterator[tuple[object, ...]]:
    """A row an algorithm and runtime."""
    with tempfile.TemporaryDirectory() as cache:
        for runtime in (CPython(), Unix(), Wasm32(Path(cache))):
            missing = runtime.missing()
            if missing:
                yield runtime.name, missing, "-", "-"
                continue
            name = "speed_of_codes"
            for line in runtime.run(_FOLDER, name, [name], _SECONDS).splitlines():
                if line.startswith("SPEED "):
                    _, algorithm, kept, made = line.split()
                    yield runtime.name, algorithm.replace("_", " "), int(kept), int(made)
