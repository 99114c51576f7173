"""Times, spans, and the state of a fob's clock, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from mfob.records import ClockState

_MINUTE = 60
_HOUR = 3600
_DAY = 86400

# why a clock is not set: what happened, and what to do beside setting it
_LOST = {
    "": ("it never was set", ""),
    "never": ("it never was set", ""),
    "stopped": (
        "it stopped while the fob was unplugged",
        "Its coin cell is empty, missing or loose: put a new one in first.",
    ),
    "rubbish": (
        "its chip holds a date that can't be",
        "If that happens again, replace its coin cell, then its chip.",
    ),
    "absurd": (
        "its chip tells a date on which nobody can have set it",
        "If that happens again, replace its coin cell, then its chip.",
    ),
    "bus": (
        "its chip does not answer",
        "Check its power, its ground and the two wires of its bus (SDA, SCL) first.",
    ),
    "stepped": (
        "its chip jumped to another time, and the fob had no part in it",
        "Somebody set the chip over its wires, or it is failing.",
    ),
}
_SETS = "`mfob clock set` sets it."


def utc_text(time: int) -> str:
    """`2026-01-31 12:00:00 UTC`. `time` in seconds."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M:%S} UTC"


def ms_text(ms: int) -> str:
    """`12 ms`, `1.25 s`, `83.2 s`, `5 min 20 s`; without a sign."""
    ms = abs(ms)
    if ms < 1000:
        return f"{ms} ms"
    if ms < 9995:
        return f"{ms / 1000:.2f} s"
    if ms < 99_950:
        return f"{ms / 1000:.1f} s"
    return span_text(ms // 1000)


def span_text(seconds: int) -> str:
    """`40 s`, `5 min 20 s`, `3 h 5 min`, `12 days`."""
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return _two(seconds, _MINUTE, "min", 1, "s")
    if seconds < 2 * _DAY:
        return _two(seconds, _HOUR, "h", _MINUTE, "min")
    return f"{seconds // _DAY} days"


def offset_text(offset_ms: int, error_ms: int = 0, whose: str = "this computer's") -> str:
    """How the fob stands to this computer, or to another clock: `12 ms behind this computer's
    clock (± 4 ms)`."""
    within = f" (± {ms_text(error_ms)})" if error_ms else ""
    if abs(offset_ms) <= error_ms:
        return f"with {whose} clock{within}"
    side = "ahead of" if offset_ms > 0 else "behind"
    return f"{ms_text(offset_ms)} {side} {whose} clock{within}"


def ppm_text(ppb: int, error_ppb: int | None) -> str:
    """`2.1 ppm fast (± 0.3 ppm)`."""
    within = "" if error_ppb is None else f" (± {error_ppb / 1000:.2f} ppm)"
    if ppb == 0:
        return f"0.00 ppm{within}"
    return f"{abs(ppb) / 1000:.2f} ppm {'fast' if ppb > 0 else 'slow'}{within}"


def state_text(clock: ClockState) -> str:
    """What the state means for its codes."""
    right = "" if clock.error_ms is None else f": right within {ms_text(clock.error_ms)}"
    if clock.state == "unset":
        return f"not set, so there are no codes by time: {why(clock)}"
    if clock.state == "stale":
        return f"stale{right}, so its codes come with a warning"
    return f"{clock.state}{right}"


def why(clock: ClockState) -> str:
    """Why a clock is not set."""
    return _LOST[clock.lost][0] if clock.lost in _LOST else f"it was lost ({clock.lost})"


def what_to_do(clock: ClockState) -> str:
    """What its owner can do about a clock that is not set."""
    first = _LOST[clock.lost][1] if clock.lost in _LOST else ""
    return f"{first} Then {_SETS}" if first else _SETS


def _two(seconds: int, unit: int, name: str, small: int, small_name: str) -> str:
    rest = seconds % unit // small
    return f"{seconds // unit} {name}" + (f" {rest} {small_name}" if rest else "")
