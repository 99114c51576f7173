"""The screen of a fob whose firmware fails, on every board's display: the button that leads to
MicroPython's prompt by what is written on it, and all of what to do."""

from __future__ import annotations

import sys
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest

import wiring
from golden.glass import NAMES, board, glass
from mfob.sim.readback import read_text

import halt  # isort: skip


def drawn(data: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> str:
    """All that the pixels say, in one line."""
    with glass(data) as (display, circuit):
        monkeypatch.setitem(sys.modules, "board", SimpleNamespace(BOARD=data))
        monkeypatch.setattr(wiring, "chip_of", lambda: None)
        monkeypatch.setattr(wiring, "keep_power", lambda chip, data: None)
        monkeypatch.setattr(wiring, "display_of", lambda data, chip: display)
        halt._draw()
        return " ".join(read_text(circuit.picture()))


def said(label: str) -> str:
    return f"FIRMWARE FAILS Hold button {label} while you plug it in, then run: mfob install"


@pytest.mark.parametrize("name", NAMES)
def test_it_names_the_button(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = board(name)
    label = {button["role"]: button["label"] for button in data["buttons"]}["ok"]
    assert drawn(data, monkeypatch) == said(label)


@pytest.mark.parametrize("name", NAMES)
def test_there_is_room_for_the_longest_label(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = deepcopy(board(name))
    data["buttons"][0]["label"] = "GPIO35"
    assert drawn(data, monkeypatch) == said("GPIO35")
