"""The other boards of an RP2040 on the emulated chip: colours over SPI, the right code."""

from __future__ import annotations

from collections.abc import Callable

from e2e.conftest import Bench, code_of, oathtool
from rp2040.conftest import PATIENCE

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
URI = f"otpauth://totp/GitHub:alice?secret={SECRET}&issuer=GitHub"


def test_waveshare_lcd_096(starts: Callable[..., Bench]) -> None:
    fob = starts(board="waveshare_lcd_096", rtc_set=True)
    assert fob.add_uri(URI).code == 0
    fob.sim.wait_screen(lambda lines: bool(code_of(lines)), seconds=PATIENCE)
    fob.sim.stop_time()
    picture = fob.sim.picture()
    assert (picture.width, picture.height) == (160, 80) and picture.colours is not None
    utc = fob.sim.utc()
    assert code_of(fob.sim.text()) in {oathtool(SECRET, utc - by) for by in (0, 1)}
    fob.sim.go()
