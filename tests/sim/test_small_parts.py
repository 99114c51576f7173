"""Backlight, battery and LED: the models, and the drivers on them."""

import pytest

from drivers import battery as battery_driver
from drivers.backlight import Backlight as BacklightDriver
from drivers.led import Led as LedDriver
from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.backlight import Backlight
from mfob.sim.parts.battery import Battery
from mfob.sim.parts.led import Led


def test_a_backlight_is_as_bright_as_its_level_says() -> None:
    model = Backlight()

    class Pwm:
        def duty_u16(self, duty: int) -> None:
            model.pulse(duty, 1000)

    light = BacklightDriver(Pwm())
    assert not model.lit
    for level in (0, 64, 128, 255):
        light.level(level)
        assert model.lit
        assert model.light == pytest.approx(max(level / 255, 0.1), abs=0.03)
    light.off()
    assert not model.lit


@pytest.mark.parametrize(("duty", "frequency"), [(-1, 1000), (65536, 1000), (100, 99), (100, 0)])
def test_a_backlight_refuses(duty: int, frequency: int) -> None:
    with pytest.raises(ModelError):
        Backlight().pulse(duty, frequency)


def test_a_backlight_on_a_pin_that_stands() -> None:
    model = Backlight()
    model.pulse(65535, 0)
    assert model.light == 1


@pytest.mark.parametrize("active", [0, 1])
def test_an_led(active: int) -> None:
    model = Led(active)

    class Pin:
        def value(self, level: int) -> None:
            model.level(level)

    led = LedDriver(Pin(), active)
    assert not model.lit
    led.on()
    assert model.lit
    model.level(None)
    assert not model.lit
    with pytest.raises(ModelError):
        Led(2)


@pytest.mark.parametrize("percent", [0, 2, 5, 14, 33, 50, 77, 100])
@pytest.mark.parametrize("times", [1, 2])
def test_a_battery_as_full_as_it_was_made(percent: int, times: int) -> None:
    """The curve is as good as flat in its middle, 4 mV of noise there are some per cent."""
    model = Battery(times)
    model.set_percent(percent)
    assert abs(model.percent - percent) <= 1
    driver = battery_driver.Battery(model, times, None)
    assert abs(driver.read() - model.millivolts) < 8
    assert abs(driver.percent() - percent) <= 3
    assert driver.state == ("empty" if percent < 3 else "low" if percent < 11 else "ok")


def test_a_battery_has_noise_and_limits() -> None:
    model = Battery(2)
    assert model.millivolts == 4000
    seen = [model.microvolts() for _ in range(200)]
    assert len(set(seen)) > 100
    assert max(abs(value - 2_000_000) for value in seen) <= 4000
    for call, value in ((model.set_millivolts, 4201), (model.set_percent, 101)):
        with pytest.raises(SimError):
            call(value)
