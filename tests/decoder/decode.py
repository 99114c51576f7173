"""Reads a fob's flash image without a line of mfob: `decode.py IMAGE [PIN]`."""

import base64
import hashlib
import hmac
import io
import struct
import sys
from functools import partial

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from littlefs import LittleFS, UserContext

mac = partial(hmac.digest, digest="sha256")
def unlock(image: bytes, pin: str = "") -> tuple[bytes, bytes, bytes]:
    """(journal, master key, vault id). ValueError: the PIN is wrong."""
    context = UserContext(buffsize=len(image))
    context.buffer[:] = image
    fs = LittleFS(context, block_size=4096, block_count=len(image) // 4096, prog_size=256)
    blocks = struct.unpack("<4xH16xH20x", fs.open("/keys.map", "rb").read())
    slots = [s for s in (image[4096 * n :][:256] for n in blocks) if s[16:20] == b"mfbK"]
    slot = max(slots, key=lambda s: s[24:28][::-1])  # the newest
    kind, rounds, salt, vault, key = struct.unpack("<21xB6xI16s8s32s168x", slot)
    if kind == 1:  # wrapped under a PIN
        pin_key = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, rounds)
        if mac(mac(pin_key, b"mfob pin mac\1"), slot[21:23] + slot[28:88])[:16] != slot[88:104]:
            raise ValueError("the PIN is wrong")
        aes = Cipher(algorithms.AES(mac(pin_key, b"mfob pin encrypt\1")), modes.ECB())
        key = aes.decryptor().update(key)
    return fs.open("/journal", "rb").read(), key, vault

def decode(journal: bytes, key: bytes, vault: bytes) -> tuple[list[tuple[str, ...]], list[int]]:
    """Accounts in order (issuer, name, secret; "favourite"), where broken records begin."""
    rows, broken, at, last, sound, generation = {}, [], 0, b"", True, b""
    while at < len(journal):
        record = journal[at : at + 70 + int.from_bytes(journal[at + 4 : at + 6], "little")]
        gen = record[14:18]
        uses = [b"mfob record %s%s%s\1" % (use, vault, gen) for use in (b"encrypt", b"mac")]
        good = record[:4] == b"\xf0\xb5\1\0" and vault == record[6:14] and generation in (b"", gen)
        if not good or mac(mac(key, uses[1]), record[:-16])[:16] != record[-16:]:
            broken += [at] if sound else []  # a stretch of damage counts once
            sound, at = False, journal.find(b"\xf0\xb5", at + 1) % (len(journal) + 1)
            continue
        aes = Cipher(algorithms.AES(mac(key, uses[0])), modes.CBC(record[38:54])).decryptor()
        text, sequence = aes.update(record[54:-16]), record[18:22][::-1]
        id, kind = text[9:11], text[0] if sequence > last else 0  # or a copy of an older one
        read = io.BytesIO(text[26 : -text[-1]]).read
        if kind in (1, 2):  # added, replaced
            issuer, name, secret = (read(int.from_bytes(read(2), "little")) for _ in range(3))
            texts = issuer.decode(), name.decode(), base64.b32encode(secret).decode()
            rows[id] = texts + ("favourite",) * (sum(read(1)) & 1)  # flags
        elif kind in (3, 5) and id in rows:  # deleted, moved
            row, rest, to = rows.pop(id), list(rows.items()), int.from_bytes(text[11:13], "little")
            rows = dict(rest if kind == 3 else [*rest[:to], (id, row), *rest[to:]])
        sound, generation, at, last = True, gen, at + len(record), max(last, sequence)
    return list(rows.values()), broken

if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        print(*decode(*unlock(file.read(), *sys.argv[2:])))
