"""The free heap, overwritten: what a key's copies lay in after the objects that held them went."""

import gc

_LARGEST = 1 << 16


def scrub() -> None:
    """Collects, then fills all that is free with zeros and lets go of it."""
    gc.collect()
    taken = None
    size = _LARGEST
    while size >= 16:
        try:
            taken = (taken, bytearray(size))
        except MemoryError:
            size >>= 1
    taken = None
    gc.collect()
