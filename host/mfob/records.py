"""What a fob tells, as plain typed records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Info:
    """The fob as a whole. `id` is 16 hex digits; `room` how many more accounts fit.

    `accounts` and `room` are None while the fob can't read its store.
    """

    firmware: str
    protocol: int
    board: str
    id: str
    name: str
    accounts: int | None
    room: int | None
    clock: str
    pin: bool
    locked: bool


@dataclass(frozen=True)
class Entry:
    """An account as the fob lists it: everything but its secret."""

    id: int
    issuer: str
    name: str
    type: str
    algorithm: str
    digits: int
    period: int
    counter: int

    @property
    def label(self) -> str:
        """`issuer:name`, or the name where there is no issuer."""
        return label(self.issuer, self.name)


@dataclass(frozen=True)
class Added:
    """`status` is "added", "duplicate" (it was there already) or "replaced"."""

    id: int
    status: str


@dataclass(frozen=True)
class Code:
    """A code and the whole UTC seconds between which it holds: from <= t < until."""

    code: str
    valid_from: int
    valid_until: int


@dataclass(frozen=True)
class ClockState:
    """The fob's clock. `time_ms` in milliseconds UTC and `last_set` in seconds, None if unset.

    `offset_ms` is the fob's time less the host's, at the middle of the exchange.
    """

    state: str
    time_ms: int | None
    last_set: int | None
    offset_ms: int | None

    @property
    def time(self) -> int | None:
        """Whole seconds UTC."""
        return None if self.time_ms is None else self.time_ms // 1000


def label(issuer: str, name: str) -> str:
    """`issuer:name`, or the name where there is no issuer."""
    return f"{issuer}:{name}" if issuer else name
