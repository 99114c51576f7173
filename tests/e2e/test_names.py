"""Names in every script on the fob's screen: the pixels are those that the host has drawn."""

from __future__ import annotations

from collections.abc import Callable

import pyotp
import pytest

from e2e.conftest import Bench, code_of, oathtool
from fobcore import strip
from mfob.labels import strip_of
from mfob.sim.picture import Picture

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
BOARDS = ("pico_oled", "waveshare_lcd_096", "tdisplay", "m5stickc_plus2")


def rows_of(packed: bytes, first: int, last: int) -> list[list[bool]]:
    """The strip's pixels in these columns, by its documented format."""
    stride = (int.from_bytes(packed[:2], "little") % 0x8000 + 7) // 8
    data = packed[3 + packed[2] :]
    return [
        [bool(data[y * stride + x // 8] >> 7 - x % 8 & 1) for x in range(first, last)]
        for y in range(strip.HEIGHT)
    ]


def seen(picture: Picture, x: int, y: int, width: int) -> list[list[bool]]:
    return [
        [bool(picture.pixel(x + column, y + row)) for column in range(width)]
        for row in range(strip.HEIGHT)
    ]


def added(fob: Bench, issuer: str, name: str) -> None:
    uri = pyotp.TOTP(KEY).provisioning_uri(name=name, issuer_name=issuer)
    result = fob.run("add", "-", stdin=uri + "\n", press="ok")
    assert result.code == 0, result
    assert "█" in result.err  # shown before it was sent


@pytest.mark.parametrize("board", BOARDS)
def test_a_chinese_account(board: str, bench: Callable[..., Bench]) -> None:
    issuer, name = "阿里云", "莎士比亚@example.com"
    fob = bench(board=board, rtc_set=True)
    added(fob, issuer, name)
    fob.stand()
    wanted = oathtool(KEY, fob.sim.utc())
    fob.sim.wait_screen(lambda lines: code_of(lines) == wanted)
    above, below = strip_of(issuer), strip_of(name)
    assert above is not None and above.strip is not None
    assert below is not None and below.strip is not None
    issuer_strip, name_strip = above.strip, below.strip

    def both_stand(_lines: list[str]) -> bool:
        """They travel band by band, so a picture may be of two moments."""
        picture = fob.sim.picture()
        width = strip.width(issuer_strip)
        if seen(picture, 0, 0, width) != rows_of(issuer_strip, 0, width):
            return False
        # beside it there may be the next code, so its room is not known here
        rooms = range(64, picture.width + 1)
        views = {view[1:] for room in rooms for view in strip.views(name_strip, room)}
        return any(
            seen(picture, 0, 16, last - first) == rows_of(name_strip, first, last)
            for first, last in views
            if last - first >= 16  # the last of its views may be a short one
        )

    fob.sim.wait_screen(both_stand)
    listed = fob.run("list", "--json").json["accounts"]
    assert [(entry["issuer"], entry["name"]) for entry in listed] == [(issuer, name)]
