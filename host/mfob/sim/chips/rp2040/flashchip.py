"""The flash behind the chip's SSI: each erase and program of the file system is a step of the
flash model, which counts, cuts and tears it. What it cost is the model's time too.
"""

from rp2040py.peripherals import ssi as spi

from mfob.sim.chips.rp2040.engine import Engine
from mfob.sim.errors import ModelError
from mfob.sim.parts.flash import ERASE_NS, PAGE, PROGRAM_NS, SECTOR, SECTORS, Flash

START = 0x000A_0000  # where the Pico's image has its file system
_SIZE = SECTOR * SECTORS
_UNIQUE_ID = 0x4B
_ID_AT = 5  # behind the command and four dummy bytes
_ERASES = {spi.CMD_SECTOR_ERASE: SECTOR, spi.CMD_BLOCK_ERASE: 1 << 16}


class FlashChip:
    """Between the engine's SSI and the model; unique_id: what the flash says of itself."""

    def __init__(self, engine: Engine, flash: Flash, unique_id: bytes) -> None:
        self._engine = engine
        self._flash = flash
        self._id = unique_id
        self._ssi = engine.rp2040.ssi
        self._shift = self._ssi._shift_byte
        self._apply = self._ssi._apply_command
        self._ssi._shift_byte = self._shift_byte
        self._ssi._apply_command = engine.guard(self._apply_command)
        self._copy(0, _SIZE)

    def _shift_byte(self, byte_out: int) -> int:
        answer = self._shift(byte_out)
        sent = self._ssi._tx_buffer
        if sent[0] == _UNIQUE_ID and _ID_AT < len(sent) <= _ID_AT + len(self._id):
            return self._id[len(sent) - 1 - _ID_AT]
        return answer

    def _apply_command(self) -> None:
        """The flash is deselected: the command is complete."""
        command = bytes(self._ssi._tx_buffer)
        enabled = self._ssi._write_enabled
        operation = command[0] if command else 0
        if enabled and operation in _ERASES and len(command) >= 4:
            self._erase(_address(command) & -_ERASES[operation], _ERASES[operation])
        elif enabled and operation == spi.CMD_PAGE_PROGRAM and len(command) > 4:
            self._program(_address(command), command[4:])
        else:
            self._apply()
            return
        self._ssi._write_enabled = False
        self._ssi._tx_buffer = bytearray()

    def _erase(self, address: int, size: int) -> None:
        first = self._inside(address, size)
        for start in range(first, first + size, SECTOR):
            self._flash.erase(start // SECTOR)
            self._copy(start, SECTOR)
            self._engine.spend(ERASE_NS)

    def _program(self, address: int, data: bytes) -> None:
        start = self._inside(address, len(data))
        self._flash.program(start, data)
        self._copy(start, len(data))
        self._engine.spend(len(data) // PAGE * PROGRAM_NS)

    def _inside(self, address: int, size: int) -> int:
        """The address in the file system's part; ModelError outside."""
        if not START <= address <= START + _SIZE - size:
            raise ModelError(f"the firmware writes to MicroPython's own flash, at 0x{address:x}")
        return address - START

    def _copy(self, start: int, size: int) -> None:
        """What the model holds is what the core reads."""
        at = START + start
        self._engine.rp2040.flash[at : at + size] = self._flash.read(start, size)


def _address(command: bytes) -> int:
    return int.from_bytes(command[1:4], "big")
