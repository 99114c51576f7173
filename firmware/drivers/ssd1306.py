"""The SSD1306 display controller over I2C (Solomon Systech, SSD1306 rev 1.1)."""

from drivers.onebit import OneBit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C


class SSD1306(OneBit):
    """A monochrome display of 128x64 or 128x32, see drivers.onebit and fobcore.parts.Display.

    flip: the board has it mounted upside down. Raises OSError where it does not answer.
    """

    def __init__(
        self, i2c: "I2C", width: int, height: int, address: int = 0x3C, flip: bool = False
    ) -> None:
        super().__init__(i2c, width, height, address, flip)
        self._begin((
            0xAE,  # off
            0xD5, 0x80,  # clock
            0xA8, height - 1,  # multiplex
            0xD3, 0x00,  # no offset
            0x40,  # first line 0
            0x8D, 0x14,  # charge pump on
            0x20, 0x00,  # horizontal addressing
            0xDA, 0x12 if height == 64 else 0x02,  # how the rows are wired
            0x81, 0x7F,  # contrast
            0xD9, 0xF1,  # pre-charge
            0xDB, 0x30,  # deselect level
            0xA4,  # show the memory
            0xA6,  # not inverted
        ))  # fmt: skip

    def _place(self, page: int, first: int, last: int) -> "tuple[int, ...]":
        return 0x21, first, last, 0x22, page, page

    def _turned(self, over: bool) -> "tuple[int, ...]":
        return (0xA0, 0xC0) if over else (0xA1, 0xC8)
