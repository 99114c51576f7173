"""Puts a layout's items on a canvas: all of it, or the strip of it that a display is ready for."""

import framebuf

from fobcore.screens import BOX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Font


def paint(canvas: framebuf.FrameBuffer, items: list[tuple], top: int = 0, colour: int = 1) -> None:
    """Clears a framebuf canvas and draws the items, `top` pixel rows of the picture above it."""
    canvas.fill(0)
    for item in items:
        if item[0] == BOX:
            canvas.fill_rect(item[1], item[2] - top, item[3], item[4], colour)
        else:
            _text(canvas, item[1], item[2] - top, item[3], item[4])


def _text(canvas: framebuf.FrameBuffer, x: int, y: int, font: "Font", text: str) -> None:
    stride = (font.WIDTH + 7) // 8 * font.HEIGHT
    data = font.DATA
    for at in range(len(text)):
        index = font.CHARS.find(text[at : at + 1])  # see fobcore.account.is_text
        if index < 0:
            index = len(font.CHARS) - 1  # the replacement box
        glyph = bytearray(data[index * stride : (index + 1) * stride])
        picture = framebuf.FrameBuffer(glyph, font.WIDTH, font.HEIGHT, framebuf.MONO_HLSB)
        canvas.blit(picture, x, y)
        x += font.WIDTH
