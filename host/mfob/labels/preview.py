"""Shows a strip in a terminal, two rows of pixels in a line of text."""

from __future__ import annotations

from fobcore import strip

_BLOCKS = " ▄▀█"  # by the upper pixel (2) and the lower (1)


def preview(packed: bytes, columns: int = 80) -> str:
    """The lines that show it, 8 for each view that is at most `columns` wide.

    It is parted between pieces, as on a fob's display, with an empty line between the views; a
    piece that is wider than `columns` has a view of its own.
    """
    rows = _rows(packed)
    views = []
    for start, end in _views(strip.pieces_of(packed), columns):
        for upper, lower in zip(rows[::2], rows[1::2], strict=True):
            pixels = zip(upper[start:end], lower[start:end], strict=True)
            views.append("".join(_BLOCKS[2 * high + low] for high, low in pixels))
        views.append("")
    return "\n".join(views[:-1])


def _rows(packed: bytes) -> list[list[int]]:
    """The pixels, 1 where one is lit."""
    stride = strip.stride(packed)
    data = strip.rows_of(packed)
    lines = (data[at : at + stride] for at in range(0, len(data), stride))
    width = strip.width(packed)
    return [[line[x // 8] >> (7 - x % 8) & 1 for x in range(width)] for line in lines]


def _views(pieces: bytes, columns: int) -> list[tuple[int, int]]:
    views, start, end = [], 0, 0
    for piece in pieces:
        if end > start and end + piece - start > columns:
            views.append((start, end))
            start = end
        end += piece
    return [*views, (start, end)]
