"""The ESP32 under MicroPython's port esp32: its raw flash, its line, its inputs, its sleep."""

import sys
import time

import esp32
import machine
from esp32 import Partition

from drivers.chip import LIGHT, Adc, MachineChip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockDevice, Sequence, Stream

_RX = 3  # of UART 0
_AWAKE = 5000  # ms without a nap after one that the line has ended: its first bytes are lost
_SHORT = 10  # ms


class _Calibrated(Adc):
    """Up to about 2.45 V, by the calibration that Espressif burnt into the chip."""

    def microvolts(self) -> int:
        """What is on the pin, in uV."""
        return self._adc.read_uv()


class Chip(MachineChip):
    """See drivers.chip."""

    _line_until: "int | None" = None  # ticks until which the line is listened to

    def flash(self) -> "BlockDevice":
        """The raw block device of the file system. Raises OSError where there is none."""
        found = Partition.find(Partition.TYPE_DATA, label="vfs")
        if not found:
            raise OSError(19)  # ENODEV
        return found[0]  # pyright: ignore[reportReturnType]  its overloads

    def console(self) -> "Stream":
        """UART 0, the board's USB serial line: readinto, write, select.poll can register it."""
        # One object is both ends, without the translation of line ends.
        return sys.stdin.buffer  # pyright: ignore[reportReturnType]

    def adc(self, number: int) -> Adc:
        """The analog input on a pin: microvolts()."""
        return _Calibrated(machine.ADC(machine.Pin(number), atten=machine.ADC.ATTN_11DB))

    def pin_out(self, number: int, level: int) -> machine.Pin:
        """An output that begins with that level, also where it was held in a sleep."""
        return machine.Pin(number, machine.Pin.OUT, value=level, hold=False)  # pyright: ignore

    def pwm(self, number: int) -> machine.PWM:
        """A PWM output for light, which goes on in a nap where MicroPython can do that."""
        pin = self.pin_out(number, 0)
        try:
            pwm = machine.PWM(pin, freq=LIGHT, duty_u16=0, lightsleep=True)  # pyright: ignore
        except (TypeError, ValueError, RuntimeError):
            return super().pwm(number)
        return pwm

    @property
    def woken(self) -> str:
        """What has ended its deep sleep, "" where it has not slept."""
        if machine.reset_cause() != machine.DEEPSLEEP_RESET:
            return ""
        return "timer" if machine.wake_reason() == machine.TIMER_WAKE else "button"

    def host(self) -> bool | None:
        """None: the USB line ends in a chip of its own."""
        return None

    def nap(self, ms: int, pins: "Sequence[dict]") -> None:
        """See fobcore.parts.Chip. A button ends it, and so does the line."""
        if self._line_until is not None:
            if time.ticks_diff(self._line_until, time.ticks_ms()) > 0:  # pyright: ignore
                time.sleep_ms(min(ms, _SHORT))
                return
            self._line_until = None
        self._wake_on(pins)
        wakes = getattr(esp32, "wake_on_gpio", None)  # since MicroPython 1.27
        if wakes is not None:
            wakes((machine.Pin(_RX),), esp32.WAKEUP_ALL_LOW)
        machine.lightsleep(ms)
        if wakes is not None:
            wakes((), esp32.WAKEUP_ALL_LOW)
            if machine.Pin(_RX).value() == 0:
                until = time.ticks_add(time.ticks_ms(), _AWAKE)
                self._line_until = until  # pyright: ignore[reportAttributeAccessIssue]

    def sleep(self, pins: "Sequence[dict]", held: "Sequence[tuple[int, int]]", ms: int) -> None:
        """See fobcore.parts.Chip. The memory goes; it ends in a new start."""
        self._wake_on(pins)
        for number, level in held:
            machine.Pin(number, machine.Pin.OUT, value=level, hold=True)  # pyright: ignore
        if ms:
            machine.deepsleep(ms)
        else:
            machine.deepsleep()

    def note(self) -> int:
        """See fobcore.parts.Chip: from the real-time part's memory, which has power in a sleep."""
        kept = machine.RTC().memory()
        return kept[0] if kept else 0

    def keep(self, note: int) -> None:
        """See fobcore.parts.Chip."""
        machine.RTC().memory(bytes((note,)))

    def _wake_on(self, pins: "Sequence[dict]") -> None:
        """Two buttons: one that either level can end it by, and one more."""
        esp32.wake_on_ext0(machine.Pin(pins[0]["pin"]), bool(pins[0]["active"]))
        if len(pins) > 1:
            level = esp32.WAKEUP_ANY_HIGH if pins[1]["active"] else esp32.WAKEUP_ALL_LOW
            esp32.wake_on_ext1((machine.Pin(pins[1]["pin"]),), level)
