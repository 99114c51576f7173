"""A block of flash for a key slot, taken from the file system once: at a fob's first start."""

from fobcore.keys import MARKER, SECTOR, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from drivers.storage import RawFlash
    from fobcore.parts import Urandom

_DRAWS = 8


def make(flash: "RawFlash", path: str, urandom: "Urandom") -> "tuple[int, bytes]":
    """Writes a file of one block with a random marker and finds the block that it lies in."""
    for _ in range(_DRAWS):
        marker = urandom(MARKER)
        with open(path, "wb") as file:
            file.write(marker)
            for _ in range(SECTOR // MARKER - 1):
                file.write(b"\xff" * MARKER)
        found = [b for b in range(flash.blocks) if flash.read(b, 0, MARKER) == marker]
        # A generator that repeats itself can find the remains of an earlier start: draw again.
        if len(found) == 1:
            return found[0], marker
    raise Unreadable
