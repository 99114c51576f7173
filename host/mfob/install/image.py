"""Boards without MicroPython: a Pico's loader, which is a disk, and what an ESP32 needs."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Any

from mfob import data
from mfob.errors import NO_FOB, HostError, shown

INFO = "INFO_UF2.TXT"
_BOARD_ID = "RPI-RP2"
_RP2040 = 0xE48BFF56  # the family's id in a UF2 (github.com/microsoft/uf2, uf2families.json)
_UF2_MAGICS = (0x0A324655, 0x9E5D5157)
_UF2_FAMILY = 0x2000  # flag: the header has a family's id
_UF2_BLOCK = 512
_LOADER = ("2e8a", "0003")  # USB id of the RP2040's loader
_USB = Path("/sys/bus/usb/devices")
_MOUNTS = Path("/proc/mounts")
_VOLUMES = Path("/Volumes")  # macOS
_PAGE = "micropython.org/download/"  # without https: errors hide what looks like an address
_PICO = "RPI_PICO"
_ESP32 = "ESP32_GENERIC"
_ESPTOOL = {"chip": "esp32", "offset": 0x1000}
_SLICE = 65536


def drive() -> Path | None:
    """The disk of a Pico that was plugged in with BOOTSEL held, by its INFO_UF2.TXT."""
    for folder in _mounted():
        try:
            info = (folder / INFO).read_text(errors="replace")
        except OSError:
            continue
        if any(line.split() == ["Board-ID:", _BOARD_ID] for line in info.splitlines()):
            return folder
    return None


def loader_waits() -> bool:
    """Whether such a Pico is plugged in, mounted or not (Linux)."""
    for device in _USB.glob("*"):
        try:
            ids = [(device / name).read_text().strip() for name in ("idVendor", "idProduct")]
        except OSError:
            continue
        if tuple(ids) == _LOADER:
            return True
    return False


def check_uf2(file: Path) -> None:
    """Raises HostError "bad_uf2" for what is no image for an RP2040."""
    try:
        size = file.stat().st_size
        with open(file, "rb") as opened:
            head = opened.read(32)
    except OSError as error:
        why = error.strerror or "it can't be read"
        raise HostError(f"{shown(str(file))} can't be read: {why}.", "bad_uf2") from None
    if len(head) == 32 and not size % _UF2_BLOCK:
        fields = struct.unpack("<8I", head)
        if fields[:2] == _UF2_MAGICS and fields[2] & _UF2_FAMILY and fields[7] == _RP2040:
            return
    raise HostError(
        f"{shown(str(file))} is no UF2 image for an RP2040: take the one for your board from"
        f" {_PAGE}{_PICO}/.",
        "bad_uf2",
    )


def copy_uf2(file: Path, folder: Path) -> None:
    """Copies an image to the loader's disk, which goes as soon as it has all of it."""
    rest = b""
    try:
        content = file.read_bytes()
        with open(folder / "mfob.uf2", "wb", buffering=0) as target:
            rest = content
            while rest:
                rest = rest[target.write(rest[:_SLICE]) :]
            os.fsync(target.fileno())
    except OSError as error:
        if not rest and not (folder / INFO).exists():
            return  # the Pico has it, and has started: its disk went before the last word
        why = error.strerror or "it went away"
        raise HostError(
            f"{folder} did not take the image ({why}): plug the board in again with BOOTSEL held"
            " and run the same command again.",
            "copy_failed",
        ) from None


def no_image(board: str | None) -> HostError:
    """A Pico in its loader, and no image was given."""
    page = _PAGE + str(_of(board).get("image") or _PICO)
    return HostError(
        "A Pico in BOOTSEL mode is plugged in, with no MicroPython running: download the .uf2"
        f" from {page}/ and run `mfob install --uf2 FILE`.",
        "no_micropython",
        NO_FOB,
    )


def not_mounted() -> HostError:
    """A Pico in its loader whose disk the system does not show."""
    return HostError(
        f"A Pico in BOOTSEL mode is plugged in, but its disk {_BOARD_ID} is not mounted: open it"
        f" in the file manager, or `udisksctl mount -b /dev/disk/by-label/{_BOARD_ID}`, and run"
        " the same command again.",
        "not_mounted",
        NO_FOB,
    )


def no_drive() -> HostError:
    """An image was given, and there is no Pico to take it."""
    return HostError(
        "No Pico in BOOTSEL mode found: hold its button BOOTSEL while you plug it in, then run"
        " the same command again.",
        "no_bootsel",
        NO_FOB,
    )


def silent(path: str, uart: bool, board: str | None) -> HostError:
    """Neither a fob nor a prompt answers on a port; behind a USB-UART chip it may be an ESP32."""
    fob = f"Nothing answers on {path}: if it is a fob, hold ok while you plug it in; if it has no"
    if not uart:
        page = _PAGE + str(_of(board).get("image") or _PICO)
        message = (
            f"{fob} MicroPython yet, hold BOOTSEL while you plug it in, download the .uf2 from"
            f" {page}/ and run `mfob install --uf2 FILE`."
        )
        return HostError(message, "no_prompt", NO_FOB)
    image = str(_of(board).get("image") or _ESP32)
    tool = _of(board).get("esptool") or _ESPTOOL
    message = (
        f"{fob} MicroPython yet, download the .bin from {_PAGE}{image}/ and run (pip install"
        f" esptool brings it):\n  esptool --chip {tool['chip']} --port {path} --baud 460800"
        f" write-flash {tool['offset']:#x} {image}.bin"
    )
    return HostError(message, "no_prompt", NO_FOB)


def _of(board: str | None) -> dict[str, Any]:
    """What a board's data say of its MicroPython."""
    told = data.board(board).get("micropython", {}) if board is not None else {}
    return dict(told) if isinstance(told, dict) else {}


def _mounted() -> list[Path]:
    """The folders where disks are mounted that could be a loader's."""
    if sys.platform == "darwin":
        return sorted(_VOLUMES.glob("*"))
    try:
        lines = _MOUNTS.read_text().splitlines()
    except OSError:
        return []
    fields = [line.split(" ") for line in lines]
    # Spaces and the like in a path are octal there.
    return [
        Path(given[1].encode().decode("unicode_escape"))
        for given in fields
        if len(given) > 2 and given[2] in ("vfat", "msdos")
    ]
