"""Painting what has changed gives the same picture as painting all of it; and where it stands."""

import fakes
from face import Face
from fobcore.paint import paint
from fobcore.screens import BOX, TEXT

WIDTH, HEIGHT = 64, 32


class Display(fakes.Display):
    """Its rows that were asked for; like a real one it shows no others."""

    def __init__(self, place=(0, 0)) -> None:
        super().__init__(WIDTH, HEIGHT)
        self.place = place
        self.asked = []

    def strips(self, first: int, last: int):
        self.asked.append((first, last))
        yield self.canvas, 0
        shown = bytearray(self.shown)
        for page in range(max(first, 0) // 8, (min(last, HEIGHT) + 7) // 8):
            shown[page * WIDTH : (page + 1) * WIDTH] = self._buffer[
                page * WIDTH : (page + 1) * WIDTH
            ]
        self.shown = bytes(shown)


def pictures(count: int):
    """Items that lie over each other or not, some of them as before."""
    random = fakes.Random(7)
    font = Face("spleen", (5, 8))
    items = []
    for _ in range(count):
        items = [item for item in items if random(1)[0] % 3]
        for _ in range(random(1)[0] % 4):
            kind, x, y, size, tall = random(5)
            if kind % 2:
                box = BOX, x % WIDTH, y % HEIGHT, size % 30 + 1, tall % 9 + 1, kind // 2 % 2
                items.append(box)
            else:
                items.append((TEXT, x % WIDTH, y % (HEIGHT - 8), font, str(size), 1))
        yield list(items)


def test_changes_alone_give_the_whole_picture():
    for place in ((0, 0), (1, 1)):
        display = Display(place)
        before = None
        for items in pictures(60):
            paint(display, items, before)
            fresh = Display(place)
            paint(fresh, items)
            assert display.shown == fresh.shown, (before, items)
            before = items


def test_only_the_rows_that_change_are_asked_for():
    display = Display((0, 1))
    font = Face("spleen", (5, 8))
    still = (TEXT, 0, 0, font, "still", 1)
    paint(display, [still, (BOX, 0, 28, 60, 3, 1)])
    assert display.asked == [(1, HEIGHT + 1)]
    display.asked = []
    paint(display, [still, (BOX, 0, 28, 50, 3, 1)], [still, (BOX, 0, 28, 60, 3, 1)])
    assert display.asked == [(29, 32)]
    display.asked = []
    paint(display, [still], [still])
    assert display.asked == []


def test_the_picture_moves_with_its_place():
    pixels = []
    for place in ((0, 0), (1, 1)):
        display = Display(place)
        paint(display, [(BOX, 3, 2, 4, 5, 1)])
        canvas = display.canvas
        pixels.append(
            {(x, y) for x in range(WIDTH) for y in range(HEIGHT) if canvas.pixel(x, y)}
        )
    assert {(x + 1, y + 1) for x, y in pixels[0]} == pixels[1] and len(pixels[0]) == 20
