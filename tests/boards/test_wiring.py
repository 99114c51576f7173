"""The wiring pictures are what boards/make_wiring.py draws of the data, and show each pin."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from boards.rules import pins
from boards.test_boards import BUILT, IMAGINARY
from mfob import data

ROOT = Path(__file__).parents[2]
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def wiring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_wiring", ROOT / "boards/make_wiring.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_wiring"] = module  # dataclasses looks it up
    spec.loader.exec_module(module)
    return module


def words(svg: str) -> list[str]:
    """The texts of a picture."""
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{_SVG}text")]


@pytest.mark.parametrize("name", BUILT)
def test_the_picture_is_the_boards(name: str, wiring: ModuleType) -> None:
    drawn = wiring.drawing(data.board(name))
    assert (ROOT / "boards" / name / "wiring.svg").read_text() == drawn, (
        "run python boards/make_wiring.py"
    )


@pytest.mark.parametrize("name", BUILT)
def test_each_pin_is_in_it(name: str, wiring: ModuleType) -> None:
    board = data.board(name)
    shown = words((ROOT / "boards" / name / "wiring.svg").read_text())
    call = {"rp2": "GP%d", "esp32": "GPIO%d"}[str(board["chip"])]
    for number, _, _ in pins(board):
        assert call % number in shown


def test_no_two_wires_lie_in_one(wiring: ModuleType) -> None:
    """A line of one wire never runs along a line of another's."""
    for board in [*map(data.board, BUILT), IMAGINARY]:
        root = ElementTree.fromstring(wiring.drawing(board))
        lines: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for element in root.iter(f"{_SVG}path"):
            if element.get("class") == "wire":
                for kind, where, span in segments(element.get("d") or ""):
                    others = lines.setdefault((kind, where), [])
                    for start, end in others:
                        assert span[1] <= start or span[0] >= end, (board["name"], where)
                own = list(segments(element.get("d") or ""))
                for kind, where, span in own:
                    lines[kind, where].append(span)


def segments(way: str) -> list[tuple[str, str, tuple[float, float]]]:
    """(H or V, the other coordinate, from and to) of a path of M, H and V."""
    found = []
    for piece in way.split("M")[1:]:
        for command in "HV":
            if command in piece:
                start, end = piece.split(command)
                x, y = map(float, start.split())
                where, begin = (y, x) if command == "H" else (x, y)
                span = sorted((begin, float(end)))
                if span[0] != span[1]:
                    found.append((command, f"{where:g}", (span[0], span[1])))
    return found


def test_parts_of_the_board_have_no_wires(wiring: ModuleType) -> None:
    svg = wiring.drawing(data.board("m5stickc_plus2"))
    assert 'class="wire"' not in svg
    assert "BM8563 clock" in words(svg)
