"""What of the firmware a board has no use for: other boards' drivers, fonts for other displays.

The one list for `mfob install`, the virtual fob and a frozen image: MicroPython's build runs this
file too (firmware/manifest.py), so it imports nothing of the project's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Any

# Scripts, types, stand-ins: they are for a computer.
NEVER = ("make_", "parts.py", "plain.py")
_DISPLAYS = {name: name for name in ("ssd1306", "sh1106", "st7735s", "st7789")}
_CLOCKS = {
    "ds3231": "ds3231",
    "ds1307": "ds1307",
    "pcf8563": "pcf8563",
    "bm8563": "pcf8563",
    "chip": "chipclock",
}
_ONCE = {"battery": "battery", "led": "led"}  # field of the board's data: module
_BACKLIGHT = "backlight"
_CHIP = "chip_"
_PARTS = {*_DISPLAYS.values(), *_CLOCKS.values(), *_ONCE.values(), _BACKLIGHT}
_EVERYWHERE = ("spleen", "digits", "signs")  # other kinds are scripts', in the sizes of text
Sizes = Iterable[tuple[int, int]]


def drivers_of(board: Mapping[str, Any]) -> set[str]:
    """The modules of drivers/ that drive the board's parts. Raises KeyError: no such driver."""
    display = board["display"]
    found = {_DISPLAYS[display["driver"]], _CLOCKS[board["rtc"]["driver"]]}
    found.update(module for field, module in _ONCE.items() if board.get(field))
    if display.get("backlight") is not None:
        found.add(_BACKLIGHT)
    return found


def left_out(
    sources: Mapping[str, str],
    board: Mapping[str, Any],
    chip: str | None,
    fonts: Sizes | None,
    texts: Sizes = (),
) -> set[str]:
    """Which of the sources (path in the firmware -> text) the board has no use for.

    `chip`: the xyz of drivers/chip_xyz.py; None: the drivers of all chips stay. `fonts`: sizes of
    the fonts and signs that its display takes; None: they all stay. `texts`: those of them in
    which it shows names, in whatever script. A module that only drivers import goes with the last
    of them; a driver that no board's data can name stays.
    """
    wanted = drivers_of(board) | {_CHIP + chip if chip else ""}
    parts = {path for path in sources if _is_part(path, chip)}
    imports = {path: _drivers_in(text) & sources.keys() for path, text in sources.items()}
    helpers = set().union(*(imports[path] for path in parts)) - parts
    named = {path for path in parts if _stem(path) in wanted}
    kept = sources.keys() - parts - helpers | named
    more = kept
    while more:
        more = set().union(*(imports[path] for path in more)) & helpers - kept
        kept = kept | more
    return sources.keys() - kept | _other_fonts(sources, fonts, texts)


def _other_fonts(paths: Iterable[str], sizes: Sizes | None, texts: Sizes) -> set[str]:
    if sizes is None:
        return set()
    found = {path for path in paths if path.startswith("fonts/")}
    kinds = {path: _stem(path).rstrip("x0123456789") for path in found}
    wanted = {
        path
        for path, kind in kinds.items()
        for width, height in (sizes if kind in _EVERYWHERE else texts)
        if _stem(path) == f"{kind}{width}x{height}"
    }
    return found - wanted


def _is_part(path: str, chip: str | None) -> bool:
    if not path.startswith("drivers/"):
        return False
    stem = _stem(path)
    return stem in _PARTS or (chip is not None and stem.startswith(_CHIP))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py")


def _drivers_in(text: str) -> set[str]:
    """The drivers that a source imports anywhere, as paths."""
    names = set()
    for node in ast.walk(ast.parse(text if "drivers" in text else "")):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name.replace(".", "/") + ".py" for name in names if name.startswith("drivers.")}
