"""The import arrows hold, and the checks notice when they don't."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lint import arrows

ROOT = Path(__file__).resolve().parent.parent.parent
Check = Callable[[Path], Iterator[str]]


def complaints(check: Check, root: Path, files: dict[str, str]) -> list[str]:
    """What a check says of a made-up tree."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(check(root))


@pytest.mark.parametrize(
    "check", [arrows.wrong_imports, arrows.names_in_ifs, arrows.boards_that_are_not_data]
)
def test_the_tree_is_in_order(check: Check) -> None:
    assert len(list(arrows.sources(ROOT))) > 30
    found = list(check(ROOT))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("firmware/fobcore/a.py", "import machine"),
        ("firmware/fobcore/a.py", "import os"),
        ("firmware/fobcore/a.py", "def f():\n    from time import ticks_ms"),
        ("firmware/fobcore/a.py", "from drivers import ssd1306"),
        ("firmware/fobcore/a.py", "from fonts import spleen5x8"),
        ("firmware/fobcore/a.py", "import fobcore.b, typing"),
        ("firmware/fobcore/deep/a.py", "from fobcore_not import x"),
        ("firmware/drivers/a.py", "import mfob"),
        ("firmware/drivers/a.py", "import virtual"),
        ("firmware/drivers/chip_rp2.py", "import esp32"),
        ("firmware/drivers/a.py", "from start import main"),
        ("firmware/start.py", "import machine"),
        ("firmware/start.py", "def f():\n    __import__('mfob.link')"),
        ("firmware/boot.py", "import drivers"),
        ("firmware/fonts/spleen5x8.py", "import framebuf"),
        ("firmware/new.py", ""),
        ("boards/virtual/machine.py", "import mfob.sim"),
        ("boards/pico/board.py", "import machine"),
        ("boards/pico/other.py", ""),
        ("host/mfob/a.py", "from drivers import ds3231"),
        ("host/mfob/sim/a.py", "import fonts.spleen5x8"),
        ("host/mfob/cli/a.py", "from fobcore import frames"),
        ("host/mfob/cli/a.py", "from mfob import link"),
        ("host/mfob/cli/a.py", "from ..lines import LineCutter"),
        ("host/mfob/cli/a.py", "from mfob.exchange import Exchange"),
        ("host/mfob/a.py", "import click"),
        ("host/mfob/a.py", "from .cli import main"),
        ("host/mfob/a.py", "from importlib import import_module\nimport_module('mfob.cli.main')"),
    ],
)
def test_a_wrong_import_is_found(path: str, text: str, tmp_path: Path) -> None:
    found = complaints(arrows.wrong_imports, tmp_path, {path: text})
    assert len(found) == 1, found
    assert found[0].startswith(path + ":")


def test_right_imports_pass(tmp_path: Path) -> None:
    files = {
        "firmware/fobcore/a.py": "import struct\nfrom fobcore import b\nimport micropython",
        "firmware/drivers/chip_unix.py": "import machine, virtual\nfrom fobcore.hmac import f",
        "firmware/start.py": "from board import BOARD\nfrom drivers import a\nimport fobcore",
        "host/mfob/link.py": "from fobcore import frames\nimport serial",
        "host/mfob/cli/a.py": "import click\nfrom mfob import Fob\nfrom . import common",
        "host/mfob/__main__.py": "from mfob.cli.main import main",
    }
    assert complaints(arrows.wrong_imports, tmp_path, files) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("firmware/fobcore/a.py", "if board['chip'] == 'rp2':\n    pass"),
        ("firmware/fobcore/a.py", "x = 1 if chip in ('esp32', 'other') else 2"),
        ("firmware/drivers/ssd1306.py", "def f(b):\n    return b == 'pico'"),
        ("host/mfob/a.py", "match chip:\n    case 'unix':\n        pass"),
    ],
)
def test_a_name_in_an_if_is_found(path: str, text: str, tmp_path: Path) -> None:
    board = {"boards/pico/board.py": "'''A.'''\nBOARD = {'name': 'pico'}"}
    found = complaints(arrows.names_in_ifs, tmp_path, {path: text, **board})
    assert found
    assert all(line.startswith(path + ":") for line in found)


def test_names_are_allowed_where_they_belong(tmp_path: Path) -> None:
    decision = "if chip == 'rp2':\n    pass"
    files = {
        "firmware/wiring.py": decision,
        "firmware/drivers/chip_rp2.py": decision,
        "boards/x/y.py": decision,
        "host/mfob/a.py": "NAMES = ('rp2', 'unix')\nif NAMES:\n    pass",
    }
    assert complaints(arrows.names_in_ifs, tmp_path, files) == []


@pytest.mark.parametrize(
    "text",
    [
        "BOARD = {'name': 'pico'}",
        "'''A.'''\nimport x\nBOARD = {'name': 'pico'}",
        "'''A.'''\nBOARD = {'name': 'pico', 'pin': const(1)}",
        "'''A.'''\nBOARD = {'name': 'other'}",
        "'''A.'''\nBORED = {'name': 'pico'}",
        "'''A.'''\nBOARD = 'pico'",
        "'''A.'''\nBOARD = {'name': 'pico'}\nBOARD['x'] = 1",
        "",
    ],
)
def test_a_board_that_is_not_data_is_found(text: str, tmp_path: Path) -> None:
    files = {"boards/pico/board.py": text}
    assert len(complaints(arrows.boards_that_are_not_data, tmp_path, files)) == 1


def test_a_board_that_is_data_passes(tmp_path: Path) -> None:
    text = "'''A.'''\nBOARD = {'name': 'pico', 'buttons': ({'pin': 1},)}"
    files = {"boards/pico/board.py": text}
    assert complaints(arrows.boards_that_are_not_data, tmp_path, files) == []
