"""The fob's display, live in a terminal; keys are its buttons. One more client of the fob."""

import os
import select
import shutil
import sys
import termios
import time
import tty
from types import TracebackType

from mfob.sim.client import Sim
from mfob.sim.colours import coloured
from mfob.sim.picture import Picture

_FRAME_S = 0.05
_LONG_MS = 1200
_SHORT_MS = 150
_KEYS = {
    b"o": ("ok", _SHORT_MS),
    b"\r": ("ok", _SHORT_MS),
    b"\n": ("ok", _SHORT_MS),
    b"n": ("next", _SHORT_MS),
    b" ": ("next", _SHORT_MS),
    b"\x1b[C": ("next", _SHORT_MS),
    b"\x1b[B": ("next", _SHORT_MS),
    b"b": ("back", _SHORT_MS),
    b"O": ("ok", _LONG_MS),
    b"N": ("next", _LONG_MS),
    b"B": ("back", _LONG_MS),
}
_LETTERS = {"ok": "o", "next": "n", "back": "b"}  # the keys that the help names
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"


class Terminal:
    """Standard input without echo and line mode, the alternate screen; both undone at the end."""

    def __enter__(self) -> "Terminal":
        self._before = termios.tcgetattr(0)
        tty.setcbreak(0)
        self.write(_ENTER)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.write(_LEAVE)
        termios.tcsetattr(0, termios.TCSADRAIN, self._before)

    def write(self, text: str) -> None:
        """Send text as it is."""
        sys.stdout.write(text)
        sys.stdout.flush()

    def keys(self, seconds: float) -> list[bytes]:
        """The keys of at most so long; an arrow is one key."""
        if not select.select([0], [], [], seconds)[0]:
            return []
        data = os.read(0, 64)
        if not data:
            return [b"q"]
        if data.startswith(b"\x1b"):
            return [data[:3].replace(b"\x1bO", b"\x1b[")]
        return [data[i : i + 1] for i in range(len(data))]


def show(sim: Sim) -> None:
    """Draw until q is pressed, or the fob ends (SimError)."""
    buttons = list(sim.status()["buttons"])
    with Terminal() as terminal:
        seen = picture = None
        drawn = ""
        while True:
            try:
                answer = sim.look(seen)
                if "pixels" in answer:
                    seen, picture = answer["changes"], Sim.picture_of(answer)
                assert picture is not None
                screen = _screen(picture, answer, helped(buttons))
                if screen != drawn:
                    terminal.write(screen)
                    drawn = screen
                for key in terminal.keys(_FRAME_S):
                    if key == b"q":
                        return
                    if pressed(key, buttons) and answer["power"]:
                        sim.tap(*_KEYS[key])
            except KeyboardInterrupt:
                return


def pressed(key: bytes, buttons: list[str]) -> bool:
    """True if the key is a button that the board has."""
    return key in _KEYS and _KEYS[key][0] in buttons


def helped(buttons: list[str]) -> str:
    """The keys of a board with these buttons."""
    letters = {role: _LETTERS[role] for role in _LETTERS if role in buttons}
    short = "  ".join(f"{letter} {role}" for role, letter in letters.items())
    return f"{short}  {' '.join(letters.values()).upper()} long  q quit"


def framed(picture: Picture, columns: int, lines: int) -> list[str]:
    """The picture in the largest blocks that leave room for the frame and two lines below."""
    for wide, high, draw in (
        (1, 2, Picture.halves),
        (2, 2, Picture.quadrants),
        (2, 4, Picture.braille),
    ):
        width, height = -(-picture.width // wide), -(-picture.height // high)
        if width + 2 <= columns and height + 3 <= lines:
            rows = draw(picture)
            if picture.colours is not None:
                rows = coloured(picture, rows, wide, high)
            break
    else:
        rows = [f" {picture.width}x{picture.height} does not fit into this terminal "]
        width = len(rows[0])
    bar = "─" * width
    return [f"╭{bar}╮", *(f"│{row}│" for row in rows), f"╰{bar}╯"]


def _screen(picture: Picture, answer: dict[str, object], keys: str) -> str:
    columns, lines = shutil.get_terminal_size()
    shown = framed(picture, columns, lines)
    utc = int(str(answer["utc"]))
    stamp = _stamp(utc) + (" (stands)" if answer["standing"] else "")
    if not answer["power"]:
        stamp = "no power"
    if answer.get("fault"):
        stamp = f"stopped: {answer['fault']}"
    status = f" {stamp}  {keys}"[: columns - 1]
    body = "".join(f"{line}\x1b[K\r\n" for line in shown)
    return f"\x1b[H{body}{status}\x1b[K\x1b[J"


def _stamp(utc: int) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(utc))
    except (OverflowError, ValueError):
        return f"{utc} s UTC"


def usable() -> bool:
    """True if there is a terminal to draw on and to read keys from."""
    return sys.stdin.isatty() and sys.stdout.isatty()
