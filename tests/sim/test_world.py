"""The world clock: ints of nanoseconds that run, stand, jump, at any rate."""

from fractions import Fraction

import pytest

from mfob.sim.errors import SimError
from mfob.sim.times import parse, text
from mfob.sim.world import SECOND, World
from sim.steady import START, Steady


def test_it_begins_at_the_utc_given_and_with_no_ticks() -> None:
    steady = Steady()
    assert (steady.world.utc(), steady.world.ticks()) == (START, 0)


def test_both_run_with_the_computer() -> None:
    steady = Steady()
    steady.wait(2.5)
    assert steady.world.utc() == START + 5 * SECOND // 2
    assert steady.world.ticks() == 5 * SECOND // 2


def test_rate_multiplies_what_passes_from_then_on() -> None:
    steady = Steady()
    steady.wait(1)
    steady.world.set_rate(Fraction(50))
    steady.wait(2)
    assert steady.world.ticks() == 101 * SECOND
    assert steady.world.utc() == START + 101 * SECOND


def test_a_rate_that_is_no_decimal_loses_nothing_over_many_readings() -> None:
    steady = Steady()
    steady.world.set_rate(Fraction(1, 3))
    for _ in range(300):
        steady.wait(0.001)
        steady.world.ticks()
    assert steady.world.ticks() == 100_000_000


@pytest.mark.parametrize("rate", [0, -1, 1001])
def test_a_rate_that_makes_no_sense_is_refused(rate: int) -> None:
    with pytest.raises(SimError):
        Steady().world.set_rate(Fraction(rate))
    with pytest.raises(SimError):
        World(0, Fraction(rate))


def test_advance_moves_all() -> None:
    steady = Steady()
    steady.world.advance(3600 * SECOND)
    assert steady.world.ticks() == 3600 * SECOND
    assert steady.world.utc() == START + 3600 * SECOND
    with pytest.raises(SimError):
        steady.world.advance(-1)


def test_set_later_is_an_advance_and_set_earlier_moves_utc_alone() -> None:
    steady = Steady()
    steady.world.set_utc(START + 10 * SECOND)
    assert steady.world.ticks() == 10 * SECOND
    steady.world.set_utc(START - 100 * SECOND)
    assert steady.world.ticks() == 10 * SECOND
    assert steady.world.utc() == START - 100 * SECOND


def test_stopped_utc_stands_while_ticks_go_on() -> None:
    steady = Steady()
    steady.world.stop()
    steady.wait(5)
    assert (steady.world.utc(), steady.world.ticks()) == (START, 5 * SECOND)
    steady.world.advance(SECOND)  # by hand it moves all the same
    assert (steady.world.utc(), steady.world.ticks()) == (START + SECOND, 6 * SECOND)
    steady.world.go()
    steady.wait(1)
    assert steady.world.utc() == START + 2 * SECOND


def test_mono_at_is_the_first_instant_at_which_the_ticks_are_there() -> None:
    steady = Steady()
    steady.world.set_rate(Fraction(7, 3))
    steady.wait(0.123456789)
    for ticks in (1, 10**9 + 1, 12345678901):
        steady.now = steady.world.mono_at(ticks)
        assert steady.world.ticks() >= ticks
        steady.now -= 1
        assert steady.world.ticks() < ticks


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("2038-01-19T03:14:07Z", 2_147_483_647),
        ("2038-01-19T03:14:07", 2_147_483_647),
        ("2038-01-19T04:14:07+01:00", 2_147_483_647),
        ("2099-12-31T23:59:45Z", 4_102_444_785),
        ("2147483648", 2_147_483_648),
        ("0", 0),
        ("2000-01-01", 946_684_800),
    ],
)
def test_times_as_people_write_them(given: str, seconds: int) -> None:
    assert parse(given) == seconds * SECOND


@pytest.mark.parametrize("given", ["", "now", "-5", "1969-12-31T23:59:59Z", "2038-13-01"])
def test_what_is_no_time(given: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(given)


def test_times_as_people_read_them() -> None:
    assert text(4_102_444_785 * SECOND + 999) == "2099-12-31T23:59:45Z"


class Chip:
    """A chip's clock."""

    def __init__(self) -> None:
        self.nanos = 400
        self.jumped = 0

    def jump(self, nanoseconds: int) -> None:
        self.nanos += nanoseconds
        self.jumped += nanoseconds


def test_behind_a_chip_its_time_is_the_worlds() -> None:
    mono = [0]
    world = World(1000 * SECOND, Fraction(2), lambda: mono[0])
    mono[0] += 3 * SECOND
    chip = Chip()
    world.follow(chip)
    assert world.ticks() == 6 * SECOND
    mono[0] += 100 * SECOND
    assert (world.ticks(), world.utc()) == (6 * SECOND, 1006 * SECOND)
    chip.nanos += SECOND
    assert (world.ticks(), world.utc()) == (7 * SECOND, 1007 * SECOND)
    assert world.mono_at(9 * SECOND) == mono[0] + SECOND  # at the rate of 2, at the earliest
    world.follow(None)
    mono[0] += SECOND
    assert (world.ticks(), world.utc()) == (9 * SECOND, 1009 * SECOND)


def test_a_jump_behind_a_chip_is_the_chips_too() -> None:
    world = World(1000 * SECOND, mono=lambda: 0)
    chip = Chip()
    world.follow(chip)
    world.advance(5 * SECOND)
    assert (world.ticks(), world.utc(), chip.jumped) == (5 * SECOND, 1005 * SECOND, 5 * SECOND)
    world.set_utc(1011 * SECOND)
    assert (world.ticks(), world.utc(), chip.jumped) == (11 * SECOND, 1011 * SECOND, 11 * SECOND)
    world.set_utc(1000 * SECOND)  # back: UTC alone
    assert (world.ticks(), world.utc(), chip.jumped) == (11 * SECOND, 1000 * SECOND, 11 * SECOND)
    world.stop()
    chip.nanos += SECOND
    assert (world.ticks(), world.utc()) == (12 * SECOND, 1000 * SECOND)
