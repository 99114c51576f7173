"""Our model of the ST7735S beside rp2040py's: the same bytes, the same picture.

rp2040py's knows one module, Waveshare's: its picture is landscape, as MADCTL 0xA8 has it; it
applies neither inversion nor the order of colours, which that module's glass undoes.
"""

from typing import Any

import pytest

from sim.glassbench import Bench, paint  # first: it brings framebuf

from drivers.st7735s import ST7735S  # isort: skip


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_same_picture(rotation: int, over: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs: Any = pytest.importorskip("rp2040py.external.st7735s").St7735s()
    bench = Bench(ST7735S, monkeypatch, rotation)
    bench.display.turn(over)
    paint(bench.display)
    for is_data, sent in bench.sent:
        for byte in sent:
            (theirs._on_data if is_data else theirs._on_command)(byte)
    landscape = [list(theirs.frame_buffer[2 * i : 2 * i + 2]) for i in range(160 * 80)]
    ours = [pixel for row in bench.seen(270) for pixel in row]
    assert len(set(ours)) >= 6
    assert [(r >> 3 << 3 | g >> 5, g >> 2 << 5 & 0xE0 | b >> 3) for r, g, b in ours] == [
        tuple(pixel) for pixel in landscape
    ]
    assert theirs.display_on and theirs.inverted
