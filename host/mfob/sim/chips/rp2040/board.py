"""An emulated RP2040 with everything that the circuit wires to it."""

from pathlib import Path

from mfob.sim.chips import Owner
from mfob.sim.chips.rp2040 import uf2
from mfob.sim.chips.rp2040.engine import Engine
from mfob.sim.chips.rp2040.flashchip import FlashChip
from mfob.sim.chips.rp2040.fourwire import FourWire
from mfob.sim.chips.rp2040.noise import ROSC, Rosc
from mfob.sim.chips.rp2040.pins import Pins
from mfob.sim.chips.rp2040.twowire import TwoWire
from mfob.sim.chips.rp2040.usb import UsbHost
from mfob.sim.circuit import Circuit


class Board:
    """From power-on to power-off; it resets itself where the firmware or the watchdog asks."""

    def __init__(self, circuit: Circuit, owner: Owner, image: Path | None) -> None:
        self._circuit = circuit
        self._owner = owner
        self.engine = engine = Engine(uf2.blocks(uf2.find(image)))
        self.flash = FlashChip(engine, circuit.flash, circuit.unique_id)
        self.wires = [TwoWire(engine, circuit, number) for number in range(2)]
        self.blocks = [FourWire(engine, circuit, number) for number in range(2)]
        self.pins = Pins(engine, circuit)
        self.usb = UsbHost(engine.rp2040.usb_ctrl, circuit.line, owner.sent, owner.took)
        engine.rp2040.peripherals[ROSC] = Rosc(engine.rp2040)
        engine.on_reset = self._reset

    def _reset(self) -> None:
        self._circuit.line.reset()
        self._circuit.release()
        self.pins.reset()
        self._owner.reset()
