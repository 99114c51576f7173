"""The chip's SPI blocks on the board's bus: a byte at a time, or all that DMA brings at once.

MicroPython sends from 32 bytes on by two channels of DMA, one that feeds the block and one that
empties it. rp2040py moves each byte by two alarms of its clock; here the whole transfer is made
when the feeding channel starts. The core waits for both channels in any case.
"""

from rp2040py.memory_map import FLASH_START_ADDRESS, RAM_START_ADDRESS
from rp2040py.peripherals import dma
from rp2040py.peripherals.dma import RPDMAChannel

from mfob.sim.chips.rp2040.engine import Engine
from mfob.sim.circuit import Circuit
from mfob.sim.errors import ModelError
from mfob.sim.spibus import SPIBus

_FUNCTION = 1  # of a pin that belongs to an SPI block
_SCK, _MOSI = 2, 3  # of each four pins
_DATA = (0x4003_C008, 0x4004_0008)  # the blocks' data registers
# Hz of the blocks' clock by its source (RP2040 data sheet, 2.15.7, CLK_PERI_CTRL): the system's,
# its PLL, the USB's PLL, the crystal. MicroPython takes the USB's; rp2040py's figure is fixed.
_CLOCKS = {0: 125_000_000, 1: 125_000_000, 2: 48_000_000, 4: 12_000_000}
_PHASE, _POLARITY = 1 << 7, 1 << 6  # of SSPCR0


class FourWire:
    """One of the two blocks, by its number."""

    def __init__(self, engine: Engine, circuit: Circuit, number: int) -> None:
        self._engine = engine
        self._circuit = circuit
        self._number = number
        self._block = block = engine.rp2040.spi[number]
        block.on_transmit = engine.guard(self._transmit)
        for channel in engine.rp2040.dma.channels:
            self._take_over(channel)

    def _take_over(self, channel: RPDMAChannel) -> None:
        start = channel.start  # of the channel, or of the other block's
        brings, empties = self._block.dreq.tx, self._block.dreq.rx
        bring = self._engine.guard(self._bring)

        def begin() -> None:
            ready = channel._ctrl & dma.EN and not channel._ctrl & dma.BUSY
            if ready and channel.treq == brings:
                bring(channel)
                _finish(channel)
            elif ready and channel.treq == empties and not channel._ctrl & dma.INCR_WRITE:
                _finish(channel)  # what came in is thrown away
            else:
                start()

        channel.start = begin

    def _bring(self, channel: RPDMAChannel) -> None:
        """A whole buffer by DMA."""
        if channel._data_size != 1 or channel._write_addr != _DATA[self._number]:
            raise ModelError(f"SPI {self._number} gets its bytes by DMA of another kind")
        size = channel._trans_count_reload
        self._send(self._memory(channel._read_addr, size))
        channel._read_addr += size

    def _transmit(self, value: int) -> None:
        """A byte that the core has written."""
        self._send(bytes((value,)))
        self._block.complete_transmit(0)

    def _send(self, data: bytes) -> None:
        bus = self._bus()
        bus.write(data)
        self._engine.spend(bus.duration(len(data)))

    def _bus(self) -> SPIBus:
        """As the block and its pins are set up now."""
        block = self._block
        if not block.enabled or block.data_bits != 8:
            raise ModelError(f"SPI {self._number} sends {block.data_bits} bits, or is off")
        control = block._control0
        mode = (2 if control & _POLARITY else 0) + (1 if control & _PHASE else 0)
        bus = self._circuit.spi_bus(self._number)
        bus.configure(self._pin(_SCK), self._pin(_MOSI), self._frequency(), mode)
        return bus

    def _frequency(self) -> int:
        """Hz on SCK."""
        source = self._engine.rp2040.clocks.peri_ctrl >> 5 & 7
        divisor = self._block._clock_divisor * (1 + (self._block._control0 >> 8 & 0xFF))
        if source not in _CLOCKS or not divisor:
            raise ModelError(f"SPI {self._number} has no clock")
        return _CLOCKS[source] // divisor

    def _pin(self, role: int) -> int:
        """The pin with that role: they repeat every four, and the blocks every eight."""
        found = [
            pin.index
            for pin in self._engine.rp2040.gpio
            if pin.function_select == _FUNCTION
            and pin.index % 4 == role
            and pin.index >> 3 & 1 == self._number
        ]
        if len(found) != 1:
            raise ModelError(f"SPI {self._number} is used on pins {found}: one for each wire")
        return found[0]

    def _memory(self, address: int, size: int) -> bytes:
        chip = self._engine.rp2040
        places = ((chip.sram, RAM_START_ADDRESS), (chip.flash, FLASH_START_ADDRESS))
        for memory, start in places:
            if start <= address <= start + len(memory) - size:
                return bytes(memory[address - start : address - start + size])
        raise ModelError(f"SPI {self._number} sends from 0x{address:x}, where no memory is")


def _finish(channel: RPDMAChannel) -> None:
    """As when the last byte has been moved."""
    channel._trans_count = 0
    if not channel._ctrl & dma.IRQ_QUIET:
        channel.dma.int_raw |= 1 << channel.index
        channel.dma.check_interrupts()
