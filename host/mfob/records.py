"""What a fob tells, as plain typed records."""

from __future__ import annotations

from dataclasses import dataclass

from mfob.errors import HostError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account


@dataclass(frozen=True)
class Info:
    """The fob as a whole. `id` is 16 hex digits; `room` how many more accounts fit.

    `damaged` is the number of places in its store that can't be read or were changed. It,
    `accounts` and `room` are None while the fob can't read its store at all, and while it is
    locked; then it does not tell its name either. `tries` is how many wrong PINs are left until it
    erases itself, `limit` how many it may be in a row, None without a PIN; `wait` the seconds
    until it takes the next PIN.
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
    damaged: int | None
    tries: int | None = None
    wait: int = 0
    limit: int | None = None


@dataclass(frozen=True)
class Entry:
    """An account as the fob lists it: everything but its secret. Favourites are listed first."""

    id: int
    issuer: str
    name: str
    type: str
    algorithm: str
    digits: int
    period: int
    counter: int
    favourite: bool = False

    @property
    def label(self) -> str:
        """`issuer:name`, or the name where there is no issuer."""
        return label(self.issuer, self.name)


@dataclass(frozen=True)
class Added:
    """What became of an account that was to be put on the fob.

    `status` is "added", "duplicate" (it was there already), "replaced" or, of one among several,
    "rejected": then `id` is None and `error` says why.
    """

    id: int | None
    status: str
    error: HostError | None = None


@dataclass(frozen=True, repr=False)
class Exported:
    """The accounts that a fob gave, with their keys: no repr. `unreadable` is the number of those
    that it could not read itself."""

    accounts: list[Account]
    unreadable: int


@dataclass(frozen=True)
class Code:
    """A code and the whole UTC seconds between which it holds: from <= t < until.

    A HOTP's has `counter`, the one that it was made of, and no times. `next` is the code after it,
    where it was asked for. `error_ms`: how far the fob's clock may be off, where that is enough
    to doubt the code.
    """

    code: str
    valid_from: int | None
    valid_until: int | None
    counter: int | None = None
    next: Code | None = None
    error_ms: int | None = None


@dataclass(frozen=True)
class SelfTest:
    """What the fob found out about itself. `heap` and `flash` are free bytes, `journal` the size
    of the accounts' file in bytes, `damaged` the number of records in it that can't be read; both
    None where the store can't be read at all.

    `failed` names the published vectors whose code came out wrong; `passed` counts the others.
    `random`: its generator passed its health check; `display`: that answers on its bus; `buttons`:
    the roles of those that are held down. Each is None where the fob does not tell it.
    """

    passed: int
    failed: list[str]
    heap: int
    flash: int | None  # not told while the fob is locked
    journal: int | None
    damaged: int | None
    random: bool | None = None
    display: bool | None = None
    buttons: list[str] | None = None


@dataclass(frozen=True)
class ClockState:
    """The fob's clock. `time_ms` in milliseconds UTC and `last_set` in seconds, None if unset.

    `state` is "unset", "stale" or "trusted"; `lost` says why it is unset: "" or "never" (set),
    "stopped", "rubbish", "absurd", "bus" or "stepped". `offset_ms` is the fob's time less the
    host's, give or take `offset_error_ms`. `error_ms` is how far off the fob takes itself to be at
    most, `age` the seconds since it was set, `ticks` its counter of ms at that time (modulo
    2**29). `drift_ppb` is what it has learnt of its chip (positive: fast), None before that.
    `free_ms`: so far it may still be moved without a press. `aging`: a DS3231's register, None
    where the part has none. `pressed`: whether the setting just made was asked for on the fob;
    None for no setting.
    """

    state: str
    time_ms: int | None
    last_set: int | None
    offset_ms: int | None
    offset_error_ms: int | None
    ticks: int
    error_ms: int | None = None
    age: int | None = None
    drift_ppb: int | None = None
    drift_error_ppb: int | None = None
    free_ms: int = 0
    lost: str = ""
    aging: int | None = None
    part: str = ""
    pressed: bool | None = None

    @property
    def time(self) -> int | None:
        """Whole seconds UTC."""
        return None if self.time_ms is None else self.time_ms // 1000


@dataclass(frozen=True)
class Setting:
    """One setting of the fob's clock, at `time` (UTC seconds): the clock was `off_ms` ahead of the
    truth just before it, `after` seconds since the setting before; None at a first one. `error_ms`
    is how well the time was known that was set, `by` "host" or "hand"."""

    time: int
    off_ms: int | None
    error_ms: int
    after: int | None
    pressed: bool
    by: str

    @property
    def ppm(self) -> float | None:
        """How fast the clock ran since the setting before."""
        if self.off_ms is None or not self.after:
            return None
        return self.off_ms / self.after * 1000


@dataclass(frozen=True)
class Trim:
    """A trim: the aging register now and before, and the drift that it takes away."""

    aging: int
    was: int
    drift_ppb: int


def label(issuer: str, name: str) -> str:
    """`issuer:name`, or the name where there is no issuer."""
    return f"{issuer}:{name}" if issuer else name
