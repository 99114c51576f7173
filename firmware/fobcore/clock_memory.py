"""What the clock remembers over power-off: its last setting, what it learnt, its latest settings.

All times are whole milliseconds UTC since 1970 ("raw": as the clock chip counts them), all rates
whole parts in 10**9 (ppb), positive where the chip is fast.
"""

import binascii
import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Setting

HISTORY = 12  # settings that are remembered
FREE = 120000  # ms that the clock may be moved by without a press
# Why a time is lost: it was never set; the chip says that its oscillator stood; it holds no date;
# it shows a time before the setting; it has jumped.
NEVER = "never"
STOPPED = "stopped"
RUBBISH = "rubbish"
ABSURD = "absurd"
STEPPED = "stepped"
LOST = ("", NEVER, STOPPED, RUBBISH, ABSURD, STEPPED)
_MAGIC = b"mC"
_FORMAT = 2
_HEAD = "<2sBB"
_BODY = "<BQQQIIQIqiI"
_ENTRY = "<QiIIB"
_NONE = 0xFFFFFFFF
_NO_OFFSET = -0x80000000
_FORMAT_1_ERROR = 1500  # ms: such a setting was good to a second


class Memory:
    """`lost`: why the chip's time is not the one that was set, one of LOST; "" where it is. NEVER
    also from before the chip is written until it is.

    At `raw` of the chip's it was `utc`, give or take `error`; `last_set`: when somebody said so.
    `spent`: how far the clock was moved without a press since the last one with, by settings and
    by what was learnt from them. The chip has been `moved` (by settings) since `anchor`, a UTC
    known to `anchor_error`, from which its rate will be learnt; `drift` is what was, `drift_error`
    0 where nothing was. `history`: parts.Setting.
    """

    def __init__(self) -> None:
        self.lost = NEVER
        self.last_set: "int | None" = None
        self.raw = self.utc = self.error = 0
        self.spent = 0
        self.anchor = self.anchor_error = self.moved = 0
        self.drift = self.drift_error = 0
        self.history: "list[Setting]" = []

    def pack(self) -> bytes:
        """All of it, with a checksum."""
        data = struct.pack(_HEAD, _MAGIC, _FORMAT, len(self.history))
        data += struct.pack(
            _BODY, LOST.index(self.lost), self.last_set or 0, self.raw, self.utc, self.error,
            self.spent, self.anchor, self.anchor_error, self.moved, self.drift, self.drift_error,
        )  # fmt: skip
        for time, off, error, after, how in self.history:
            off = _NO_OFFSET if off is None else max(_NO_OFFSET + 1, min(off, 0x7FFFFFFF))
            after = _NONE if after is None else min(after, _NONE - 1)
            data += struct.pack(_ENTRY, time, off, error, after, how)
        return data + _checksum(data)


def set_at(utc: int, error: int = 20) -> Memory:
    """Of a clock that was set with a press at a whole second, as a first setting."""
    memory = Memory()
    memory.lost = ""
    memory.last_set = memory.raw = memory.utc = memory.anchor = utc * 1000
    memory.error = memory.anchor_error = error
    memory.history = [(utc, None, error, None, 1)]
    return memory


def unpack(data: bytes) -> Memory:
    """What pack() made, also of format 1; an empty memory where it can't be read."""
    memory = Memory()
    if len(data) < 8 or _checksum(data[:-4]) != data[-4:] or data[:2] != _MAGIC:
        return memory
    if data[2] == 1 and len(data) == 16:
        memory.lost = ""
        set_at = struct.unpack_from("<Q", data, 4)[0] * 1000
        memory.last_set = memory.raw = memory.utc = memory.anchor = set_at
        memory.error = memory.anchor_error = _FORMAT_1_ERROR
        return memory
    at = struct.calcsize(_HEAD) + struct.calcsize(_BODY)
    if data[2] != _FORMAT or len(data) != at + data[3] * struct.calcsize(_ENTRY) + 4:
        return memory
    (
        lost, last_set, memory.raw, memory.utc, memory.error, memory.spent,
        memory.anchor, memory.anchor_error, memory.moved, memory.drift, memory.drift_error,
    ) = struct.unpack_from(_BODY, data, struct.calcsize(_HEAD))  # fmt: skip
    memory.lost = LOST[min(lost, len(LOST) - 1)]
    memory.last_set = last_set or None
    for _ in range(data[3]):
        time, off, error, after, how = struct.unpack_from(_ENTRY, data, at)
        off = None if off == _NO_OFFSET else off
        memory.history.append((time, off, error, None if after == _NONE else after, how))
        at += struct.calcsize(_ENTRY)
    return memory


def _checksum(data: bytes) -> bytes:
    return struct.pack("<I", binascii.crc32(data) & 0xFFFFFFFF)
