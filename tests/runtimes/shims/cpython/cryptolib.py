"""MicroPython's cryptolib for CPython, over the cryptography package; as strict as the real."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


class aes:
    """AES with a 16- or 32-byte key; mode 1 is ECB, 2 is CBC, which takes a 16-byte IV.

    An object goes one way only, and CBC goes on from one call to the next.
    """

    def __init__(self, key: bytes, mode: int, iv: bytes | None = None) -> None:
        if mode not in (1, 2):
            raise ValueError("mode")
        if len(key) not in (16, 32):
            raise ValueError("key")
        if len(iv) != 16 if iv is not None else mode == 2:
            raise ValueError("IV")
        chain = modes.CBC(bytes(iv)) if iv is not None and mode == 2 else modes.ECB()
        self._cipher = Cipher(algorithms.AES(bytes(key)), chain)
        self._way = None
        self._context = None

    def encrypt(self, data: bytes, out: bytearray | None = None) -> bytes | bytearray:
        """Whole blocks, into `out` where it is given. Raises ValueError."""
        return self._run("encrypt", data, out)

    def decrypt(self, data: bytes, out: bytearray | None = None) -> bytes | bytearray:
        """Whole blocks, into `out` where it is given. Raises ValueError."""
        return self._run("decrypt", data, out)

    def _run(self, way: str, data: bytes, out: bytearray | None) -> bytes | bytearray:
        if len(data) % 16:
            raise ValueError("blksize % 16")
        if out is not None and len(out) < len(data):
            raise ValueError("output too small")
        if self._way is None:
            self._way = way
            self._context = (
                self._cipher.encryptor() if way == "encrypt" else self._cipher.decryptor()
            )
        if self._way != way:
            raise ValueError("can't encrypt & decrypt")
        result = self._context.update(bytes(data))
        if out is None:
            return result
        out[: len(result)] = result
        return out
