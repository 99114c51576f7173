"""The free heap, overwritten: what a key's copies lay in after the objects that held them went."""

import gc

_LARGEST = 1 << 10  # bytes of a block


def scrub() -> None:
    """Collects, then fills all that is free with zeros and lets go of it.

    The collector takes what looks like a pointer for one, also in slots of the stack that nobody
    uses any more. So the blocks hang on each other only until they are let go of, one by one: an
    old pointer then keeps one of them, not the whole heap.
    """
    gc.collect()
    taken = None
    size = _LARGEST
    while size >= 16:
        try:
            taken = [taken, bytearray(size)]
        except MemoryError:
            size >>= 1
    while taken is not None:
        block = taken
        taken = block[0]
        block[0] = block[1] = None
    gc.collect()
