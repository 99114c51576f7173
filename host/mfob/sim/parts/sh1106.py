"""The SH1106 display controller on I2C (Sino Wealth, SH1106 V2.3), with a glass of 128 x 64.

As an SSD1306 but for: 132 columns of memory, of which the glass has those from 2 on; pages as its
only addressing; a converter and its voltage instead of a charge pump. Strict likewise.
"""

from collections.abc import Sequence

from mfob.sim.errors import ModelError
from mfob.sim.parts.ssd1306 import PAGES, SSD1306

_BYTE = range(256)
_PERIODS = [n for n in _BYTE if n & 15 and n >> 4]
# command: what each of its arguments may be ("Command Table")
_ARGUMENTS: dict[int, tuple[Sequence[int], ...]] = {
    0x81: (_BYTE,),
    0xA8: (range(64),),
    0xAD: ((0x8A, 0x8B),),
    0xD3: (range(64),),
    0xD5: (_BYTE,),
    0xD9: (_PERIODS,),
    0xDA: ((0x02, 0x12),),
    0xDB: (_BYTE,),
}
_PLAIN = (
    set(range(0x20))
    | set(range(0x30, 0x34))
    | set(range(0x40, 0x80))
    | set(range(0xB0, 0xB0 + PAGES))
    | {0xA0, 0xA1, 0xA4, 0xA5, 0xA6, 0xA7, 0xAE, 0xAF, 0xE3}
    | set(range(0xC0, 0xD0))
)


class SH1106(SSD1306):
    """A display of 128 x 64; on_change is called when the picture may differ."""

    NAME = "SH1106"
    HEIGHTS = (64,)
    COLUMNS = 132
    LEFT = 2
    ARGUMENTS = _ARGUMENTS
    PLAIN = _PLAIN

    def power_on(self) -> None:
        """The state after power was cut; the converter is on by itself, the contrast 0x80."""
        super().power_on()
        self.contrast = 0x80
        self.pumped = True

    def _set(self, command: int, first: int, last: int = 0) -> None:
        if command == 0xAD:
            if self.on:
                raise ModelError(f"{self.NAME}: the converter is switched while the display is on")
            self.pumped = first == 0x8B
        else:
            super()._set(command, first, last)

    def _plain(self, byte: int) -> None:
        if byte & 0xF0 == 0xC0:
            byte &= 0xC8  # the low three bits are none
        if byte & 0xF0 != 0x30:  # the converter's voltage can't be seen
            super()._plain(byte)

    def _store(self, byte: int) -> None:
        if self._column >= self.COLUMNS:
            raise ModelError(f"{self.NAME}: there are {self.COLUMNS} columns")
        self._ram[self._page * self.COLUMNS + self._column] = byte

    def _as_seen(self, page: bytearray) -> bytearray:
        return page[::-1] if self._mirrored else page
