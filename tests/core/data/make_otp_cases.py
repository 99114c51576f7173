"""Writes otp_cases.py: random accounts and their codes by pyotp or oathtool, up to 2199.

python tests/core/data/make_otp_cases.py   (seeded: the same file each time)
tests/core/oracles checks the file against both.
"""

import base64
import datetime
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyotp

COUNT = 200
SEED = 20380119
END = 7258118400  # 2200-01-01T00:00:00Z
# where a counter of seconds could go wrong: the 30, 31 and 32 bit borders, leap days, the ends
BORDERS = (0, 2**30, 2**31, 2**32, 2**32 + 2**31, 951782400, 4107542400, 1735689600, END)

Case = tuple[str, int, int, int, str]


def code(secret: bytes, digits: int, period: int, utc: int) -> str:
    """The code of an account at a time: pyotp's, or oathtool's for what pyotp does not take."""
    return by_pyotp(secret, digits, period, utc) or by_oathtool(secret, digits, period, utc)


def by_pyotp(secret: bytes, digits: int, period: int, utc: int) -> str | None:
    """pyotp's code; None for keys under 14 bytes and periods over 120 s, which it refuses."""
    if len(secret) < 14 or period > 120:
        return None
    text = base64.b32encode(secret).decode()
    when = datetime.datetime.fromtimestamp(utc, datetime.UTC)
    return pyotp.TOTP(text, digits=digits, interval=period).at(when)


def by_oathtool(secret: bytes, digits: int, period: int, utc: int) -> str:
    """oathtool's code (6 to 8 digits)."""
    command = ["oathtool", "--totp=sha1", f"--digits={digits}", f"--time-step-size={period}s"]
    done = subprocess.run(
        [*command, f"--now=@{utc}", secret.hex()], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def cases() -> Iterator[Case]:
    """(secret in hex, digits, period, time, code), COUNT of them."""
    chance = random.Random(SEED)
    for number in range(COUNT):
        length = chance.choice((10, 16, 20, 20, 20, 32, 64, chance.randint(1, 130)))
        secret = chance.randbytes(length)
        digits = chance.choice((6, 6, 6, 7, 8))
        period = chance.choice((30, 30, 30, 60, 15, chance.randint(1, 86400)))
        utc = chance.randrange(END)
        if number % 4 == 0:  # at, or a second off, a border of the clock or of the period
            utc = chance.choice(BORDERS) + chance.choice((-1, 0, 1))
        elif number % 4 == 1:
            utc = utc // period * period + chance.choice((-1, 0))
        utc = min(max(utc, 0), END - 1)
        yield secret.hex(), digits, period, utc, code(secret, digits, period, utc)


def source() -> str:
    """The module's text."""
    lines = [
        '"""Random accounts and their codes, written by make_otp_cases.py.',
        "",
        "(secret in hex, digits, period in seconds, UTC seconds, code). SHA-1.",
        '"""',
        "",
        "CASES = (",
    ]
    for secret, digits, period, utc, expected in cases():
        parts = [secret[i : i + 80] for i in range(0, len(secret), 80)]
        if len(parts) == 1:
            lines.append(f'    ("{secret}", {digits}, {period}, {utc}, "{expected}"),')
            if len(lines[-1]) <= 99:
                continue
            lines.pop()
        lines.append("    (")
        lines += [f'        "{part}"' for part in parts[:-1]]
        lines.append(f'        "{parts[-1]}",')
        lines.append(f'        {digits}, {period}, {utc}, "{expected}",')
        lines.append("    ),")
    return "\n".join([*lines, ")", ""])


if __name__ == "__main__":
    Path(__file__).with_name("otp_cases.py").write_text(source(), encoding="ascii")
