"""Writes sha512_cases.py: digests of inputs around SHA-512's block borders, made by OpenSSL.

python tests/core/data/make_sha512_cases.py   (CPython's hashlib is OpenSSL's)
"""

import hashlib
from pathlib import Path

LENGTHS = (
    *(0, 1, 2, 3, 4, 7, 8, 15, 31, 32, 63, 64, 65, 95, 103, 104, 110, 111, 112, 113, 119, 120),
    *(121, 126, 127, 128, 129, 191, 238, 239, 240, 241, 247, 248, 255, 256, 257, 383, 384, 385),
)


def data(length: int) -> bytes:
    """The input of a length: bytes that differ from block to block."""
    return bytes((i * 7 + length) & 0xFF for i in range(length))


def source() -> str:
    """The module's text."""
    lines = [
        '"""SHA-512 of bytes((i * 7 + length) & 0xFF for i in range(length)), made by OpenSSL.',
        "",
        "Written by make_sha512_cases.py: (length, digest in hex).",
        '"""',
        "",
        "CASES = (",
    ]
    for length in LENGTHS:
        digest = hashlib.sha512(data(length)).hexdigest()
        lines += ["    (", f"        {length},", f'        "{digest[:64]}"']
        lines += [f'        "{digest[64:]}",', "    ),"]
    return "\n".join([*lines, ")", ""])


if __name__ == "__main__":
    Path(__file__).with_name("sha512_cases.py").write_text(source(), encoding="ascii")
