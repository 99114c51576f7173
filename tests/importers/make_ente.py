"""Makes data/ente_encrypted.json with libsodium itself: `pip install pynacl`, then run this.

The format is Ente's (mobile/apps/auth/docs/export-format.md); the cost of the password is cheap.
"""

import json
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

from nacl import bindings  # pyright: ignore[reportMissingImports]
from nacl.pwhash import argon2id  # pyright: ignore[reportMissingImports]
from nacl.utils import random  # pyright: ignore[reportMissingImports]

HERE = Path(__file__).parent
PASSWORD = "correct horse ü"
MEMORY, PASSES = 64 << 10, 2


def address(who: str, secret: str, trashed: bool, rest: str = "") -> str:
    display = quote(json.dumps({"pinned": False, "trashed": trashed, "tags": ["a"], "note": ""}))
    return f"otpauth://{who}?secret={secret}{rest}&codeDisplay={display}"


LINES = (
    address("totp/GitHub:alice", "jbswy3dpehpk3pxp", False, "&issuer=GitHub&algorithm=sha1"),
    address("hotp/Bank:bob", "GEZDGNBVGY3TQOJQ", False, "&issuer=Bank&digits=8&counter=7"),
    address("totp/Old:carol", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", True, "&issuer=Old"),
    address("totp/:dave", "MFRGGZDFMZTWQ2LK", False, "&issuer&algorithm=null&digits=null"),
    address("yandex/Ya:eve", "MFRGGZDFMZTWQ2LK", False, "&issuer=Ya"),
    address("steam/Steam:gabe", "63BEDWCQZKTQWPESARIERL5DTTQFCJTK", False, "&issuer=Steam"),
)


def main() -> None:
    salt = random(16)
    key = argon2id.kdf(32, PASSWORD.encode(), salt, opslimit=PASSES, memlimit=MEMORY)
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    sealed = bindings.crypto_secretstream_xchacha20poly1305_push(
        state,
        "\n".join(LINES).encode(),
        tag=bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    )
    made = {
        "version": 1,
        "kdfParams": {
            "memLimit": MEMORY,
            "opsLimit": PASSES,
            "salt": b64encode(salt).decode(),
        },
        "encryptedData": b64encode(sealed).decode(),
        "encryptionNonce": b64encode(header).decode(),
    }
    (HERE / "data" / "ente_encrypted.json").write_text(json.dumps(made, indent=1) + "\n")


if __name__ == "__main__":
    main()
