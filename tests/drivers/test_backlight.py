"""The backlight: dark at first, never quite dark when it is to be lit, as bright as it looks."""

from drivers.backlight import Backlight


class Pwm:
    """As machine.PWM."""

    def __init__(self) -> None:
        self.duty = -1

    def duty_u16(self, duty: int) -> None:
        assert 0 <= duty <= 65535
        self.duty = duty


def test_levels() -> None:
    pwm = Pwm()
    light = Backlight(pwm)
    assert pwm.duty == 0
    duties = []
    for level in range(256):
        light.level(level)
        duties.append(pwm.duty)
    assert duties[0] == 655 and duties[255] == 65535
    assert sorted(duties) == duties and len(set(duties)) > 250
    assert abs(duties[128] - 65535 // 4) < 1000  # half as bright to an eye
    light.off()
    assert pwm.duty == 0
