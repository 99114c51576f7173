"""A display's backlight on a PWM output."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import PWM

_FULL = 65535
_LEAST = 655  # of it: 1 %, dim but lit


class Backlight:
    """Dark until level() is called. `pwm`: as machine.PWM."""

    def __init__(self, pwm: "PWM") -> None:
        self._pwm = pwm
        self.off()

    def level(self, level: int) -> None:
        """0 (still lit) to 255, as bright as it looks: an eye takes about the square root."""
        self._pwm.duty_u16(_LEAST + (_FULL - _LEAST) * level * level // (255 * 255))

    def off(self) -> None:
        """No light."""
        self._pwm.duty_u16(0)
