"""A clock chip's registers on a bus, for the tests of the drivers: strict, and it may fail."""


class Registers:
    """`text`: the registers from 0 on, in hex. A pointer that goes on, one transfer at a time.

    `fails`: so many of the next transfers end with OSError, and nothing happened then.
    """

    def __init__(self, text: str, address: int = 0x68) -> None:
        self.values = bytearray(int(byte, 16) for byte in text.split())
        self.address = address
        self.transfers: list = []
        self.fails = 0
        self.deaf = False  # what is written changes nothing

    def readfrom_mem_into(self, address: int, memory: int, data: bytearray) -> None:
        self._transfer("read", address, memory, len(data))
        data[:] = self.values[memory : memory + len(data)]

    def readfrom_mem(self, address: int, memory: int, length: int) -> bytes:
        raise AssertionError("not used")

    def writeto_mem(self, address: int, memory: int, data: bytes) -> None:
        self._transfer("write", address, memory, len(data))
        if not self.deaf:
            self.values[memory : memory + len(data)] = data

    def writeto(self, address: int, data: "bytes | memoryview") -> int:
        raise AssertionError("not used")

    def _transfer(self, kind: str, address: int, memory: int, length: int) -> None:
        assert address == self.address
        assert memory + length <= len(self.values)
        self.transfers.append((kind, memory, length))
        if self.fails:
            self.fails -= 1
            raise OSError(5)


def hexed(values: "bytes | bytearray") -> str:
    """As the text that Registers takes."""
    return " ".join([f"{byte:02x}" for byte in values])


def raises(call, error: "type[BaseException]") -> bool:  # noqa: ANN001
    """Whether the call ends with that error."""
    try:
        call()
    except error:
        return True
    return False
