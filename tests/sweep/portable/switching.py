"""The real main.py on the flash at hand: three crashes, and the firmware of the other place."""

import os
import sys

from flashes import PowerCut

STARTED: list = []  # the places whose firmware was started
_FIRMWARE = """
def main():
    import switching
    switching.STARTED.append("%s")
    raise KeyboardInterrupt
"""


class Reset(BaseException):
    """The chip starts again."""


class Pin:
    """No button is held."""

    IN = PULL_UP = 0

    def __init__(self, *how) -> None:
        pass

    def value(self) -> int:
        return 1


class Machine:
    """As the module machine, as far as main.py has use for it."""

    Pin = Pin

    @staticmethod
    def reset() -> None:
        raise Reset

    @staticmethod
    def reset_cause() -> int:
        return 1


class Board:
    """As the module board."""

    BOARD = {"buttons": [{"role": "ok", "pin": 1, "pull": "up", "active": 0}]}


def _read(path: str) -> str:
    with open(path) as file:
        return file.read()


def _found() -> str:
    """main.py's text, from where the firmware is imported from."""
    for folder in sys.path:
        try:
            return _read(folder + "/main.py")
        except OSError:
            pass
    raise OSError


_MAIN = _found()  # now, while the computer's files are there


def prepare() -> None:
    for name in ("a", "b"):
        os.mkdir("/" + name)
        with open("/" + name + "/start.py", "w") as file:
            file.write(_FIRMWARE % name)
    for path, text in (("/slot", "a"), ("/crashes", "xxx")):
        with open(path, "w") as file:
            file.write(text)


def place() -> str:
    """The place whose firmware is started next."""
    try:
        return _read("/slot")[:1]
    except OSError:
        return ""


def start(device) -> None:
    """Two starts, the second within the minute that crashes are remembered for.

    Raises PowerCut where the power goes in one.
    """
    del STARTED[:]
    _start()
    if device.power_gone:
        raise PowerCut
    steps = device.steps
    _start()
    assert STARTED == ["b", "b"], STARTED
    assert device.steps == steps, "the place is switched once"


def _start() -> None:
    """main.py as it is."""
    path = list(sys.path)
    sys.modules["machine"], sys.modules["board"] = Machine, Board
    try:
        exec(_MAIN, {})
    except Reset:
        pass
    finally:
        sys.path[:] = path
        try:
            os.umount("/found")  # main.py's; a reset takes it down
        except OSError:
            pass  # the power went before
        for name in ("machine", "board", "start"):
            sys.modules.pop(name, None)
