"""The manifest freezes what an installed fob has: the same files, and no more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mfob import firmware

ROOT = Path(__file__).resolve().parent.parent.parent
MANIFEST = ROOT / "firmware" / "manifest.py"


def frozen(board: str | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """(name in the image, file) of all that the manifest freezes, as MicroPython's build does."""
    monkeypatch.chdir(MANIFEST.parent)
    monkeypatch.delenv("MFOB_BOARD", raising=False)
    if board:
        monkeypatch.setenv("MFOB_BOARD", board)
    found: list[tuple[str, Path]] = []

    def freeze(path: str, script: str | tuple[str, ...] | None = None) -> None:
        if path.startswith("$(PORT_DIR)"):
            assert script == "rp2.py", "the port's own _boot.py formats"
            return
        folder = Path(os.path.abspath(path))
        names = [file.name for file in folder.glob("*.py")] if script is None else script
        for name in (names,) if isinstance(names, str) else names:
            assert (folder / name).is_file(), name
            found.append((name, folder / name))

    exec(MANIFEST.read_text(encoding="utf-8"), {"freeze": freeze})
    yield from found


@pytest.mark.parametrize("board", [None, "pico_oled", "waveshare_lcd_096"])
def test_it_is_what_is_installed(board: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    there = dict(frozen(board, monkeypatch))
    path = ROOT / "boards" / (board or "pico_oled") / "board.py"
    wanted = {*firmware.place_files(path, chip="rp2"), *firmware.GUARD, "_boot.py"}
    assert set(there) == wanted
    assert there["board.py"] == path


def test_there_is_none_for_the_esp32(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has another port's _boot.py to do without."""
    with pytest.raises(KeyError, match="esp32"):
        list(frozen("tdisplay", monkeypatch))
