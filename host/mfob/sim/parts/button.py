"""A push button between a pin and ground (or supply), which may bounce."""

from collections.abc import Callable

from mfob.sim.world import World

_BOUNCE_STEP = 300_000  # ns between the edges of a bouncing contact


class Button:
    """role: what the board calls it; active: the pin's level when pressed."""

    def __init__(self, world: World, role: str, active: int, bounce_ns: int = 0) -> None:
        self.role = role
        self.active = active
        self.bounce_ns = bounce_ns
        self.presses = 0
        self.on_pressed: Callable[[], None] = lambda: None
        self._world = world
        self._pressed = False
        self._changed = -(1 << 62)

    @property
    def pressed(self) -> bool:
        """True while a finger is on it."""
        return self._pressed

    def hold(self) -> None:
        """Put the finger on it."""
        if not self._pressed:
            self._pressed = True
            self.presses += 1
            self._changed = self._world.ticks()
            self.on_pressed()

    def release(self) -> None:
        """Take the finger off."""
        if self._pressed:
            self._pressed = False
            self._changed = self._world.ticks()

    def level(self) -> int:
        """What the pin sees now, 0 or 1; for bounce_ns after each edge it goes back and forth."""
        pressed = self._pressed
        since = self._world.ticks() - self._changed
        if since < self.bounce_ns and since // _BOUNCE_STEP % 2:
            pressed = not pressed
        return self.active if pressed else 1 - self.active
