"""PINs tried as fast as the fob lets one: ten tries at most, each behind its delay, then the wipe.

In MicroPython on the fob in memory; tests/e2e/test_pin.py does it on the virtual fob.
"""

from pathlib import Path

import pytest

from fuzz.running import run

PORTABLE = Path(__file__).parent / "portable"
DELAYS = sum(1 << n for n in range(9))  # s between ten tries


@pytest.mark.parametrize("way", ["usb", "buttons", "usb_and_buttons"])
def test_ten_tries_and_their_delays(way: str) -> None:
    """World seconds from the first look at a PIN to the tenth, and an empty fob behind it."""
    (taken,) = run(PORTABLE, "brute", way, 60, "BRUTE ")
    # Each try's own work and typing come on top: a second or two, ten times.
    assert DELAYS <= taken <= DELAYS + 30


@pytest.mark.parametrize(
    "what", ["with_cuts", "both_at_once", "broken_off_waits", "broken_off_ends"]
)
def test_no_way_around(what: str) -> None:
    """Plugs pulled, two tries at once, tries that the host breaks off."""
    run(PORTABLE, "brute", what, 60)
