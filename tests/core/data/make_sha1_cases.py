"""Writes sha1_cases.py: digests of inputs around SHA-1's block borders, made by OpenSSL.

python tests/core/data/make_sha1_cases.py   (CPython's hashlib is OpenSSL's)
"""

import hashlib
from pathlib import Path

LENGTHS = (*range(131), 191, 192, 193, 247, 248, 255, 256, 257)


def data(length: int) -> bytes:
    """The input of a length: bytes that differ from block to block."""
    return bytes((i * 7 + length) & 0xFF for i in range(length))


def source() -> str:
    """The module's text."""
    lines = [
        '"""SHA-1 of bytes((i * 7 + length) & 0xFF for i in range(length)), made by OpenSSL.',
        "",
        "Written by make_sha1_cases.py: (length, digest in hex).",
        '"""',
        "",
        "CASES = (",
    ]
    lines += [f'    ({n}, "{hashlib.sha1(data(n)).hexdigest()}"),' for n in LENGTHS]
    return "\n".join([*lines, ")", ""])


if __name__ == "__main__":
    Path(__file__).with_name("sha1_cases.py").write_text(source(), encoding="ascii")
