"""The processor's own clock (machine.RTC) on a board without a clock chip: gone with the power."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.clockpart import EPOCH, ClockPart
from mfob.sim.world import SECOND

BEGINS = 1_609_459_200 * SECOND  # 2021-01-01, as an RP2040's does

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class ProcessorClock(ClockPart):
    """It runs from its start on and says nothing of whether it was set; no bus leads to it."""

    NAME = "chip"

    @property
    def stop_flag(self) -> bool:
        """There is none."""
        return False

    def reset_others(self) -> None:
        """It begins."""
        self.battery = False
        self.quartz.set(BEGINS - EPOCH)

    def load(self, state: dict[str, Any]) -> None:
        """Of a board that was without power only the quartz' own error is the same."""
        if state.get("part") == self.NAME:
            self.quartz.drift(int(state["quartz"]["ppb"]))

    def set_utc(self, utc_ns: int) -> None:
        """As the firmware sets it: to a whole second."""
        self.quartz.go()
        self.quartz.set(utc_ns - EPOCH)

    def flip(self, register: int, bit: int) -> None:
        """It has no registers that could be reached."""
        raise SimError("the processor's clock has no registers to flip a bit of")

    def fields(self) -> bytes:
        """What machine.RTC().datetime() shows: year in two bytes, month, day, weekday from Monday
        0, hour, minute, second."""
        moment = _FIRST + timedelta(seconds=self.utc() // SECOND)
        time = (moment.month, moment.day, moment.weekday(), *moment.timetuple()[3:6])
        return moment.year.to_bytes(2, "little") + bytes(time)

    def set_fields(self, given: bytes) -> None:
        """As shown by fields(); the second begins, and the weekday is ignored."""
        year = int.from_bytes(given[:2], "little")
        month, day, _, hour, minute, second = given[2:8]
        try:
            moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError as e:
            raise ModelError(f"machine.RTC: {e}") from None
        self.set_utc(int((moment - _FIRST).total_seconds()) * SECOND)
        if self.on_set is not None:
            self.on_set()

    def power_off(self) -> None:
        """All is lost."""
        self.reset()
        self.quartz.stop()
