"""The sum of `make bench BENCH=currents`, and that the READMEs have what it gives."""

from pathlib import Path

import pytest

from bench import currents
from bench.currents import Currents
from mfob import data

ROOT = Path(__file__).resolve().parents[2]
ONE = Currents(1, 1, 1, 0, 0, start=0)  # 1 mA whatever it does


def table() -> dict[str, tuple[float, float]]:
    """Days of each board, without a PIN and with one."""
    return {str(row[0]): (float(str(row[-2])), float(str(row[-1]))) for row in currents.rows()}


def test_seconds_of_a_look() -> None:
    """30 lit and 2 dark; with a PIN 12 and 1 more lit, 20 dark, 0.3 for the lock."""
    assert currents.look("pico_oled", ONE) == pytest.approx(32)
    assert currents.look("pico_oled", ONE, pin=True) == pytest.approx(12 + 1 + 30 + 20 + 0.3)
    lit = Currents(0, 0, 0, 0, 0, logic=1)
    assert currents.look("pico_oled", lit) == pytest.approx(30)
    assert currents.look("pico_oled", lit, pin=True) == pytest.approx(43)
    awake = Currents(1000, 0, 0, 0, 0, start=1, ends=0)  # 21.8 ms lit, 8.1 dark, 187 of typing
    assert currents.look("pico_oled", awake) == pytest.approx(1000 + 30 * 21.8 + 2 * 8.1)
    with_pin = 1000 + 12 * 187 + 1000 + 30 * 21.8 + 20 * 8.1 + 300
    assert currents.look("pico_oled", awake, pin=True) == pytest.approx(with_pin)


def test_days_of_what_sleeps_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(currents.CURRENTS, "pico_oled", Currents(0, 0, 0, 1, 0))
    assert currents.days("pico_oled", 0, 0) == pytest.approx(200 / 24)
    off = Currents(0, 0, 0, 1, 0, off=0)  # a minute of sleep behind each look
    monkeypatch.setitem(currents.CURRENTS, "m5stickc_plus2", off)
    assert currents.days("m5stickc_plus2", 0, 0) == pytest.approx(200 * 3600 / (20 * 60))


def test_a_month_on_the_m5stick_with_a_pin() -> None:
    assert set(currents.CURRENTS) == set(data.board_names()) - {"virtual"}
    assert min(table()["m5stickc_plus2"]) > 30


@pytest.mark.parametrize("board", currents.CURRENTS)
def test_the_pages_have_the_figures(board: str) -> None:
    without, with_pin = (round(days) for days in table()[board])
    page = " ".join((ROOT / "boards" / board / "README.md").read_text().split())
    assert f"200 mAh last {without} days" in page
    assert f"{with_pin} days with a PIN" in page


def test_the_firmware_s_page_has_them() -> None:
    found = [[str(round(days[at])) for days in table().values()] for at in (0, 1)]
    page = (ROOT / "firmware" / "README.md").read_text()
    for what, days in zip(("without a PIN", "with a PIN, six digits in 12 s"), found, strict=True):
        assert f"| {what} | {' | '.join(days)} |" in page
