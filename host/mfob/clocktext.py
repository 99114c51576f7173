"""Times and differences of clocks, in words."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_text(time: int) -> str:
    """`2026-01-31 12:00:00 UTC`. `time` in seconds."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M:%S} UTC"


def offset_text(offset_ms: int) -> str:
    """How the fob stands to this computer, in seconds with one decimal."""
    tenths = (abs(offset_ms) + 50) // 100
    if tenths == 0:
        return "with this computer's clock"
    side = "ahead of" if offset_ms > 0 else "behind"
    return f"{tenths // 10}.{tenths % 10} s {side} this computer's clock"
