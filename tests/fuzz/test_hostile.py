"""A hostile host: 20,000 cases against the fob in memory, some hundreds through the virtual fob.

FUZZ=seconds makes it long (shared by the three kinds of fob); SEED=n starts it elsewhere.
"""

from __future__ import annotations

import os
import random
import time
from base64 import b32encode
from collections.abc import Callable
from pathlib import Path

import pytest
import serial

from e2e.conftest import Bench
from fobcore import frames
from fobcore.account import Account
from fuzz.portable import lines
from fuzz.running import run
from fuzz.wire import Wire, approved
from mfob import Fob

PORTABLE = Path(__file__).parent / "portable"
LONG = int(os.environ.get("FUZZ", "0"))
SEED = int(os.environ.get("SEED", str(int(time.time()) % 100_000) if LONG else "1"))
CASES = {"locked": 6000, "unlocked": 7000, "unlocked_codes_free": 7000}
KEY = b"\xf1raw-key\x00\xc3\x99of-alice"
HEX = KEY.hex()


@pytest.mark.timeout(LONG + 240)
@pytest.mark.parametrize("kind", CASES)
def test_in_memory(kind: str, record_property: Callable[[str, object], None]) -> None:
    """No exception, no change without a press, no secret in a line, a heap that stays level."""
    share = LONG // len(CASES)
    limits = {"HOSTILE_COUNT": 1 << 40, "HOSTILE_SECONDS": share} if LONG else {
        "HOSTILE_COUNT": CASES[kind]
    }  # fmt: skip
    told = run(PORTABLE, "hostile", kind, share + 110, "FUZZ ", HOSTILE_SEED=SEED, **limits)
    assert len(told) == 1
    record_property("fuzz", told[0])
    print(kind, "seed", SEED, told[0])
    assert told[0]["cases"] == CASES[kind] or LONG
    # It got past the first look at a line: answers of every sort came back.
    errors = told[0]["errors"]
    assert {"bad_request", "bad_command", "reused_id", "session", "not_approved"} <= set(errors)
    wanted = {"locked"} if kind == "locked" else {"not_found", "clock_range"}
    assert wanted <= set(errors), errors
    assert told[0]["waits"] > (0 if kind == "locked" else 300), "few questions were asked"


def test_the_largest_batch() -> None:
    """A thousand long names without a press: the fob may refuse them, it must not run out."""
    run(PORTABLE, "hostile", "largest_batch", 60)


def test_ever_new_characters() -> None:
    """Names, keys and PINs of characters that no request had before: the heap stays level."""
    run(PORTABLE, "hostile", "ever_new_characters", 60)


@pytest.mark.timeout(LONG + 240)
def test_over_the_serial_line(bench: Callable[..., Bench]) -> None:
    """Some hundreds of cases through the whole firmware, unlocked and locked: no reset, no step
    of flash, the same list, no secret and, locked, no name on the wire."""
    fob = bench(rtc_set=True)
    with Fob.open(f"sim:{fob.sim.state.path}") as host:
        approved(fob, lambda: host.add(Account("GitHub", "alice", KEY)))
        approved(fob, lambda: host.set_pin(lines.PIN))
    text = b32encode(KEY).rstrip(b"=")
    secrets = [KEY, KEY[:8], HEX.encode(), HEX.upper().encode(), text, text.lower(), text[:16]]
    rng_state = random.getstate()
    random.seed(SEED)
    cases = LONG * 20 or 300
    try:
        for locked in (False, True):
            if locked:
                fob.sim.power_cut()
                fob.sim.power_on()
            steps = fob.sim.flash_steps()
            made = lines.Host()
            with serial.Serial(fob.sim.port, 115200, timeout=0, write_timeout=60) as port:
                wire = Wire(port)
                before = wire.ask(b'{"do":"list"}')
                heard = bytearray(wire.heard)
                wire.heard.clear()
                for number in range(cases):
                    # It may lock the fob, which the second round is about.
                    wire.pour(b"".join(x for x in made.case() if locked or b'"lock"' not in x))
                    if number % 20 == 0:
                        # By way of another session: a number may have been changed far ahead.
                        hello = b'{"do":"hello"}'
                        made.seq += 1
                        for session in ("0badf00d", lines.SESSION):
                            wire.pour(frames.encode(">", session, made.seq, "1/1", hello))
                assert wire.ask(b'{"do":"list"}') == before
                heard += wire.heard
            for secret in secrets:
                assert secret not in heard
            for word in (b">>>", b"Traceback"):
                at = heard.find(word)
                assert at < 0, bytes(heard[max(0, at - 300) : at + 300])
            assert (b"locked" in before) == locked
            if locked:
                # The fuzz itself says "alice"; nothing that the fob says does.
                assert b"alice" not in heard and b'"accounts":1' not in heard
            status = fob.sim.status()
            assert status["resets"] == 0 and status["power"]
            assert fob.sim.flash_steps() == steps, "flash was written without a press"
    finally:
        random.setstate(rng_state)
