"""Cuts what a serial port brings into lines, with a bound: what is too long is noise."""

from __future__ import annotations

from collections.abc import Iterator

from fobcore import frames


class LineCutter:
    """Takes bytes in any portions; keeps at most one frame's length of an unfinished line."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The lines that `data` ends, without their newlines."""
        *ended, rest = data.split(b"\n")
        for piece in ended:
            self._keep(piece)
            if not self._skipping:
                yield bytes(self._rest)
            self.clear()
        self._keep(rest)

    def clear(self) -> None:
        """Forgets a half line: what comes next is another connection."""
        self._rest.clear()
        self._skipping = False

    def _keep(self, piece: bytes) -> None:
        if len(self._rest) + len(piece) > frames.MAX_LINE:
            self._skipping = True
            self._rest.clear()
        if not self._skipping:
            self._rest += piece
