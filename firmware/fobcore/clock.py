"""What the fob knows of the time: the real-time clock's reading, and whether it can be trusted."""

import binascii
import struct

from fobcore.calendar import seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Kept, Rtc, TicksDiff

UNSET = "unset"
TRUSTED = "trusted"

# A time before this firmware was made, or one that the clocks' two-digit years and wrong leap
# year in 2100 make ambiguous, is not a time that anybody set.
EARLIEST = seconds(2026, 1, 1, 0, 0, 0)
LATEST_SET = seconds(2099, 12, 31, 23, 59, 59)
_LATEST = seconds(2100, 3, 1, 0, 0, 0) - 1
_CENTURY = 36525 * 86400  # 2000 to 2100
_NEAR = 10 * 365 * 86400
_READ_EVERY = 50  # ms between looks at the chip
_KEPT = "<2sBBQ"
_KEPT_MAGIC = b"mC"
_KEPT_FORMAT = 1


class Clock:
    """UTC in whole seconds from a real-time clock chip.

    `rtc`: read() -> seconds UTC in 2000 to 2099, or None where the chip says that it lost the
    time or holds no date; write(utc); both raise OSError when the bus fails.
    `kept`: load() -> bytes, save(bytes): what must outlive the power.
    """

    def __init__(self, rtc: "Rtc", kept: "Kept") -> None:
        self._rtc = rtc
        self._kept = kept
        self.last_set = unpack_kept(kept.load())  # UTC of the last setting, or None
        self._utc: "int | None" = None
        self._edge = 0  # ticks at which this second was first seen
        self._read_at: "int | None" = None

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> None:
        """Looks at the chip where it is time to. `ticks`: ms of the processor's counter."""
        if self._read_at is not None and ticks_diff(ticks, self._read_at) < _READ_EVERY:
            return
        self._read_at = ticks
        utc = self._read()
        if utc != self._utc:
            self._utc = utc
            self._edge = ticks

    @property
    def state(self) -> str:
        return UNSET if self._utc is None else TRUSTED

    @property
    def utc(self) -> int | None:
        """Seconds UTC at the last look, or None when the clock is not set."""
        return self._utc

    @property
    def edge(self) -> int:
        """Ticks (ms) at which the present second was first seen."""
        return self._edge

    def set(self, utc: int, ticks: int) -> bool:
        """Writes a time, which begins now; whether the chip took it. Raises OSError."""
        self._rtc.write(utc)
        self.last_set = utc
        self._kept.save(pack_kept(utc))
        self._utc = self._read()
        self._edge = ticks
        self._read_at = ticks
        return self._utc is not None and 0 <= self._utc - utc <= 1

    def _read(self) -> int | None:
        if self.last_set is None:
            return None  # whoever set the chip, it was not this fob's owner
        try:
            utc = self._rtc.read()
        except OSError:
            return None
        if utc is None:
            return None
        # The chip counts years from 0 to 99, and time only goes on: what lies before the setting
        # is the next century where that is near, else not a time.
        if utc < self.last_set - 1:
            utc += _CENTURY
            if utc - self.last_set > _NEAR:
                return None
        return utc if EARLIEST <= utc <= _LATEST else None


def pack_kept(last_set: int) -> bytes:
    """The kept bytes of a clock that was set at this time."""
    data = struct.pack(_KEPT, _KEPT_MAGIC, _KEPT_FORMAT, 0, last_set)
    return data + struct.pack("<I", binascii.crc32(data) & 0xFFFFFFFF)


def unpack_kept(data: bytes) -> int | None:
    """When the clock was last set, or None where that is not known."""
    size = struct.calcsize(_KEPT)
    if len(data) != size + 4:
        return None
    if struct.unpack_from("<I", data, size)[0] != binascii.crc32(data[:size]) & 0xFFFFFFFF:
        return None
    magic, form, _, last_set = struct.unpack_from(_KEPT, data, 0)
    return last_set if magic == _KEPT_MAGIC and form == _KEPT_FORMAT else None
