"""The model of the processor's own clock."""

import json

import pytest

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.processorclock import ProcessorClock
from mfob.sim.world import SECOND
from sim.steady import START, Steady


def test_it_begins_in_2021_whenever_power_comes() -> None:
    steady = Steady()
    rtc = ProcessorClock(steady.world)
    for _ in range(2):
        steady.wait(90)
        assert rtc.fields() == bytes((2021 & 255, 2021 >> 8, 1, 1, 4, 0, 1, 30))  # a Friday
        rtc.power_off()
        steady.wait(100)
        rtc.power_on()


def test_setting_begins_a_second() -> None:
    steady = Steady()
    rtc = ProcessorClock(steady.world)
    steady.wait(0.7)
    rtc.set_fields(bytes((2038 & 255, 2038 >> 8, 1, 19, 0, 3, 14, 7)))  # START
    assert rtc.utc() == START
    steady.wait(0.999)
    assert rtc.fields()[7] == 7
    steady.wait(0.002)
    assert rtc.fields()[4:] == bytes((1, 3, 14, 8))  # a Tuesday
    with pytest.raises(ModelError):
        rtc.set_fields(bytes((2038 & 255, 2038 >> 8, 13, 19, 0, 3, 14, 7)))


def test_nothing_but_its_drift_outlives_the_power() -> None:
    steady = Steady()
    rtc = ProcessorClock(steady.world)
    rtc.set_utc(START)
    rtc.quartz.drift(30_000)
    other = ProcessorClock(steady.world)
    other.load(json.loads(json.dumps(rtc.dump())))
    assert other.utc() == 1_609_459_200 * SECOND
    assert other.quartz.ppb == 30_000
    with pytest.raises(SimError):
        other.flip(0, 0)
    assert other.stop_flag is False
