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


def speed_of_codes() -> None:
    key = bytes(range(20))
    engines = (
        ("SHA1", "SHA1"), ("SHA1 ours", hashes.compact_sha1()), ("SHA256", "SHA256"),
        ("SHA512", "SHA512"),
    )  # fmt: skip
    for name, engine in engines:
        account = Account("", "n", key)
        hmac = Hmac(key, engine)
        kept = _speed(lambda i, a=account, h=hmac: otp.code(a, h, i))
        made = _speed(lambda i, a=account, e=engine: otp.code(a, Hmac(key, e), i))
        print("SPEED", name.replace(" ", "_"), int(kept), int(made))
