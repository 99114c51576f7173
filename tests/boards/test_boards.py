"""What every board of boards/ and of the tests keeps to, and that a wrong one is found."""

from __future__ import annotations

import ast
import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from boards.rules import ESP32_STRAPS, complaints, pins
from mfob import data, firmware

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NAMES = data.board_names()
BUILT = [name for name in NAMES if name != "virtual"]


def load(path: Path) -> dict[str, Any]:
    """BOARD of a board.py."""
    assignment = ast.parse(path.read_text()).body[-1]
    assert isinstance(assignment, ast.Assign)
    return ast.literal_eval(assignment.value)


OWN = sorted(path.parent.name for path in HERE.glob("*/board.py"))  # boards of the tests alone
IMAGINARY = load(HERE / "imaginary" / "board.py")
TDISPLAY = data.board("tdisplay")
PICO = data.board("pico_oled")


@pytest.mark.parametrize("name", NAMES)
def test_a_board(name: str) -> None:
    assert not complaints(data.board(name))


@pytest.mark.parametrize("name", OWN)
def test_a_board_of_the_tests(name: str) -> None:
    board = load(HERE / name / "board.py")
    assert board["name"] == name
    assert not complaints(board)


def test_the_boards_of_the_tests() -> None:
    assert OWN == ["imaginary", "small"]


@pytest.mark.parametrize(
    ("board", "where", "value", "word"),
    [
        (PICO, ("i2c", "sda"), 6, "I2C0"),
        (PICO, ("i2c", "scl"), 14, "twice"),
        (PICO, ("display", "height"), 48, "no ssd1306"),
        (PICO, ("display", "rotation"), 90, "rotation"),
        (PICO, ("rtc", "driver"), "ds1307", "frequency"),
        (PICO, ("rtc", "driver"), "ds9999", "no such clock"),
        (PICO, ("buttons", 0, "pull"), "down", "presses it"),
        (PICO, ("buttons", 0, "pull"), None, "nothing holds"),
        (PICO, ("buttons", 1, "role"), "back", "roles"),
        (PICO, ("buttons", 1, "label"), "OK", "labels"),
        (PICO, ("buttons", 1, "pin"), 30, "GP30"),
        (PICO, ("host_can_dump",), True, "host_can_dump"),
        (PICO, ("power",), {"hold": 4, "off_after": 300}, "twice"),
        (PICO, ("power",), {"hold": 6}, "off_after"),
        (TDISPLAY, ("display", "backlight"), 17, "deep sleep"),
        (TDISPLAY, ("power",), {"hold": 17, "off_after": 300}, "deep sleep"),
        (TDISPLAY, ("display", "cs"), 35, "input only"),
        (TDISPLAY, ("display", "dc"), 6, "GPIO6"),
        (TDISPLAY, ("display", "offset"), (52, 81), "does not lie"),
        (TDISPLAY, ("display", "rotation"), 0, "does not lie"),
        (TDISPLAY, ("spi", "freq"), 40_000_000, "26.67"),
        (TDISPLAY, ("buttons", 0, "pull"), "up", "no pull"),
        (TDISPLAY, ("buttons", 0, "pin"), 0, "loader"),
        (TDISPLAY, ("i2c", "sda"), 12, "at reset"),
        (TDISPLAY, ("battery", "adc"), 27, "GPIO27"),
        (TDISPLAY, ("micropython",), {"machines": ("x",), "image": None}, "esptool"),
    ],
)
def test_a_wrong_board(
    board: dict[str, Any], where: tuple[str | int, ...], value: object, word: str
) -> None:
    wrong = deepcopy(board)
    target: Any = wrong
    for step in where[:-1]:
        target = target[step]
    target[where[-1]] = value
    assert any(word in complaint for complaint in complaints(wrong)), complaints(wrong)


def test_a_board_without_a_field() -> None:
    wrong = {field: value for field, value in PICO.items() if field != "spi"}
    assert complaints(wrong) == ["fields: ['spi']"]


@pytest.mark.parametrize("name", BUILT)
def test_its_page(name: str) -> None:
    """What everyone who builds it wants to read, its pictures, and each of its pins in a table."""
    board = data.board(name)
    page = (ROOT / "boards" / name / "README.md").read_text()
    rows = "\n".join(line for line in page.splitlines() if line.startswith("|"))
    call = {"rp2": "GP%d", "esp32": "GPIO%d"}[str(board["chip"])]
    for number, _, field in pins(board):
        assert re.search(rf"\b{call % number}\b", rows), f"{field}: {call % number}"
    for label in [button["label"] for button in board["buttons"]]:  # pyright: ignore[reportGeneralTypeIssues]
        assert label in rows
    for wanted in (
        "](wiring.svg)", "![All screens](screens.png)", "mfob install", "Not tried",
        f"mfob sim start --board {name}", f"micropython.org/download/{board['micropython']['image']}",  # pyright: ignore[reportIndexIssue]  # noqa: E501
    ):  # fmt: skip
        assert wanted in page, wanted
    straps = {number for number, _, _ in pins(board)} & ESP32_STRAPS
    if board["chip"] == "esp32" and straps:
        assert "strapping" in page
    if board["host_can_dump"]:
        assert "read the whole flash" in page


def test_the_list_of_boards() -> None:
    page = (ROOT / "boards" / "README.md").read_text()
    for name in NAMES:
        assert f"[{name}]({name}/README.md)" in page
    for field in IMAGINARY:
        assert f"`{field}`" in page, field


@pytest.mark.parametrize("name", NAMES)
def test_all_that_it_imports_is_shipped(name: str) -> None:
    """Modules of the firmware that are imported at the top of one, outside TYPE_CHECKING."""
    board = data.board(name)
    paths = firmware.place_files(data.boards_dir() / name / "board.py", chip=str(board["chip"]))
    for path, content in paths.items():
        for node in ast.parse(content).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                inner = node.module.replace(".", "/") + ".py"
                if inner.startswith(("drivers/", "fonts/", "fobcore/")):
                    assert inner in paths, f"{path} imports {inner}"


@pytest.mark.parametrize("name", BUILT)
def test_its_types_are_checked_on_its_chip(name: str) -> None:
    for chip in ("rp2", "esp32"):
        settings = json.loads((ROOT / "tests/lint" / f"pyright-{chip}.json").read_text())
        listed = f"../../boards/{name}/board.py" in settings["include"]
        assert listed == (data.board(name)["chip"] == chip)
