"""A steady clock that a test moves by hand."""

from mfob.sim.world import SECOND, World

START = 2_147_483_647 * SECOND  # 2038-01-19T03:14:07Z


class Steady:
    """The computer's clock (ns) for a World, and the World."""

    def __init__(self, utc_ns: int = START) -> None:
        self.now = 5_000
        self.world = World(utc_ns, mono=lambda: self.now)

    def wait(self, seconds: float) -> None:
        """So much of the computer's time passes."""
        self.now += round(seconds * SECOND)
