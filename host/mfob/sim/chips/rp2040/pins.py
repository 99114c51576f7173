"""What the board has on the chip's pins: buttons drive them, outputs are heard, PWM and ADC read.

Of PWM the duty is what the registers say: nobody sees a single period, so its counters stand.
"""

from rp2040py.gpio_pin import FUNCTION_PWM, GPIOPinState

from mfob.sim.chips.rp2040.engine import Engine
from mfob.sim.circuit import Circuit
from mfob.sim.errors import ModelError
from mfob.sim.pins import FULL, AnalogPin, ButtonPin, OutputPin

_FIRST_ANALOG = 26  # the pin of the ADC's channel 0
_TEMPERATURE = 4  # the channel that has no pin
_SUPPLY = 3_300_000  # microvolts that the ADC's 12 bits span
_MOST = 4095
_PWM_ON = 1
_SLICES = 8


class Pins:
    """look() brings the pins up to date; it is called between two slices."""

    def __init__(self, engine: Engine, circuit: Circuit) -> None:
        self._engine = engine
        self._circuit = circuit
        self._gpio = engine.rp2040.gpio
        self._pulsed: dict[int, tuple[int, int]] = {}  # pin: its duty and Hz
        wired = circuit.wired()
        self._buttons = [
            (self._gpio[pin.number], pin.button)
            for pin in wired.values()
            if isinstance(pin, ButtonPin)
        ]
        self._down = [False] * len(self._buttons)
        for pin in wired.values():
            if isinstance(pin, OutputPin):
                self._listen(pin)
        self._read_adc = engine.rp2040.adc.on_adc_read
        engine.rp2040.adc.on_adc_read = engine.guard(self._measure)
        for channel in engine.rp2040.pwm.channels:
            channel.update_enable = lambda: None

    def look(self) -> None:
        """As the buttons are now, or bounce; and what PWM there is."""
        for i, (pin, button) in enumerate(self._buttons):
            level = button.level()
            down = level == button.active
            if down != self._down[i]:
                self._down[i] = down
                if down:
                    pin.set_input_value(bool(level))
                else:
                    pin.release_input()
        for pin in self._gpio:
            if pin.function_select == FUNCTION_PWM:
                self._pulse(pin.index)

    def reset(self) -> None:
        """The chip has let go of its pins."""
        self._pulsed.clear()

    def _listen(self, pin: OutputPin) -> None:
        def moved(state: GPIOPinState, _: GPIOPinState) -> None:
            if self._gpio[pin.number].function_select == FUNCTION_PWM:
                return
            if state in (GPIOPinState.LOW, GPIOPinState.HIGH):
                pin.set_up(True, None, int(state))
            else:
                pin.release()

        self._gpio[pin.number].add_listener(self._engine.guard(moved))

    def _pulse(self, number: int) -> None:
        """The PWM of a pin, from its slice's registers."""
        pwm = self._engine.rp2040.pwm
        slice_ = pwm.channels[(number >> 1) % _SLICES]
        if not slice_.csr & _PWM_ON:
            return
        high = min(slice_.cc >> (16 if number & 1 else 0) & 0xFFFF, slice_.top + 1)
        duty = (high * FULL + (slice_.top + 1) // 2) // (slice_.top + 1)
        freq = round(pwm.clock_freq / (slice_.timer.prescaler * (slice_.top + 1)))
        if self._pulsed.get(number) != (duty, freq):
            self._pulsed[number] = duty, freq
            self._circuit.pin(number).pulse(freq, duty)

    def _measure(self, channel: int) -> None:
        """The ADC begins with a channel."""
        if channel != _TEMPERATURE:
            pin = self._circuit.pin(_FIRST_ANALOG + channel)
            if isinstance(pin, AnalogPin) and self._gpio[pin.number].input_enable:
                raise ModelError(f"pin {pin.number} is measured before the ADC has it")
            pin.analog()
            value = min(_MOST, (pin.microvolts() * _MOST + _SUPPLY // 2) // _SUPPLY)
            self._engine.rp2040.adc.channel_values[channel] = value
        self._read_adc(channel)
