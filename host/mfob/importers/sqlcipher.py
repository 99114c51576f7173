"""Decrypts databases of SQLCipher 3: pages of 1,024 bytes, AES-256-CBC, HMAC-SHA1.

https://www.zetetic.net/sqlcipher/design/
"""

from __future__ import annotations

import hmac

from mfob.errors import HostError
from mfob.importers.ciphers import looks_random
from mfob.importers.kdf import Kdf
from mfob.importers.model import LIMIT, damaged, wrong_password
from mfob.importers.safe_sqlite import MAGIC, SIZE_MAX

_PAGE = 1024  # bytes
_SALT = 16
_IV, _MAC = 16, 20
_RESERVED = 48  # IV and MAC, rounded up to blocks
_ITERATIONS = 64_000
_MAC_SALT = 0x3A  # each byte of the salt, exclusive or this
_MAC_ITERATIONS = 2


def may_be(data: bytes) -> bool:
    """Whether the size fits and nothing speaks against it: it has no mark. For detect()."""
    return len(data) >= 2 * _PAGE and len(data) % _PAGE == 0 and looks_random(data)


def decrypted(data: bytes, password: bytes, kdf: Kdf) -> bytes:
    """The database as SQLite has it. Raises HostError import_format, import_password,
    import_limit."""
    if len(data) > SIZE_MAX:
        raise HostError(f"The file is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
    if len(data) < _PAGE or len(data) % _PAGE:
        raise damaged("The database is damaged: it does not end where a page of it does.")
    salt = data[:_SALT]
    key = kdf.pbkdf2("sha1", password, salt, _ITERATIONS, 32)
    mac_salt = bytes(byte ^ _MAC_SALT for byte in salt)
    mac_key = kdf.pbkdf2("sha1", key, mac_salt, _MAC_ITERATIONS, 32)
    pages = [MAGIC]
    for number, start in enumerate(range(0, len(data), _PAGE), 1):
        page = data[start + (_SALT if number == 1 else 0) : start + _PAGE]
        plain = _page(page, number, key, mac_key)
        if plain is None:
            raise wrong_password() if number == 1 else damaged("The database is damaged.")
        pages.append(plain)
    return b"".join(pages)


def _page(page: bytes, number: int, key: bytes, mac_key: bytes) -> bytes | None:
    """A page, as many bytes as before; None where its MAC differs."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    sealed, reserved = page[:-_RESERVED], page[-_RESERVED:]
    iv, mac = reserved[:_IV], reserved[_IV : _IV + _MAC]
    told = sealed + iv + number.to_bytes(4, "little")
    if not hmac.compare_digest(hmac.digest(mac_key, told, "sha1"), mac):
        return None
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return decryptor.update(sealed) + decryptor.finalize() + bytes(_RESERVED)
