"""Sealing of journal records: encrypt-then-MAC with keys of their own for each use.

AES-256-CBC with HMAC-SHA256 over everything before the tag. Each use has a key of its own,
derived from the master key with a label (the shape of HKDF-Expand, RFC 5869) and bound to the
vault and the journal's generation, so no key and IV ever meet twice across compactions.

The IV is an HMAC of position, fresh random bytes and the plaintext (as in SIV, RFC 5297): it can't
be foretold, as CBC asks, and it stays unique even where the random generator is weak or repeats.

A sealed record, integers little-endian:

    0   2  magic
    2   1  format, 1
    3   1  reserved, 0
    4   2  length of the ciphertext, a multiple of 16
    6   8  vault id
    14  4  generation
    18  4  sequence
    22 16  the predecessor's tag
    38 16  IV
    54  n  ciphertext (PKCS #7 padding)
    54+n   16-byte tag
"""

import struct

from cryptolib import aes

from fobcore.broken import Broken
from fobcore.hmac import Hmac, same

MAGIC = b"\xf0\xb5"
FORMAT = 1
HEADER = 38  # bytes before the IV
OVERHEAD = 70  # bytes of a record that are not ciphertext
TAG = 16
BODY_MAX = 4096  # ciphertext bytes; more is damage
_CBC = 2
_START = MAGIC + bytes([FORMAT, 0])
_HEAD = "<2sBBH8sII16s"


class Header:
    """The plain fields of a record, from its first 38 bytes on; nothing of it is verified yet.

    Each is taken out where it is asked for: opening a vault needs few, a thousand times.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        length = data[4] | data[5] << 8
        self.plausible = (
            data[:2] == MAGIC and data[3] == 0 and length % 16 == 0 and 16 <= length <= BODY_MAX
        )
        self.size = OVERHEAD + length  # bytes of the whole record

    @property
    def vault(self) -> bytes:
        return self._data[6:14]

    @property
    def generation(self) -> int:
        return struct.unpack_from("<I", self._data, 14)[0]

    @property
    def sequence(self) -> int:
        return struct.unpack_from("<I", self._data, 18)[0]

    @property
    def before(self) -> bytes:
        """The predecessor's tag."""
        return self._data[22:HEADER]


class Sealer:
    """Seals and opens the records of one generation of one vault's journal.

    `master`: the 32-byte master key, or the HMAC under it.
    """

    def __init__(self, master: "bytes | Hmac", vault: bytes, generation: int) -> None:
        self.vault = vault
        self.generation = generation
        self._bound = vault + struct.pack("<I", generation)
        self._root = root = master if isinstance(master, Hmac) else Hmac(master, "SHA256")
        self._encrypt = root.digest(b"mfob record encrypt" + self._bound + b"\x01")
        self._decryptor = aes(self._encrypt, _CBC, bytes(16))
        self._mac = Hmac(root.digest(b"mfob record mac" + self._bound + b"\x01"), "SHA256")
        self._iv = Hmac(root.digest(b"mfob record iv" + self._bound + b"\x01"), "SHA256")

    def next(self) -> "Sealer":
        """The sealer of the generation after this one."""
        return Sealer(self._root, self.vault, self.generation + 1)

    def forget(self) -> None:
        """Overwrites what the keys were prepared to; nothing is sealed or opened after it."""
        for hmac in (self._root, self._mac, self._iv):
            hmac.forget()

    def first_tag(self) -> bytes:
        """What stands for the predecessor's tag in a journal's first record."""
        return self._mac.digest(b"first" + self._bound)[:TAG]

    def seal(self, sequence: int, before: bytes, plaintext: bytes, random: bytes) -> bytes:
        """The record of a plaintext. `before`: the predecessor's tag; `random`: 16 bytes."""
        fill = 16 - len(plaintext) % 16
        position = self._bound + struct.pack("<I", sequence)
        iv = self._iv.digest(position + random + plaintext)[:16]
        padded = plaintext + bytes([fill]) * fill
        head = struct.pack(
            _HEAD, MAGIC, FORMAT, 0, len(padded), self.vault, self.generation, sequence, before
        )
        record = head + iv + aes(self._encrypt, _CBC, iv).encrypt(padded)
        return record + self._mac.digest(record)[:TAG]

    def open(self, record: bytes) -> bytes:
        """The plaintext of a whole record. Raises Broken."""
        length = len(record) - OVERHEAD
        if not 16 <= length <= BODY_MAX or length % 16:
            raise Broken
        if record[:18] != _START + struct.pack("<H", length) + self._bound:
            raise Broken
        if not same(self._mac.digest(record[:-TAG])[:TAG], record[-TAG:]):
            raise Broken
        # One decryptor for all: its key takes longer to prepare than a record to decrypt. CBC
        # looks back by a block, so the IV goes in front, in place of what was decrypted last.
        padded = self._decryptor.decrypt(record[HEADER:-TAG])
        fill = padded[-1]
        if not 1 <= fill <= 16:
            raise Broken
        return padded[16:-fill]
