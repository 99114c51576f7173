"""FreeOTP 2 (Android): externalBackup.xml, which is no XML but a map that Java serialized."""

from __future__ import annotations

from mfob.errors import HostError
from mfob.importers import freeotp_token, java_map, safe_json
from mfob.importers.ciphers import from_signed, gcm
from mfob.importers.entries import Raw, Refused, password_bytes, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged, wrong_password

_MASTER, _TOKEN = "masterKey", "-token"
# before Android 8, and since
_HASHES = {"PBKDF2withHmacSHA1": "sha1", "PBKDF2withHmacSHA512": "sha512"}
_DAMAGED = "The FreeOTP backup is damaged: its master key is not as it should be."
_KEYLESS = "The backup has no key for it."


class FreeOtp2:
    """By id an encrypted key, by id and `-token` all else of an account, and `masterKey`."""

    name = "freeotp2"
    title = "FreeOTP 2"

    def detect(self, file: File) -> bool:
        return file.data.startswith(java_map.MAGIC) and b"HashMap" in file.data[:64]

    def encrypted(self, file: File) -> bool:
        return True

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        texts = java_map.read(file.data)
        master = _master_key(_object(texts.get(_MASTER, "")), password, kdf)
        ids = [name.removesuffix(_TOKEN) for name in texts if name.endswith(_TOKEN)]
        ids += [name for name in texts if _is_alone(name, texts)]
        tokens = []
        for name in ids:
            token = dict(safe_json.as_table(_object(texts.get(name + _TOKEN, ""))))
            token["secret"] = _key(_object(texts.get(name, "")), master)
            tokens.append(token)
        return read_each(tokens, freeotp_token.who, _entry)


def _is_alone(name: str, texts: dict[str, str]) -> bool:
    """Whether it is a key without all else."""
    return not name.endswith(_TOKEN) and name != _MASTER and name + _TOKEN not in texts


def _object(text: str) -> object:
    try:
        return safe_json.load(text.encode("utf-8", "replace"))
    except HostError:
        return None


def _master_key(value: object, password: str | None, kdf: Kdf) -> bytes:
    master = Raw(value)
    hash = _HASHES.get(master.text("mAlgorithm") or "")
    salt, iterations = from_signed(master.get("mSalt")), master.get("mIterations")
    if hash is None or salt is None or type(iterations) is not int:
        raise damaged(_DAMAGED)
    wrapped = _sealed(master.inner("mEncryptedKey"))
    if wrapped is None:
        raise damaged(_DAMAGED)
    key = kdf.pbkdf2(hash, password_bytes(password), salt, iterations, 32)
    opened = gcm(key, *wrapped)
    if opened is None or len(opened) != 32:
        raise wrong_password()
    return opened


def _key(value: object, master: bytes) -> bytes | None:
    """The secret of an account: its sealed key is a JSON text in a JSON object."""
    text = Raw(value).get("key")
    sealed = _sealed(Raw(_object(text))) if isinstance(text, str) else None
    return None if sealed is None else gcm(master, *sealed)


def _sealed(raw: Raw) -> tuple[bytes, bytes, bytes] | None:
    """Nonce, ciphertext and what is authenticated with it, of an EncryptedKey; None of others.

    `mParameters` is DER: an OCTET STRING, alone, or first in the GCMParameters of RFC 5084.
    """
    data, parameters = from_signed(raw.get("mCipherText")), from_signed(raw.get("mParameters"))
    token = raw.get("mToken")
    if data is None or parameters is None or not isinstance(token, str):
        return None
    if parameters[:1] == b"\x30":
        parameters = parameters[2:]
    size = parameters[1] if len(parameters) > 1 and parameters[0] == 4 else 0
    nonce = parameters[2 : 2 + size]
    whole = size and len(nonce) == size
    return (nonce, data, token.encode("utf-8", "replace")) if whole else None


def _entry(raw: Raw) -> Entry:
    secret = raw.get("secret")
    if not isinstance(secret, bytes):
        raise Refused(_KEYLESS)
    return freeotp_token.entry(raw, secret, 0)


FREEOTP2 = FreeOtp2()
