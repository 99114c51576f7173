"""Run by a bench in place of main.py: codes, SHA-1 also without viper, a PIN's iterations.

Prints `SPEED name codes-a-second` lines and `PIN iterations-a-second`.
"""

import gc
import time

from speed_of_codes import speed_of, speed_of_codes

from fobcore import hashes, pin

_ITERATIONS = 1000


def speed_on_chip() -> None:
    speed_of_codes()
    import plain_sha1  # fobcore.sha1 without viper

    gc.collect()
    speed_of("SHA1 without viper", hashes._Compact(plain_sha1.new, 64))
    start = time.ticks_us()
    for _ in pin.stretch("86420975", bytes(16), _ITERATIONS, time.ticks_ms, time.ticks_diff):
        pass
    print("PIN", _ITERATIONS * 1000000 // time.ticks_diff(time.ticks_us(), start))
