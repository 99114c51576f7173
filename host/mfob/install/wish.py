"""What an installation is given, whom it asks, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


class Person(Protocol):
    """Who runs this: is told, is asked, sees how far it is."""

    def tell(self, line: str) -> None: ...
    def choose(self, boards: list[dict[str, Any]]) -> str: ...
    def agree(self, question: str) -> None:
        """Raises HostError where the answer is no."""

    def begin(self, total: int) -> Callable[[int], None]:
        """A bar for so many bytes; what it returns is told how many more are done."""
        ...


@dataclass(frozen=True)
class Wish:
    """What was given: a port, a board, an image, another firmware, and what is agreed to."""

    port: str | None = None
    board: str | None = None
    uf2: Path | None = None
    source: Path | None = None
    forget_vault: bool = False


@dataclass(frozen=True)
class Hello:
    """What a fob that answers tells of itself; `place` is "" where it does not."""

    port: str
    firmware: str
    board: str
    id: str
    place: str


@dataclass(frozen=True)
class Installed:
    """What became of it. `written` and `kept`: files; `bytes`: how many were copied."""

    port: str
    board: str
    firmware: str
    id: str
    place: str
    written: int
    kept: int
    bytes: int
    new: bool  # the board had no firmware before
