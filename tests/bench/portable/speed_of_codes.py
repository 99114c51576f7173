"""Times codes in the runtime that it is run in; prints a line `SPEED name codes-a-second` each."""

import sys
import time

from fobcore import hashes, otp
from fobcore.account import Account
from fobcore.hmac import Hmac

# us to measure for; the 32-bit runtime never collects its garbage
_AIM = 400000 if sys.maxsize > 1 << 32 else 20000


def _us() -> int:
    if hasattr(time, "ticks_us"):
        return time.ticks_us()
    return time.perf_counter_ns() // 1000


def _speed(work) -> float:
    count, step, start = 0, 4, _us()
    while True:
        for i in range(step):
            work(i)
        count += step
        taken = (_us() - start) & 0x3FFFFFFF
        if taken > _AIM:
            return count * 1e6 / taken
        step *= 2


def speed_of(name: str, engine) -> None:
    """Times one hash: an algorithm's name, or a hash of fobcore.hashes."""
    key = bytes(range(20))
    account = Account("", "n", key)
    hmac = Hmac(key, engine)
    kept = _speed(lambda i: otp.code(account, hmac, i))
    made = _speed(lambda i: otp.code(account, Hmac(key, engine), i))
    print("SPEED", name.replace(" ", "_"), int(kept), int(made))


def speed_of_codes() -> None:
    """Times what the fob would use here, and our own SHA-1."""
    speed_of("SHA1", "SHA1")
    speed_of("SHA1 ours", hashes.compact_sha1())
    speed_of("SHA256", "SHA256")
    speed_of("SHA512", "SHA512")
