"""The picture of the clock's history: what lies where, judged by its pixels."""

from __future__ import annotations

import pytest
from PIL import Image

from mfob import clockplot
from mfob.errors import HostError
from mfob.records import Setting

START = 1_790_000_000
DAY = 86_400
POINT = (0x1F, 0x5F, 0xAE)
ROWS = [(None, None, 20), (3 * DAY, 420, 12), (7 * DAY, 980, 15), (10 * DAY, -130, 60)]


def history(*rows: tuple[int | None, int | None, int]) -> list[Setting]:
    settings, now = [], START
    for after, off, error in rows:
        now += after or 0
        settings.append(Setting(now, off, error, after, True, "host"))
    return settings


def spots(picture: Image.Image) -> list[tuple[int, int, int]]:
    """x, top and bottom of each patch of the points' colour, from left to right."""
    columns: dict[int, list[int]] = {}
    pixels = picture.load()
    assert pixels is not None
    for x in range(picture.width):
        for y in range(picture.height):
            if pixels[x, y] == POINT:
                columns.setdefault(x, []).append(y)
    found: list[list[int]] = []
    for x in sorted(columns):
        if found and x - found[-1][-1] <= 2:
            found[-1].append(x)
        else:
            found.append([x])
    return [
        (sum(patch) // len(patch), min(min(columns[x]) for x in patch),
         max(max(columns[x]) for x in patch))
        for patch in found
    ]  # fmt: skip


def test_points_lie_to_scale() -> None:
    first, *points = spots(clockplot.draw(history(*ROWS)))
    assert len(points) == 3  # and the ring of the first setting
    (xa, ta, ba), (xb, tb, bb), (xc, tc, bc) = points
    assert (xb - xa) / (xc - xb) == pytest.approx(7 / 10, abs=0.02)
    assert (xa - first[0]) / (xb - xa) == pytest.approx(3 / 7, abs=0.02)
    middles = [(ta + ba) / 2, (tb + bb) / 2, (tc + bc) / 2]
    per_ms = (middles[2] - middles[1]) / (980 + 130)
    assert (middles[0] - middles[1]) / per_ms == pytest.approx(980 - 420, abs=12)
    assert (bc - tc) == pytest.approx(120 * per_ms, abs=4)  # ± 60 ms
    assert (bb - tb) < (bc - tc)


@pytest.mark.parametrize("rows", [
    [(600, -12, 5)], [(None, None, 20), (600, 0, 1)], [(4_000_000, 900_000, 1000)],
    [(None, None, 1), (5, 1, 1), (5, -1, 60_000)], [(400 * DAY, -83_200, 9), (20 * DAY, 4, 9)],
    [(1, 0, 0)], [(3600, 2**31, 60_000)],
])  # fmt: skip
def test_any_history_can_be_drawn(rows: list[tuple[int | None, int | None, int]]) -> None:
    picture = clockplot.draw(history(*rows))
    for _, top, bottom in spots(picture):
        assert 60 < top <= bottom < picture.height - 60


def test_marks_are_few_and_in_order() -> None:
    for span in (60, 600, 3600, 20_000, DAY, 3 * DAY, 20 * DAY, 200 * DAY, 900 * DAY, 9000 * DAY):
        marks = clockplot._marks(START, START + span)
        assert len(marks) <= 8
        assert len({text for _, text in marks}) == len(marks)
        assert all(START <= moment <= START + span for moment, _ in marks)
        assert span < 3 * 60 or span > 5000 * DAY or marks


def test_nothing_to_draw() -> None:
    for rows in ([], [(None, None, 20)]):
        with pytest.raises(HostError) as caught:
            clockplot.draw(history(*rows))
        assert caught.value.code == "no_history"
