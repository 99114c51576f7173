"""The SH1106 display controller over I2C (Sino Wealth, SH1106 V2.3).

Much as an SSD1306, and often sold as one: but its memory is 132 columns wide, of which a glass of
128 shows those from 2 on, and it knows page addressing alone (no commands 0x20 to 0x22).
"""

from drivers.onebit import OneBit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_OFFSET = 2  # columns of the memory on each side of the glass


class SH1106(OneBit):
    """A monochrome display of 128x64, see drivers.onebit and fobcore.parts.Display.

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
            0xAD, 0x8B,  # DC-DC converter on
            0x32,  # its voltage: 8 V
            0xDA, 0x12,  # how the rows are wired
            0x81, 0x80,  # contrast
            0xD9, 0x22,  # pre-charge
            0xDB, 0x35,  # deselect level
            0xA4,  # show the memory
            0xA6,  # not inverted
        ))  # fmt: skip

    def _place(self, page: int, first: int, last: int) -> "tuple[int, ...]":
        column = first + _OFFSET
        return 0xB0 | page, column & 15, 0x10 | column >> 4

    def _turned(self, over: bool) -> "tuple[int, ...]":
        return (0xA0, 0xC0) if over else (0xA1, 0xC8)
