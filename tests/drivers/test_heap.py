"""The scrub of the free heap: what was let go of is overwritten, and all of it is free after."""

import gc

import uctypes

from drivers.heap import scrub

SECRET = b"a secret that nobody holds on to"


def deep(depth: int, work: object) -> object:
    """Work with so many frames below it, whose slots keep what they last held."""
    if depth:
        a, b, c, d = depth, depth + 1, [depth], (depth,)
        result = deep(depth - 1, work)
        return result if a and b and c and d else None
    return work()


def test_the_heap_is_free_after_it() -> None:
    """Also where an old pointer to something of the scrub's is still on the stack."""
    gc.collect()
    free = gc.mem_free()
    lowest = free
    for number in range(300):
        deep(number % 17, scrub)
        # Without a collection of one's own: a request that comes now has to find room.
        room = deep(number * 7 % 13, lambda: bytearray(8192))
        assert len(room) == 8192
        room = None
        deep(number * 3 % 11, gc.collect)
        lowest = min(lowest, gc.mem_free())
    assert free - lowest < 40000, (free, lowest)


def left_behind() -> int:
    """The address of 32 bytes that nobody holds."""
    data = bytearray(SECRET)
    return uctypes.addressof(data)


def test_what_was_let_go_of_is_overwritten() -> None:
    found = 0
    for number in range(50):
        address = deep(number % 17, left_behind)
        deep(20, gc.collect)
        scrub()
        found += bytes(uctypes.bytearray_at(address, len(SECRET))) == SECRET
    assert found == 0
