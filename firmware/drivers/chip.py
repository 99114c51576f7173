"""What MicroPython's module machine gives on every chip; a chip_* adds its flash and its line."""

import os

import machine
from machine import ADC, I2C, PWM, SPI, WDT, Pin, reset, unique_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import UsbDeviceOf

LIGHT = 1000  # Hz of a PWM output: no flicker, and no whistling to speak of


class Adc:
    """An analog input in microvolts: of a full scale of 3.3 V, the supply."""

    def __init__(self, adc: ADC) -> None:
        self._adc = adc

    def microvolts(self) -> int:
        """What is on the pin, in uV."""
        return self._adc.read_u16() * 50355 // 1000


class MachineChip:
    """Makes what the drivers and the app are handed; the same calls on every chip. Those that
    differ, from flash() to sleep(), are in fobcore.parts.Chip."""

    naps_lit = True  # until there is a backlight, which a nap would change
    _note = 0

    def i2c(self, spec: dict) -> I2C:
        """The bus of a board's {"id", "sda", "scl", "freq"}."""
        return I2C(spec["id"], sda=Pin(spec["sda"]), scl=Pin(spec["scl"]), freq=spec["freq"])

    def spi(self, spec: dict) -> SPI:
        """The bus of a board's {"id", "sck", "mosi", "freq"}: mode 0, nothing comes back."""
        return SPI(
            spec["id"],
            baudrate=spec["freq"],
            polarity=0,
            phase=0,
            sck=Pin(spec["sck"]),
            mosi=Pin(spec["mosi"]),
            miso=None,  # left out it would be the bus' usual pin, which may be another's here
        )

    def pin_in(self, spec: dict) -> Pin:
        """An input for a board's {"pin", "pull": "up", "down" or None}."""
        pulls = {"up": Pin.PULL_UP, "down": Pin.PULL_DOWN, None: None}
        return Pin(spec["pin"], Pin.IN, pulls[spec["pull"]])

    def pin_out(self, number: int, level: int) -> Pin:
        """An output that begins with that level."""
        return Pin(number, Pin.OUT, value=level)

    def pwm(self, number: int) -> PWM:
        """A PWM output for light: duty_u16(0 to 65535), 0 at first."""
        self.naps_lit = False
        return PWM(Pin(number), freq=LIGHT, duty_u16=0)

    def adc(self, number: int) -> Adc:
        """The analog input on a pin: microvolts()."""
        return Adc(ADC(Pin(number)))

    def unique_id(self) -> bytes:
        """The chip's own number: 8 bytes, on an ESP32 6."""
        return unique_id()

    def urandom(self, n: int) -> bytes:
        """n random bytes, of the chip's generator."""
        return os.urandom(n)

    def usb(self) -> "UsbDeviceOf | None":
        """machine.USBDevice, where the chip has USB of its own and MicroPython (1.23) that."""
        return getattr(machine, "USBDevice", None)

    def note(self) -> int:
        """See fobcore.parts.Chip."""
        return self._note

    def keep(self, note: int) -> None:
        """See fobcore.parts.Chip."""
        self._note = note

    def reset(self) -> None:
        """Start the chip again; does not return."""
        reset()

    def watchdog(self, ms: int) -> WDT:
        """A running watchdog with feed(); not fed for ms milliseconds it resets the chip."""
        return WDT(timeout=ms)
