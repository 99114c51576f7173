"""The chip's I2C blocks on the board's bus: byte by byte, each taking its time on the wires."""

from rp2040py.peripherals.i2c import R_TX_EMPTY, I2CMode

from mfob.sim.bus import Device
from mfob.sim.chips.rp2040.engine import Engine
from mfob.sim.circuit import Circuit
from mfob.sim.errors import ModelError
from mfob.sim.world import SECOND

_FUNCTION = 3  # of a pin that belongs to an I2C block


class TwoWire:
    """One of the two blocks, by its number.

    Transfers of no byte (that is what scan() does) MicroPython makes by moving the pins itself:
    nothing on the bus sees those.
    """

    def __init__(self, engine: Engine, circuit: Circuit, number: int) -> None:
        self._engine = engine
        self._circuit = circuit
        self._number = number
        self._block = block = engine.rp2040.i2c[number]
        self._device: Device | None = None
        self._byte_ns = 0
        block.on_start = lambda repeated: block.complete_start()
        block.on_connect = engine.guard(self._connect)
        block.on_write_byte = engine.guard(self._write)
        block.on_read_byte = engine.guard(self._read)
        block.on_stop = engine.guard(self._stop)

    def _connect(self, address: int, mode: I2CMode) -> None:
        bus = self._circuit.i2c(self._number)
        freq = self._frequency()
        bus.configure(*self._pins(), freq)
        self._byte_ns = 9 * SECOND // freq
        self._device = bus.begin(address, mode == I2CMode.READ)
        self._engine.spend(self._byte_ns)
        self._answered(self._block.complete_connect, self._device is not None)

    def _write(self, byte: int) -> None:
        assert self._device is not None
        self._circuit.bus.bytes += 1
        acknowledged = self._device.write(byte)
        self._engine.spend(self._byte_ns)
        self._answered(self._block.complete_write, acknowledged)

    def _read(self, acknowledge: bool) -> None:
        assert self._device is not None
        self._circuit.bus.bytes += 1
        byte = self._device.read()
        self._engine.spend(self._byte_ns)
        self._block.complete_read(byte)

    def _stop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.stop()
        self._block.complete_stop()

    def _answered(self, complete: object, acknowledged: bool) -> None:
        assert callable(complete)
        complete(acknowledged)
        if not acknowledged:
            # The emulated block leaves this clear when an abort flushes its FIFO; the chip's
            # sets it, and without it the next transfer fails as well.
            self._block._set_interrupts(R_TX_EMPTY)

    def _pins(self) -> tuple[int, int]:
        """(SDA, SCL): the block's pins repeat every four, SDA on the even ones."""
        block = 2 * self._number
        pins = [pin.index for pin in self._engine.rp2040.gpio if pin.function_select == _FUNCTION]
        sda = [pin for pin in pins if pin % 4 == block]
        scl = [pin for pin in pins if pin % 4 == block + 1]
        if len(sda) != 1 or len(scl) != 1:
            raise ModelError(f"I2C {self._number} is used on pins {sda} and {scl}: one each")
        return sda[0], scl[0]

    def _frequency(self) -> int:
        """Hz, from the counts of the peripheral clock that SCL is high and low."""
        counts = self._block.scl_high_period + self._block.scl_low_period
        return self._engine.rp2040.clk_peri // counts
