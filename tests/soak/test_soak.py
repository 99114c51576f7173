"""The soak's own judgement, and the shortest of runs: make soak takes a day of the world."""

from __future__ import annotations

import pytest

from soak.__main__ import Tally, complaints, main


def seen(usb: int = 20, pixels: int = 20, heaps: tuple[int, ...] = (150_000, 149_000)) -> Tally:
    return Tally(usb, pixels, 8, [], list(heaps))


def test_a_good_run() -> None:
    assert complaints(seen(), 0, b"", 40) == []
    assert complaints(seen(usb=1, pixels=19), 0, b"", 40) == []  # the others were late


@pytest.mark.parametrize(
    ("tally", "resets", "crashes", "said"),
    [
        (seen(usb=10, pixels=9), 0, b"", "19 codes taken of 40"),
        (seen(usb=0, pixels=40), 0, b"", "no code over USB"),
        (seen(usb=40, pixels=0), 0, b"", "no code from pixels"),
        (seen(heaps=()), 0, b"", "no heap looked at"),
        (seen(heaps=(150_000, 129_000)), 0, b"", "free heap fell from 150000 to 129000"),
        (seen(), 1, b"", "1 restarts"),
        (seen(), 0, b"MemoryError", "MemoryError"),
        (Tally(20, 20, 8, ["pixels at 5"], [1]), 0, b"", "pixels at 5"),
    ],
)
def test_a_bad_one(tally: Tally, resets: int, crashes: bytes, said: str) -> None:
    (told,) = complaints(tally, resets, crashes, 40)
    assert said in told


def test_some_minutes_of_the_world(capsys: pytest.CaptureFixture[str]) -> None:
    """Two rounds of changes, and codes in between by both ways."""
    told = main(["--hours", "0.1", "--every", "0.05", "--codes", "10"]), capsys.readouterr().out
    assert told[0] == 0, told[1]
