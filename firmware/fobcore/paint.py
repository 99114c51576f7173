"""Puts a layout's items on a display: where they differ from what is there, strip by strip."""

import framebuf

from fobcore.screens import BACK, BOX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Canvas, Display


def paint(display: "Display", items: "list[tuple]", before: "list[tuple] | None" = None) -> None:
    """Draws the items; `before`: those that the display shows, None where that is not known."""
    for first, last in _changed(display, items, before):
        for canvas, top in display.strips(first, last):
            canvas.fill(display.inks[BACK])
            for item in items:
                y = item[2]
                tall = item[4] if item[0] == BOX else item[3].HEIGHT
                if y >= top + display.strip or y + tall <= top:
                    continue  # none of it is in this strip
                if item[0] == BOX:
                    ink = display.inks[item[5]]
                    canvas.fill_rect(item[1], item[2] - top, item[3], item[4], ink)
                else:
                    _text(canvas, display, item, top)


def _changed(
    display: "Display", items: "list[tuple]", before: "list[tuple] | None"
) -> "list[tuple[int, int]]":
    """Bands of rows (first, behind the last) in which the two pictures may differ."""
    if before is None or display.palettes is None:  # one bit: finds the difference itself
        return [(0, display.height)]
    rows = []
    for some, others in ((items, before), (before, items)):
        for item in some:
            if item not in others:
                tall = item[4] if item[0] == BOX else item[3].HEIGHT
                rows.append((item[2], min(item[2] + tall, display.height)))
    rows.sort()
    bands: "list[tuple[int, int]]" = []
    for first, last in rows:
        if bands and first <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], last)
        else:
            bands.append((first, last))
    return bands


def _text(canvas: "Canvas", display: "Display", item: tuple, top: int) -> None:
    _, x, y, font, text, ink = item
    y -= top
    stride = (font.WIDTH + 7) // 8 * font.HEIGHT
    data = font.DATA
    palette = display.palettes[ink] if display.palettes else None
    for at in range(len(text)):
        index = font.CHARS.find(text[at : at + 1])  # see fobcore.account.is_text
        if index < 0:
            index = len(font.CHARS) - 1  # the replacement box
        glyph = bytearray(data[index * stride : (index + 1) * stride])
        picture = framebuf.FrameBuffer(glyph, font.WIDTH, font.HEIGHT, framebuf.MONO_HLSB)
        if palette is None:
            canvas.blit(picture, x, y)
        else:
            canvas.blit(picture, x, y, -1, palette)
        x += font.WIDTH
