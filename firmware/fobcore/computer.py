"""The computer at the other end of the line. What answers it, a fifth of the firmware, is loaded
when its first line comes, a module a turn of the loop: a fob on a battery has the memory free.
"""

import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.link import Link
    from fobcore.parts import Iterator, LinkOf

_MODULES = (
    "consent",
    "frames",
    "link",
    "fob",
    "account_commands",
    "clock_commands",
    "code_commands",
    "lock_commands",
    "commands",
)


class Computer:
    """Takes its lines and answers. `link_of()` makes the link, once its modules are loaded."""

    def __init__(self, link_of: "LinkOf") -> None:
        self._link_of = link_of
        self._link: "Link | None" = None
        self._loading: "Iterator[None] | None" = None
        self._line = b""  # that began it

    @property
    def working(self) -> bool:
        """Whether something is under way that does not wait for the owner."""
        return self._link.working if self._link is not None else self._loading is not None

    def receive(self, line: bytes, ticks: int) -> None:
        """A line from it."""
        if self._link is not None:
            self._link.receive(line, ticks)
        else:
            self._line = line
            if self._loading is None:
                self._loading = _load()

    def step(self, ticks: int) -> None:
        """A slice of what is under way."""
        if self._link is not None:
            self._link.step(ticks)
        elif self._loading is not None:
            try:
                next(self._loading)
            except StopIteration:
                self._loading = None
                self._link = self._link_of()
                self._link.receive(self._line, ticks)
                self._line = b""

    def forget(self) -> None:
        """The fob is locked."""
        if self._link is not None:
            self._link.forget()


def _load() -> "Iterator[None]":
    for name in _MODULES:
        gc.collect()  # what is loaded is to lie together
        __import__("fobcore." + name)
        yield
