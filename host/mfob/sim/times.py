"""World times as people write and read them; ints of nanoseconds since 1970 inside."""

from datetime import UTC, datetime, timedelta

from mfob.sim.world import SECOND

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parse(text: str) -> int:
    """Nanoseconds of ISO 8601 (without a zone: UTC) or of whole seconds since 1970.

    Raises ValueError.
    """
    stripped = text.strip()
    if stripped.isdecimal() and len(stripped) not in (4, 8):  # those are years and dates in ISO
        return int(stripped) * SECOND
    moment = datetime.fromisoformat(stripped)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if moment < _EPOCH:
        raise ValueError("before 1970")
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000


def text(nanoseconds: int) -> str:
    """ISO 8601 to the second, in UTC."""
    moment = _EPOCH + timedelta(seconds=nanoseconds // SECOND)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
