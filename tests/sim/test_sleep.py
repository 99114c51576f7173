"""The sleeps of the virtual chip: what stops, what goes on, what ends them, what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mfob.sim.errors import SimError
from mfob.sim.supply import HOLD_NS
from mfob.sim.world import SECOND
from sim.bench import Bench
from sim.colourboard import board

OK = "bytes((14, 0))"
IMPORTS = "import time, virtual, machine\nfrom machine import Pin, PWM\n"
SET_UP = (
    IMPORTS + "ok = Pin(14, Pin.IN, Pin.PULL_UP)\n"
    "print('woken', virtual.call(virtual.WOKEN), machine.reset_cause(), time.ticks_ms())\n"
)
NAP = (
    "begun = time.ticks_ms()\n"
    f"virtual.call(virtual.NAP, 0, 700, 0, {OK})\n"
    "print('napped', time.ticks_diff(time.ticks_ms(), begun), ok.value())\n"
)
HOLD = "hold = Pin(22, Pin.OUT, value=1)\n"
Make = Callable[..., Bench]


def on_battery(make: Make, program: str, first: str = "", **options: str) -> Bench:
    """The program runs from a battery that somebody has wired to the board.

    `first` is run before the battery takes over: the latch has to be held by then.
    """
    fob = make(
        IMPORTS
        + first
        + SET_UP
        + "while virtual.call(virtual.HOST) == 1:\n    time.sleep_ms(5)\n" + program,
        **options,
    )
    fob.printed("woken")
    fob.machine.power_battery()
    return fob


def test_a_nap_lasts_and_the_ticks_go_on(bench: Make) -> None:
    fob = on_battery(bench, NAP + "time.sleep(60)\n")
    took = int(fob.printed("napped").rpartition("napped ")[2].split()[0])
    assert 700 <= took < 1500


def test_a_button_ends_a_nap(bench: Make) -> None:
    fob = on_battery(bench, "print('now')\n" + NAP.replace("700", "60000") + "time.sleep(60)\n")
    fob.printed("now")
    fob.run(0.1)
    assert "napped" not in fob.log
    fob.machine.circuit.button("ok").hold()
    assert fob.printed("napped").split()[-1] == "0"  # it is still down


def test_a_nap_is_deaf(bench: Make) -> None:
    fob = bench(SET_UP + NAP.replace("700", "400") + "time.sleep(60)\n", line="uart")
    fob.until(lambda: "woken" in fob.log)
    fob.machine.line.send(b"hello\n")
    fob.machine.chip.received()
    fob.printed("napped")
    assert fob.machine.line.dropped + len(fob.machine.line._buffer) == 6
    assert fob.machine.line.dropped > 0


def test_no_nap_with_a_computer_on_usb(bench: Make) -> None:
    fob = bench(SET_UP + NAP)
    fob.until(lambda: fob.machine.error is not None)
    assert "computer on the USB line" in str(fob.machine.error)


@pytest.mark.parametrize(("duty", "refused"), [(9000, True), (0, False), (65535, False)])
def test_no_nap_under_a_dimmed_light(
    bench: Make, tmp_path: Path, duty: int, refused: bool
) -> None:
    light = f"light = PWM(Pin(25), freq=1000, duty_u16={duty})\n"
    fob = on_battery(bench, light + NAP + "time.sleep(60)\n", HOLD, board=board(tmp_path))
    fob.until(lambda: fob.machine.error is not None or "napped" in fob.log)
    assert (fob.machine.error is not None) == refused
    assert not refused or "PWM dims" in str(fob.machine.error)


SLEEP = f"print('good night')\nvirtual.call(virtual.SLEEP, 1, 0, 0, {OK})\n"
UP = "if virtual.call(virtual.WOKEN):\n    print('up', ok.value())\n    time.sleep(60)\n"


def asleep(fob: Bench) -> None:
    fob.until(lambda: fob.machine.chip.sleeping)
    assert fob.machine.chip.running and fob.machine.chip.pid is None


def test_sleep_is_ended_by_a_button_alone_and_begins_anew(bench: Make) -> None:
    fob = on_battery(bench, UP + SLEEP)
    asleep(fob)
    fob.machine.circuit.button("next").hold()  # not one of those that wake it
    fob.machine.world.advance(9 * 3600 * SECOND)
    fob.run(0.2)
    assert fob.machine.chip.sleeping and fob.machine.wakes == 0
    fob.machine.circuit.button("ok").hold()
    log = fob.printed("up")
    assert log.split()[-1] == "0" and fob.machine.wakes == 1
    woken = [line.split()[1:] for line in log.splitlines() if line.startswith("woken")]
    assert woken[0][:2] == ["0", "1"] and woken[1][:2] == ["1", "4"]
    assert int(woken[1][2]) < 5000  # the ticks of 9 hours are gone
    fob.machine.power_off()
    fob.machine.power_on()
    fob.until(lambda: fob.log.count("woken 0 1") == 2)  # power-on is power-on


def test_a_button_that_is_down_ends_it_at_once(bench: Make) -> None:
    fob = bench(
        SET_UP + UP + "while virtual.call(virtual.HOST) == 1 or ok.value():\n"
        + "    time.sleep_ms(5)\n" + SLEEP
    )  # fmt: skip
    fob.printed("woken")
    fob.machine.circuit.button("ok").hold()
    fob.machine.power_battery()
    assert fob.printed("up").split()[-1] == "0"


def test_sleep_ends_by_time(bench: Make) -> None:
    fob = on_battery(bench, UP + SLEEP.replace("1, 0, 0,", "1, 600000, 0,"))
    asleep(fob)
    fob.machine.world.advance(599 * SECOND)
    fob.run(0.1)
    assert fob.machine.chip.sleeping
    fob.machine.world.advance(SECOND)
    assert "woken 2 4" in fob.printed("up")


@pytest.mark.parametrize(
    ("wake", "why"),
    [
        ("bytes((14, 1))", "while its button is up"),
        ("bytes((15, 0))", "before it is set up"),
        ("bytes((4, 0))", "nothing on it"),
    ],
)
def test_what_can_t_wake_it(bench: Make, wake: str, why: str) -> None:
    fob = on_battery(bench, SLEEP.replace(OK, wake))
    fob.until(lambda: fob.machine.error is not None)
    assert why in str(fob.machine.error)


def test_no_sleep_with_a_computer_on_usb(bench: Make) -> None:
    fob = bench(SET_UP + SLEEP)
    fob.until(lambda: fob.machine.error is not None)
    assert "sleep with a computer" in str(fob.machine.error)


@pytest.mark.parametrize("held", [True, False])
def test_the_latch_has_to_be_held(bench: Make, tmp_path: Path, held: bool) -> None:
    levels = "bytes((14, 0, 22, 1))" if held else OK
    program = UP + SLEEP.replace(OK, levels)
    fob = on_battery(bench, program, HOLD, board=board(tmp_path))
    if held:
        asleep(fob)
        fob.machine.world.advance(5 * HOLD_NS)
        fob.run(0.1)
        assert fob.machine.chip.sleeping
        fob.machine.circuit.button("ok").hold()
        fob.printed("up")
    else:
        fob.until(lambda: "good night" in fob.log)
        fob.machine.world.advance(2 * HOLD_NS)
        fob.until(lambda: not fob.machine.chip.running)
        assert "holds the latch" in fob.log


def test_a_sleeping_fob_that_loses_its_power(bench: Make) -> None:
    fob = on_battery(bench, SLEEP)
    asleep(fob)
    fob.machine.power_off()
    assert not fob.machine.chip.running
    fob.machine.circuit.button("ok").hold()
    fob.run(0.1)
    assert not fob.machine.chip.running and fob.machine.wakes == 0


def test_no_finger_on_a_dead_fob(bench: Make) -> None:
    from mfob.sim.verbs import Verbs

    fob = on_battery(bench, SLEEP)
    asleep(fob)
    fob.machine.power_off()
    with pytest.raises(SimError, match="no power"):
        Verbs(fob.machine, {}).serve({"do": "press", "button": "ok"}, lambda _: None)
