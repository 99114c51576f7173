"""Learning a clock chip's rate from its settings, and what may still be wrong with it.

Two settings a span apart give a rate, known as well as the two ends are: (their errors) / span.
Rates are combined as a mean weighted by 1 / error**2 (the least squares estimate). What is learnt
is the rate at the temperatures that were; a part of the chip's own tolerance stays in the budget.
All in ms and ppb, see fobcore.clock_memory.

Whoever may set the clock without a press teaches it as well. So what the learnt rate moves it by
counts against the way that is free without a press, and ends where that does.
"""

from fobcore.clock_memory import FREE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.clock_memory import Memory

_E9 = 1000000000
_COMPENSATED = 5  # ppm: up to there a chip compensates its own temperature
_MISREAD = 1000  # ms of readings' errors in a span, from which on another one is begun


def wander(ppm: int) -> int:
    """ppb that a chip's rate changes by with temperature and age, once it is learnt.

    A fifth of the tolerance for a compensated part; half for a bare crystal, which loses 0.035 ppm
    for each degree squared away from 25 (8 ppm at 10 or 40 degrees).
    """
    return ppm * 200 if ppm <= _COMPENSATED else ppm * 500


def rate_error(memory: "Memory", ppm: int) -> int:
    """ppb that the corrected clock may be off by."""
    if not memory.drift_error:
        return ppm * 1000
    return min(memory.drift_error + wander(ppm), ppm * 1000)


def corrected(memory: "Memory", raw: int) -> int:
    """UTC (ms) for what the chip shows."""
    return memory.utc + raw - memory.raw + correction(memory, raw)


def correction(memory: "Memory", raw: int) -> int:
    """What the learnt rate moves the clock by, ms: as far as the way without a press goes."""
    left = FREE - memory.spent
    return max(-left, min(_whole(memory, raw), left))


def withheld(memory: "Memory", raw: int) -> int:
    """What it would have to move it by beyond that, ms: the clock may be off by as much."""
    return abs(_whole(memory, raw) - correction(memory, raw))


def learn(
    memory: "Memory", raw: int, utc: int, error: int, ppm: int, misread: int = 0
) -> None:
    """The chip shows `raw`, give or take `misread`, where it is `utc`, give or take error; the
    chip is set right then.

    A span too short to say something is kept for a longer one, unless too many readings have made
    that worthless. A rate that the chip can't have (three times its tolerance) was no drift:
    somebody's clock was wrong, and nothing is learnt.
    """
    span = utc - memory.anchor
    if span > 0:
        uncertain = (memory.anchor_error + error + misread) * _E9 // span + 1
        if uncertain > ppm * 250:
            if memory.anchor_error + misread > max(_MISREAD, error):
                anchored(memory, utc, error)
            else:
                memory.moved += utc - raw
                memory.anchor_error += misread
            return
        rate = (raw - memory.moved - utc) * _E9 // span
        if abs(rate) <= ppm * 3000 + uncertain:
            _combine(memory, rate, uncertain, ppm)
    anchored(memory, utc, error)


def anchored(memory: "Memory", utc: int, error: int) -> None:
    """From now on the rate is learnt from here; the chip shows utc."""
    memory.anchor, memory.anchor_error, memory.moved = utc, error, 0


def forget(memory: "Memory", raw: int, error: int) -> None:
    """The chip's rate has been changed: what it shows is kept as it is corrected now."""
    utc = corrected(memory, raw)
    memory.spent += abs(correction(memory, raw))
    memory.raw, memory.utc, memory.error = raw, utc, error
    anchored(memory, utc, error)
    memory.moved = raw - utc
    memory.drift = memory.drift_error = 0


def _whole(memory: "Memory", raw: int) -> int:
    return -((raw - memory.raw) * memory.drift // _E9)


def _combine(memory: "Memory", rate: int, uncertain: int, ppm: int) -> None:
    """The weighted mean. What was learnt is never taken for better than the chip's wander, so
    that a rate that changes over the years is followed."""
    if not memory.drift_error:
        memory.drift, memory.drift_error = rate, uncertain
        return
    old = max(memory.drift_error, wander(ppm)) ** 2
    new = uncertain**2
    memory.drift = (memory.drift * new + rate * old) // (old + new)
    memory.drift_error = _root(old * new // (old + new)) + 1


def _root(value: int) -> int:
    """The whole square root (Newton)."""
    root = value
    nearer = (root + 1) // 2
    while nearer < root:
        root = nearer
        nearer = (root + value // root) // 2
    return root
