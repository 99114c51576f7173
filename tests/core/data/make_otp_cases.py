"""Writes otp_cases_*.py: random accounts of all kinds and their codes, up to the year 2199.

python tests/core/data/make_otp_cases.py   (seeded: the same files each time)

The codes are pyotp's and oathtool's, never ours; each case says whose:

"both"      pyotp and oathtool gave the same
"pyotp"     oathtool makes no Steam codes, none of 9 or 10 digits, and counts a SHA256 or SHA512 to
            2**63 - 1 only
"oathtool"  pyotp refuses keys under 14 bytes, periods over 120 s, 5 digits; oathtool has no 5
            digits either, they are the last of its 6 (RFC 4226 5.3: the number modulo 10**digits)
"helped"    what neither takes, by pyotp.HOTP: keys under 14 bytes with the NULs behind them that
            HMAC puts there (RFC 2104 section 2), the number of the period as counter, 5 digits as
            the last of 6

tests/core/oracles checks the files against both.
"""

import base64
import datetime
import hashlib
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyotp
from pyotp.contrib import Steam

COUNT = 500
SEED = 20380119
END = 7258118400  # 2200-01-01T00:00:00Z
ALGORITHMS = ("SHA1", "SHA256", "SHA512")
KEY_MIN = 14  # bytes: pyotp's
# where a counter of seconds could go wrong: the 30, 31 and 32 bit borders, leap days, the ends
BORDERS = (0, 2**30, 2**31, 2**32, 2**32 + 2**31, 951782400, 4107542400, 1735689600, END)
COUNTERS = (0, 2**16, 2**30, 2**31, 2**32, 2**62, 2**63, 2**64)

# type, algorithm, secret in hex, digits, period, UTC seconds or counter, code, whose
Case = tuple[str, str, str, int, int, int, str, str]


def by_pyotp(
    kind: str, algorithm: str, secret: bytes, digits: int, period: int, moment: int
) -> str | None:
    """pyotp's code; None for what it refuses."""
    digest = getattr(hashlib, algorithm.lower())
    text = base64.b32encode(secret).decode()
    if len(secret) < KEY_MIN or kind == "totp" and period > 120 or kind != "steam" and digits < 6:
        return None
    if kind == "hotp":
        return pyotp.HOTP(text, digits=digits, digest=digest).at(moment)
    when = datetime.datetime.fromtimestamp(moment, datetime.UTC)
    if kind == "steam":
        return Steam(text).at(when)
    return pyotp.TOTP(text, digits=digits, digest=digest, interval=period).at(when)


def by_oathtool(
    kind: str, algorithm: str, secret: bytes, digits: int, period: int, moment: int
) -> str | None:
    """oathtool's code; None for what it can't make."""
    if kind == "steam" or digits > 8:
        return None
    command = ["oathtool", f"--digits={max(digits, 6)}"]
    if kind == "hotp" and algorithm == "SHA1":
        command += ["--hotp", f"--counter={moment}"]
    elif kind == "hotp" and moment >= 2**63:
        return None
    else:  # its HOTP is SHA1 only; a period of a second counts as well
        period = 1 if kind == "hotp" else period
        command += [f"--totp={algorithm.lower()}", f"--time-step-size={period}s"]
        command += [f"--now=@{moment}"]
    done = subprocess.run([*command, secret.hex()], capture_output=True, text=True, check=True)
    return done.stdout.strip()[-digits:]


def by_helped_pyotp(
    kind: str, algorithm: str, secret: bytes, digits: int, period: int, moment: int
) -> str:
    """pyotp's code for what it refuses, see above."""
    key = secret.ljust(KEY_MIN, b"\0")
    counter = moment if kind == "hotp" else moment // period
    if kind == "steam":
        return Steam(base64.b32encode(key).decode()).generate_otp(counter)
    digest = getattr(hashlib, algorithm.lower())
    text = base64.b32encode(key).decode()
    return pyotp.HOTP(text, digits=max(digits, 6), digest=digest).at(counter)[-digits:]


def code(
    kind: str, algorithm: str, secret: bytes, digits: int, period: int, moment: int
) -> tuple[str, str]:
    """(code, whose)."""
    account = (kind, algorithm, secret, digits, period, moment)
    one = by_pyotp(*account)
    two = by_oathtool(*account)
    if one and two:
        if one != two:
            raise ValueError("pyotp and oathtool disagree")
        return one, "both"
    if one:
        return one, "pyotp"
    if two:
        return two, "oathtool"
    return by_helped_pyotp(*account), "helped"


def cases() -> Iterator[Case]:
    """COUNT of them."""
    chance = random.Random(SEED)
    for number in range(COUNT):
        kind = chance.choice(("totp", "totp", "totp", "hotp", "hotp", "steam"))
        length = chance.choice((10, 16, 20, 20, 32, 64, 128, chance.randint(1, 255)))
        if number < 2:
            length = (1, 255)[number]
        secret = chance.randbytes(length)
        algorithm, digits, period = "SHA1", 5, 30
        if kind != "steam":
            algorithm = chance.choice(ALGORITHMS)
            digits = chance.choice((5, 6, 6, 7, 8, 9, 10))
        if kind == "totp":
            period = chance.choice((30, 30, 60, 15, 1, 86400, chance.randint(1, 86400)))
        if kind == "hotp":
            moment = chance.getrandbits(chance.choice((8, 31, 33, 63, 64)))
            if number % 4 == 0:
                moment = chance.choice(COUNTERS) + chance.choice((-1, 0, 1))
            moment = min(max(moment, 0), 2**64 - 1)
        else:
            moment = chance.randrange(END)
            if number % 4 == 0:  # at, or a second off, a border of the clock or of the period
                moment = chance.choice(BORDERS) + chance.choice((-1, 0, 1))
            elif number % 4 == 1:
                moment = moment // period * period + chance.choice((-1, 0))
            moment = min(max(moment, 0), END - 1)
        made, whose = code(kind, algorithm, secret, digits, period, moment)
        yield kind, algorithm, secret.hex(), digits, period, moment, made, whose


def sources() -> dict[str, str]:
    """The modules' texts by file name: a file an algorithm, so that one fits a fob's heap."""
    all_cases = list(cases())
    return {
        f"otp_cases_{name.lower()}.py": _source(name, [c for c in all_cases if c[1] == name])
        for name in ALGORITHMS
    }


def _source(algorithm: str, chosen: list[Case]) -> str:
    lines = [
        f'"""Random accounts of {algorithm} and their codes, written by make_otp_cases.py.',
        "",
        "(type, secret in hex, digits, period in seconds, UTC seconds or counter, code, whose it",
        'is). Times go to 2199, counters to 2**64 - 1; see make_otp_cases.py for "whose".',
        '"""',
        "",
        "CASES = (",
    ]
    for kind, _, secret, digits, period, moment, made, whose in chosen:
        parts = [secret[i : i + 80] for i in range(0, len(secret), 80)]
        lines += ["    (", f'        "{kind}",']
        lines += [f'        "{part}"' for part in parts[:-1]]
        lines.append(f'        "{parts[-1]}",')
        lines.append(f'        {digits}, {period}, {moment}, "{made}", "{whose}",')
        lines.append("    ),")
    return "\n".join([*lines, ")", ""])


if __name__ == "__main__":
    for file_name, text in sources().items():
        Path(__file__).with_name(file_name).write_text(text, encoding="ascii")
