"""A lithium polymer cell behind a voltage divider, as an ADC pin sees it: with some noise."""

from mfob.sim.errors import SimError

FULL_MV, LEAST_MV = 4200, 2500  # where a charger ends, where the cell's protection cuts off
_NOISE_UV = 4000  # about an ADC's last two bits
# (per cent, mV) of a cell at rest: Ampow, "LiPo Voltage Chart", blog.ampow.com/lipo-voltage-chart
_CURVE = (
    (0, 3270), (5, 3610), (10, 3690), (15, 3710), (20, 3730), (25, 3750), (30, 3770), (35, 3790),
    (40, 3800), (45, 3820), (50, 3840), (55, 3850), (60, 3870), (65, 3910), (70, 3950),
    (75, 3980), (80, 4020), (85, 4080), (90, 4110), (95, 4150), (100, 4200),
)  # fmt: skip


class Battery:
    """`times`: the cell's voltage over the pin's. `millivolts`: the cell's, 4000 at first."""

    def __init__(self, times: float) -> None:
        self.millivolts = 4000
        self._times = times
        self._noise = 1

    def set_millivolts(self, mv: int) -> None:
        """Charge it, or let it run down, to that voltage."""
        if not LEAST_MV <= mv <= FULL_MV:
            raise SimError(f"a cell has {LEAST_MV} to {FULL_MV} mV, not {mv}")
        self.millivolts = mv

    def set_percent(self, percent: float) -> None:
        """The same by how full it is."""
        if not 0 <= percent <= 100:
            raise SimError(f"a cell is 0 to 100 % full, not {percent}")
        for (low, low_mv), (high, high_mv) in zip(_CURVE, _CURVE[1:], strict=False):
            if percent <= high:
                part = (percent - low) / (high - low)
                self.millivolts = round(low_mv + (high_mv - low_mv) * part)
                return

    @property
    def percent(self) -> int:
        """How full it is."""
        if self.millivolts <= _CURVE[0][1]:
            return 0
        for (low, low_mv), (high, high_mv) in zip(_CURVE, _CURVE[1:], strict=False):
            if self.millivolts <= high_mv:
                return round(low + (high - low) * (self.millivolts - low_mv) / (high_mv - low_mv))
        return 100

    def microvolts(self) -> int:
        """What the divider's middle has, with an error of a few mV that is another each time."""
        self._noise = (self._noise * 1103515245 + 12345) & 0x7FFFFFFF
        error = (self._noise >> 8) % (2 * _NOISE_UV + 1) - _NOISE_UV
        return max(0, round(self.millivolts * 1000 / self._times) + error)
