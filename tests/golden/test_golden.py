"""Every screen on every board looks as it was when somebody last looked at its picture.

After a change that is meant: `pytest tests/golden --record`, then `git diff` shows the pictures.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from golden import glass, scenes, sheet

PICTURES = Path(__file__).parent / "pictures"


def compared(board: str, name: str, shown: Image.Image, folder: Path) -> str:
    """How it differs from the picture that is kept, and where it is; "" if it does not."""
    kept = PICTURES / board / f"{name}.png"
    new = folder / board / f"{name}.png"
    if not kept.exists():
        glass.save(shown, new)
        return f"{board}: there is no picture of {name}; the screen is in {new}"
    with Image.open(kept) as opened:
        before = opened.convert("RGB")
    if before.size != shown.size:
        glass.save(shown, new)
        return f"{board}, {name}: {shown.size} instead of {before.size}; see {new}"
    both = zip(glass.pixels(before), glass.pixels(shown), strict=True)
    pixels = sum(one != other for one, other in both)
    if not pixels:
        return ""
    glass.save(shown, new)
    return f"{board}, {name}: {pixels} pixels differ; the screen is in {new}"


@pytest.mark.parametrize("name", scenes.ALL)
@pytest.mark.parametrize("board", glass.NAMES)
def test_screen(board: str, name: str, record: bool, tmp_path: Path) -> None:
    shown = glass.image(scenes.picture(glass.board(board), name))
    if record:
        glass.save(shown, PICTURES / board / f"{name}.png")
        return
    said = compared(board, name, shown, tmp_path)
    if said:
        pytest.fail(said, pytrace=False)


def test_a_picture_for_each_screen_and_none_besides() -> None:
    kept = {str(path.relative_to(PICTURES)) for path in PICTURES.glob("**/*.*")}
    assert kept == {f"{board}/{name}.png" for board in glass.NAMES for name in scenes.ALL}


def test_every_state_is_on_a_picture() -> None:
    from core.test_states import EDGES

    assert {state for state, _ in scenes.SCENES.values()} == {*EDGES, "erased"}


@pytest.mark.parametrize("board", ("small", "tdisplay"))
def test_a_pixel_is_noticed(board: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first item moved by one."""
    import fobcore.app

    paint = fobcore.app.paint

    def moved(display: Any, items: list[tuple[Any, ...]], before: Any = None) -> None:
        first = list(items[0])
        first[1] += 1
        paint(display, [tuple(first), *items[1:]], before)

    assert not compared(board, "code", _shown(board), tmp_path)
    monkeypatch.setattr(fobcore.app, "paint", moved)
    said = compared(board, "code", _shown(board), tmp_path)
    assert f"{board}, code: " in said and "pixels differ" in said
    assert (tmp_path / board / "code.png").exists()


def _shown(board: str) -> Image.Image:
    return glass.image(scenes.picture(glass.board(board), "code"))


@pytest.mark.parametrize("board", sheet.NAMES)
def test_the_card_of_a_board_has_its_screens(board: str) -> None:
    """What the READMEs show is what a fob shows: else `make screens`, and look at it."""
    with Image.open(sheet.BOARDS / board / "screens.png") as opened:
        card = opened.convert("RGB")
    grid = sheet.Grid(sheet.kept(board, scenes.ALL[0]).size)
    assert card.size == grid.card(len(scenes.ALL))
    for number, name in enumerate(scenes.ALL):
        x, y = grid.at(number)
        shown = card.crop((x, y, x + grid.size[0], y + grid.size[1])).reduce(grid.scale)
        assert glass.pixels(shown) == glass.pixels(sheet.kept(board, name)), name
