"""The other end of boards/virtual/virtual.py: what its operations do to the circuit."""

import errno
from collections.abc import Callable
from typing import TYPE_CHECKING

from mfob.sim.chips.console import Console
from mfob.sim.chips.runner import Runner
from mfob.sim.chips.wire import Wire
from mfob.sim.errors import ModelError
from mfob.sim.parts.flash import ERASE_NS, PAGE, PROGRAM_NS, SECTORS, PowerCut
from mfob.sim.parts.processorclock import ProcessorClock
from mfob.sim.parts.usb import DESC_CFG, DESC_DEV, EP_MAX, ITF_MAX, Answer, Usb
from mfob.sim.world import SECOND

if TYPE_CHECKING:
    from mfob.sim.chips.unix import UnixChip

_PERIOD = (1 << 30) - 1  # of the ticks
_BOOT_CLOCK = 1_609_459_200  # 2021-01-01, where an RP2040's own clock begins
_WINDOW = 10
_PULLS = {0: None, 1: "up", 2: "down"}
_OPEN_DRAIN = 2
_NO_PIN = 0xFF
_AS_IT_IS = 2
Operation = Callable[[int, int, int, bytes], None]


class Bridge:
    """Serves one process from its start to its end. born: the world's ticks (ns) of its start."""

    def __init__(self, chip: "UnixChip", runner: Runner, born: int) -> None:
        self.born = born
        self._chip = chip
        self._circuit = circuit = chip.circuit
        circuit.start_usb()
        self.wire = wire = Wire(chip.loop, circuit.world, runner, self._serve)
        self.console = console = Console(
            chip.loop,
            circuit.world,
            wire,
            circuit.line,
            runner,
            chip.owner.sent,
            chip.owner.took,
        )
        self._operations: dict[int, Operation] = {
            1: lambda small, a, b, out: wire.answer(payload=circuit.unique_id),
            2: lambda small, a, b, out: wire.answer(self._age() // 1_000_000 & _PERIOD),
            3: lambda small, a, b, out: wire.answer(self._age() // 1_000 & _PERIOD),
            4: lambda small, a, b, out: wire.answer(_BOOT_CLOCK + self._age() // SECOND),
            5: lambda small, a, b, out: wire.rest(a * 1_000_000),
            6: lambda small, a, b, out: wire.rest(a * 1_000),
            7: lambda small, a, b, out: console.poll(small, a),
            8: lambda small, a, b, out: console.read(a),
            9: self._write,
            10: lambda small, a, b, out: console.window(),
            16: self._pin_mode,
            17: lambda small, a, b, out: wire.answer(circuit.pin_level(a)),
            18: self._pin_set,
            20: self._pwm,
            21: self._pwm_off,
            22: self._adc_init,
            23: lambda small, a, b, out: wire.answer(circuit.pin(a).microvolts()),
            24: self._i2c_init,
            25: self._i2c_write,
            26: self._i2c_read,
            28: self._spi_init,
            29: self._spi_write,
            32: lambda small, a, b, out: wire.answer(payload=circuit.flash.read(a, b)),
            33: self._flash_program,
            34: self._flash_erase,
            35: lambda small, a, b, out: wire.answer(SECTORS),
            40: self._watchdog,
            41: lambda small, a, b, out: chip.restart(soft=small > 0, raw=small == 2),
            42: self._nap,
            43: lambda small, a, b, out: chip.sleep(out[: 2 * small], out[2 * small :], a),
            44: lambda small, a, b, out: wire.answer(chip.asleep.host),
            45: lambda small, a, b, out: wire.answer(chip.woken),
            46: lambda small, a, b, out: wire.answer(chip.note),
            47: self._keep,
            48: lambda small, a, b, out: wire.answer(payload=self._own_clock().fields()),
            49: self._set_own_clock,
            **self._usb_operations(),
        }

    def close(self) -> None:
        """The process is gone."""
        self.console.close()
        self.wire.close()

    def _serve(self, op: int, small: int, a: int, b: int, out: bytes) -> None:
        self.console.begin()
        if op != _WINDOW:
            self.console.arrive()
        try:
            if op not in self._operations:
                raise ModelError(f"the virtual chip has no operation {op}")
            self._operations[op](small, a, b, out)
        except ModelError as e:
            self._chip.owner.refused(e)
        except PowerCut as e:
            self._chip.owner.power_went(str(e))

    def _keep(self, note: int, a: int, b: int, out: bytes) -> None:
        self._chip.note = note
        self.wire.answer()

    def _age(self) -> int:
        return self._circuit.world.ticks() - self.born

    def _write(self, small: int, a: int, b: int, out: bytes) -> None:
        self._chip.drain()
        self.console.write(out)

    def _pin_mode(self, mode: int, pin: int, how: int, out: bytes) -> None:
        """how: the pull, and 4 if there is a first level, which is its bit 3."""
        if mode == _OPEN_DRAIN:
            raise ModelError(f"pin {pin} is open drain: the board wants none")
        level = how >> 3 & 1 if how & 4 else None
        self._circuit.pin_mode(pin, mode != 0, _PULLS[how & 3], level)
        self.wire.answer()

    def _pin_set(self, small: int, pin: int, level: int, out: bytes) -> None:
        self._circuit.pin(pin).drive(level)
        self.wire.answer()

    def _pwm(self, pin: int, freq: int, duty: int, out: bytes) -> None:
        self._circuit.pin(pin).pulse(freq, duty)
        self.wire.answer()

    def _pwm_off(self, pin: int, a: int, b: int, out: bytes) -> None:
        self._circuit.pin(pin).release()
        self.wire.answer()

    def _adc_init(self, small: int, pin: int, b: int, out: bytes) -> None:
        self._circuit.pin(pin).analog()
        self.wire.answer()

    def _spi_init(self, number: int, pins: int, freq: int, out: bytes) -> None:
        """pins: SCK, MOSI, MISO (0xFF: none) and the mode, a byte each."""
        sck, mosi, miso, mode = pins.to_bytes(4, "little")
        if miso != _NO_PIN:
            raise ModelError(f"SPI {number} has MISO on pin {miso}: nothing on the bus talks")
        self._circuit.spi_bus(number).configure(sck, mosi, freq, mode)
        self.wire.answer()

    def _spi_write(self, number: int, a: int, b: int, out: bytes) -> None:
        bus = self._circuit.spi_bus(number)
        bus.write(out)
        self.wire.busy(bus.duration(len(out)), self.wire.answer)

    def _i2c_init(self, number: int, pins: int, freq: int, out: bytes) -> None:
        self._circuit.i2c(number).configure(pins & 0xFF, pins >> 8, freq)
        self.wire.answer()

    def _i2c_write(self, number: int, address: int, stop: int, out: bytes) -> None:
        bus = self._circuit.i2c(number)
        count = bus.write(address, out, bool(stop))
        error = errno.EIO if count < len(out) or count < 0 else 0
        self.wire.busy(bus.duration(len(out)), lambda: self.wire.answer(max(count, 0), error))

    def _i2c_read(self, number: int, address: int, size: int, out: bytes) -> None:
        bus = self._circuit.i2c(number)
        data = bus.read(address, size & 0xFFFF, bool(size >> 16))
        error = errno.EIO if data is None else 0
        payload = bytes(size & 0xFFFF) if data is None else data
        self.wire.busy(bus.duration(len(payload)), lambda: self.wire.answer(0, error, payload))

    def _flash_program(self, small: int, address: int, b: int, out: bytes) -> None:
        self._circuit.flash.program(address, out)
        self.wire.busy(len(out) // PAGE * PROGRAM_NS, self.wire.answer)

    def _flash_erase(self, small: int, sector: int, b: int, out: bytes) -> None:
        self._circuit.flash.erase(sector)
        self.wire.busy(ERASE_NS, self.wire.answer)

    def _own_clock(self) -> ProcessorClock:
        if not isinstance(self._circuit.rtc, ProcessorClock):
            raise ModelError("machine.RTC is used, but the board has a clock chip")
        return self._circuit.rtc

    def _set_own_clock(self, small: int, a: int, b: int, out: bytes) -> None:
        self._own_clock().set_fields(out)
        self.wire.answer()

    def _usb_operations(self) -> dict[int, Operation]:
        return {
            56: self._usb_there,
            57: lambda small, a, b, out: self._usb_does(lambda usb: usb.set_builtin(bool(small))),
            58: lambda small, a, b, out: self._usb_does(
                lambda usb: usb.config(out[:small], out[small:])
            ),
            59: self._usb_active,
            60: lambda small, a, b, out: self._usb_does(lambda usb: usb.submit(small, out)),
            61: self._usb_next,
        }

    def _usb_there(self, small: int, a: int, b: int, out: bytes) -> None:
        """The lengths of the builtin descriptors, which follow, and the first numbers that are
        free; 0: the chip has no USB."""
        value = len(DESC_DEV) | len(DESC_CFG) << 8 | ITF_MAX << 16 | EP_MAX << 24
        if self._circuit.usb is None:
            self.wire.answer()
        elif small:
            self.wire.answer(value, payload=DESC_DEV + DESC_CFG)
        else:
            self.wire.answer(value)

    def _usb_does(self, act: Callable[[Usb], None]) -> None:
        assert self._circuit.usb is not None
        try:
            act(self._circuit.usb)
        except OSError as e:
            self.wire.answer(0, e.errno or errno.EIO)
        else:
            self.wire.answer()

    def _usb_active(self, wanted: int, a: int, b: int, out: bytes) -> None:
        """wanted: 0 or 1; 2: as it is. Answers how it was."""
        usb = self._circuit.usb
        assert usb is not None
        was = usb.active
        try:
            if wanted < _AS_IT_IS:
                usb.activate(bool(wanted))
        except OSError as e:
            self.wire.answer(0, e.errno or errno.EIO)
        else:
            self.wire.answer(int(was))

    def _usb_next(self, answer: int, a: int, b: int, out: bytes) -> None:
        """The next event: its kind, stage or endpoint, and the lengths of what follows, a byte
        each; 0: none. answer: to the one before."""
        usb = self._circuit.usb
        assert usb is not None
        answers: dict[int, Answer] = {0: None, 1: False, 2: True, 3: out}
        event = usb.go_on(answers[answer])
        if event is None:
            self.wire.answer()
            return
        kind = ("reset", "open", "control", "done").index(event.kind) + 1
        size = event.b or len(event.data)
        value = kind | event.a << 8 | size << 16 | len(event.more) << 24
        self.wire.answer(value, payload=event.data + event.more)

    def _nap(self, small: int, ms: int, b: int, out: bytes) -> None:
        self._chip.asleep.check_nap()
        self.console.deaf = self._circuit.line.kind == "uart"

        def over(_: int) -> None:
            self.console.arrive()
            self.console.deaf = False
            self.wire.answer()

        self._chip.asleep.wait(out, max(1, ms), over)

    def _watchdog(self, start: int, ms: int, b: int, out: bytes) -> None:
        if start:
            self._chip.watchdog.start(ms)
        else:
            self._chip.watchdog.feed()
        self.wire.answer()
