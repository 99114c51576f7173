"""A vault of 10, 100 and 1,000 accounts in MicroPython, its heap twice an RP2040's 241 KB

Objects are twice the size of a 32-bit chip's. Times are this computer's, of a journal on its disk;
`unlock` has a PIN's second in it, `open` is the pass over the journal at its end, `list page` what
`list` reads for an answer. Memory: what an open vault takes, what is free beside the code.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from runtimes.processes import HEAP, Unix

COLUMNS = (
    "accounts", "unlock ms", "open ms", "list page ms", "code ms", "add ms", "delete ms",
    "vault takes", f"free of {HEAP}",
)  # fmt: skip
SIZES = (10, 100, 1000)
_HERE = Path(__file__).parent
_SECONDS = 120.0


def rows() -> Iterator[tuple[object, ...]]:
    """A row a size."""
    unix = Unix()
    if missing := unix.missing():
        yield missing, *["-"] * (len(COLUMNS) - 1)
        return
    folders = Path(os.pathsep.join((str(_HERE / "portable"), str(_HERE.parent / "core"))))
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["VAULT_COUNT"] = str(count)
            os.environ["VAULT_FILE"] = str(Path(folder) / "journal")
            output = unix.run(folders, "size_of_vault", ["size_of_vault"], _SECONDS)
        told = {}
        for line in output.splitlines():
            if line.startswith("SIZE "):
                _, what, value = line.split()
                told[what] = int(value)
        if "lowest" not in told:
            raise RuntimeError(output)
        times = ("unlock", "open", "page", "code", "add", "delete")
        yield count, *(told[what] / 1000 for what in times), told["taken"], told["free"]
