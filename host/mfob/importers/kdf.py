"""Keys from passwords, with the cost that a file declares held to what a computer should pay."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mfob.errors import HostError

MEMORY_MAX = 1 << 30  # bytes
TIME_MAX = 20.0  # s for all keys of a file, each estimated from the declared cost before it runs
# Rates of a slow computer, so that the estimate errs on the dear side.
_PBKDF2_PER_SECOND = {"sha1": 1_000_000, "sha256": 500_000, "sha512": 350_000}
_SCRYPT_BYTES_PER_SECOND = 150 << 20
_ARGON2_BYTES_PER_SECOND = 400 << 20
_AES_PER_SECOND = 5_000_000  # of 32 bytes
_AES_AT_ONCE = 1 << 16
_LIMIT = "import_limit"

Progress = Callable[[str, float], Any]  # what is being done, and the seconds it may take


class Kdf:
    """For one file; `progress` hears of each derivation before it runs."""

    def __init__(
        self,
        progress: Progress = lambda _what, _seconds: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._progress = progress
        self._clock = clock
        self._spent = 0.0

    def again(self) -> None:
        """Another try at the file: what was spent on the last one does not count."""
        self._spent = 0.0

    def pbkdf2(
        self, hash: str, password: bytes, salt: bytes, iterations: int, length: int
    ) -> bytes:
        """RFC 8018 5.2; `hash`: sha1, sha256 or sha512. Raises HostError import_limit."""
        blocks = -(-length // hashlib.new(hash).digest_size)
        seconds = iterations * blocks / _PBKDF2_PER_SECOND[hash]
        with self._paid(0, seconds, iterations >= 1):
            return hashlib.pbkdf2_hmac(hash, password, salt, iterations, length)

    def scrypt(self, password: bytes, salt: bytes, n: int, r: int, p: int, length: int) -> bytes:
        """RFC 7914. Raises HostError import_limit."""
        sound = n > 1 and n & (n - 1) == 0 and r >= 1 and p >= 1
        memory = 128 * r * (n + p)
        most = memory + (1 << 20)
        with self._paid(memory, 128 * r * n * p / _SCRYPT_BYTES_PER_SECOND, sound):
            return hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, dklen=length, maxmem=most)

    def argon2id(
        self, password: bytes, salt: bytes, passes: int, kib: int, lanes: int, length: int
    ) -> bytes:
        """RFC 9106, version 0x13. Raises HostError import_limit."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        memory = kib << 10
        sound = passes >= 1 and 1 <= lanes <= 64 and kib >= 8 * lanes and len(salt) >= 8
        with self._paid(memory, memory * passes / _ARGON2_BYTES_PER_SECOND, sound):
            kdf = Argon2id(
                salt=salt, length=length, iterations=passes, lanes=lanes, memory_cost=kib
            )
            return kdf.derive(password)

    def argon2d(
        self, password: bytes, salt: bytes, passes: int, kib: int, lanes: int, version: int
    ) -> bytes:
        """RFC 9106, 32 bytes; needs the extra mfob[kdbx]. Raises HostError import_limit."""
        from argon2.low_level import Type, hash_secret_raw

        sound = passes >= 1 and 1 <= lanes <= 64 and kib >= 8 * lanes and len(salt) >= 8
        memory = kib << 10
        sound = sound and version in (0x10, 0x13)
        with self._paid(memory, memory * passes / _ARGON2_BYTES_PER_SECOND, sound):
            return hash_secret_raw(
                password, salt, passes, kib, lanes, 32, type=Type.D, version=version
            )

    def aes(self, key: bytes, blocks: bytes, rounds: int) -> bytes:
        """KeePass's AES-KDF: each block of `blocks` encrypted `rounds` times with AES under `key`.
        Raises HostError import_limit."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        done = []
        with self._paid(0, rounds / _AES_PER_SECOND, rounds >= 1 and len(key) == 32):
            for at in range(0, len(blocks), 16):
                # CBC over zeros encrypts each block's ciphertext again: one call for many rounds
                cipher = Cipher(algorithms.AES(key), modes.CBC(blocks[at : at + 16])).encryptor()
                block = b""
                for left in range(rounds, 0, -_AES_AT_ONCE):
                    block = cipher.update(bytes(16 * min(left, _AES_AT_ONCE)))[-16:]
                done.append(block)
        return b"".join(done)

    @contextmanager
    def _paid(self, memory: int, seconds: float, sound: bool) -> Iterator[None]:
        if not sound:
            raise HostError(
                "The file is damaged: its password has a cost that can't be.", "import_format"
            )
        spent = self._spent + seconds
        if memory > MEMORY_MAX or spent > TIME_MAX:
            raise HostError(
                f"The file wants {memory >> 20} MiB of memory and some {spent:.0f} s for its"
                f" password; more than {MEMORY_MAX >> 20} MiB or {TIME_MAX:.0f} s is not tried.",
                _LIMIT,
            )
        self._progress("password", seconds)
        begin = self._clock()
        yield
        # a quick computer gets further with a file of many keys, and a busy one as far as any
        self._spent += min(seconds, self._clock() - begin)
