"""Puts a layout's items on a display: where they differ from what is there, strip by strip."""

import framebuf

from fobcore.screens import BACK, BOX, PICTURE, tall_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Canvas, Display


def paint(display: "Display", items: "list[tuple]", before: "list[tuple] | None" = None) -> None:
    """Draws the items; `before`: those that the display shows, None where that is not known."""
    right, down = display.place
    part = display.palettes is None and before is not None  # its canvas has the rest already
    for first, last in _changed(display, items, before):
        for canvas, top in display.strips(first + down, last + down):
            top -= down
            if part:
                canvas.fill_rect(0, first - top, display.width, last - first, 0)
            else:
                canvas.fill(display.inks[BACK])
                first, last = top, top + display.strip
            for item in items:
                y = item[2]
                if y >= last or y + tall_of(item) <= first:
                    continue  # none of it is to be drawn here
                if item[0] == BOX:
                    ink = display.inks[item[5]]
                    canvas.fill_rect(item[1] + right, y - top, item[3], item[4], ink)
                elif item[0] == PICTURE:
                    _picture(canvas, display, item, right, top)
                else:
                    _text(canvas, display, item, right, top)


def _changed(
    display: "Display", items: "list[tuple]", before: "list[tuple] | None"
) -> "list[tuple[int, int]]":
    """Bands of rows (first, behind the last) in which the two pictures may differ; on a display
    of one bit no item is in one by half."""
    if before is None:
        return [(0, display.height)]
    rows = []
    others = []
    for some, these in ((items, before), (before, items)):
        for item in some:
            span = item[2], min(item[2] + tall_of(item), display.height)
            (others if item in these else rows).append(span)
    if display.palettes is None:
        rows += _touched(rows, others)
    rows.sort()
    bands: "list[tuple[int, int]]" = []
    for first, last in rows:
        if bands and first <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], last)
        else:
            bands.append((first, last))
    return bands


def _touched(rows: "list[tuple[int, int]]", others: "list[tuple[int, int]]") -> list:
    """Those of the others that lie in some of the rows, and what lies in theirs."""
    found = []
    reached = rows
    while reached:
        more = []
        for first, last in others:
            for start, end in reached:
                if start < last and first < end:
                    more.append((first, last))
                    break
        others = [span for span in others if span not in more]
        found += more
        reached = more
    return found


def _text(canvas: "Canvas", display: "Display", item: tuple, right: int, top: int) -> None:
    _, x, y, font, text, ink = item
    x += right
    y -= top
    stride = (font.WIDTH + 7) // 8 * font.HEIGHT
    chars = font.CHARS
    data = font.DATA
    palette = display.palettes[ink] if display.palettes else None
    for at in range(len(text)):
        index = chars.find(text[at : at + 1])  # see fobcore.rules.is_text
        if index >= 0:
            glyph = bytearray(data[index * stride : (index + 1) * stride])
        else:
            glyph = bytearray(font.other(text, at))
        picture = framebuf.FrameBuffer(glyph, font.WIDTH, font.HEIGHT, framebuf.MONO_HLSB)
        if palette is None:
            canvas.blit(picture, x, y)
        else:
            canvas.blit(picture, x, y, -1, palette)
        x += font.WIDTH


def _picture(canvas: "Canvas", display: "Display", item: tuple, right: int, top: int) -> None:
    """Some columns of a strip."""
    from fobcore.strip import HEIGHT, rows_of, stride

    _, x, y, packed, start, end, ink = item
    x += right
    wide = (end - start + 7) // 8 * 8
    whole = framebuf.FrameBuffer(
        bytearray(rows_of(packed)), stride(packed) * 8, HEIGHT, framebuf.MONO_HLSB
    )
    part = framebuf.FrameBuffer(bytearray(wide * 2), wide, HEIGHT, framebuf.MONO_HLSB)
    part.blit(whole, -start, 0)
    part.fill_rect(end - start, 0, wide, HEIGHT, 0)  # what lies behind the last column
    if display.palettes is None:
        canvas.blit(part, x, y - top)
    else:
        canvas.blit(part, x, y - top, -1, display.palettes[ink])
