"""A lithium polymer cell behind a voltage divider: its voltage, and about how full it is."""

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import ADC, Output

OK = "ok"
LOW = "low"
EMPTY = "empty"

_SAMPLES = 16
_SETTLE = 2  # ms for the divider, once it is switched on
_LOW = 11  # per cent under which it is low
_LOW_NO_MORE = 16  # from which a low one is ok again
_EMPTY = 3
_EMPTY_NO_MORE = 6
_CHARGING_MV = 4180  # from which on a charger holds it there: full, at rest, it falls below
_EMPTY_MV = 3300  # whatever the curve says
# mV by 5 % from 0 on, of a cell at rest: the table that is in use for one LiPo cell
# (Ampow, "LiPo Voltage Chart", blog.ampow.com/lipo-voltage-chart)
_CURVE = (
    3270, 3610, 3690, 3710, 3730, 3750, 3770, 3790, 3800, 3820, 3840,
    3850, 3870, 3910, 3950, 3980, 4020, 4080, 4110, 4150, 4200,
)  # fmt: skip
_STEP = 5


class Battery:
    """`adc`: fobcore.parts.ADC; `times`: the cell's voltage over the pin's; `enable`: an output
    to hold high while measuring, or None. `state`: OK, LOW or EMPTY at the last percent()."""

    def __init__(self, adc: "ADC", times: int, enable: "Output | None") -> None:
        self._adc = adc
        self._times = times
        self._enable = enable
        self.state = OK
        self.charging = False  # as far as the voltage tells

    def read(self) -> int:
        """The cell's voltage in mV, the mean of several samples."""
        if self._enable is not None:
            self._enable.value(1)
            time.sleep_ms(_SETTLE)
        total = 0
        for _ in range(_SAMPLES):
            total += self._adc.microvolts()
        if self._enable is not None:
            self._enable.value(0)
        return total * self._times // (_SAMPLES * 1000)

    def percent(self) -> int:
        """Reads, and says how full it is. Sets `state`, which goes up again only some per cent
        higher than it went down."""
        mv = self.read()
        full = percent_of(mv)
        self.charging = mv >= _CHARGING_MV
        empty = _EMPTY_NO_MORE if self.state == EMPTY else _EMPTY
        low = _LOW if self.state == OK else _LOW_NO_MORE
        if full < empty or mv < _EMPTY_MV:
            self.state = EMPTY
        elif full < low:
            self.state = LOW
        else:
            self.state = OK
        return full


def percent_of(mv: int) -> int:
    """How full a cell at rest is that has so many mV: 0 to 100, straight between the points."""
    if mv <= _CURVE[0]:
        return 0
    for index in range(1, len(_CURVE)):
        below, above = _CURVE[index - 1], _CURVE[index]
        if mv <= above:
            return _STEP * (index - 1) + _STEP * (mv - below) // (above - below)
    return 100
