"""Which board it is: told, known from the fob, named by its MicroPython, or asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mfob import data
from mfob.errors import HostError

# sys.platform of MicroPython: the chips of the boards that it may be. The virtual fob runs any.
_CHIPS = {"linux": ("unix", "rp2", "esp32"), "darwin": ("unix", "rp2", "esp32")}
_DRIVERS = {"linux": "unix", "darwin": "unix"}
Ask = Callable[[list[dict[str, Any]]], str]


def chip_of(platform: str) -> str:
    """The chip whose drivers a platform takes: the xyz of drivers/chip_xyz.py."""
    return _DRIVERS.get(platform, platform)


def choose(platform: str, machine: str, told: str | None, known: str | None, ask: Ask) -> str:
    """The name of a board. `told`: by --board; `known`: by the firmware that is on it.

    `ask` gets the data of several boards and returns a name. Raises HostError "unknown_board",
    "wrong_board", "no_such_board".
    """
    boards = [data.board(name) for name in data.board_names()]
    fitting = [board for board in boards if board["chip"] in _CHIPS.get(platform, (platform,))]
    names = [str(board["name"]) for board in fitting]
    if told is not None:
        board = data.board(told)
        if board not in fitting:
            raise HostError(
                f"The board that is connected is not a {told}: that has the chip {board['chip']},"
                f" this one says {machine or platform}.",
                "wrong_board",
            )
        return told
    if known in names:
        return str(known)
    if not fitting:
        raise HostError(
            f"mfob knows no board with this chip ({machine or platform}): `mfob boards` lists"
            " those that it knows.",
            "no_such_board",
        )
    named = [board for board in fitting if machine.startswith(_machines(board) or ("\0",))]
    if len(named) == 1:
        return str(named[0]["name"])
    return ask(named or fitting)


def _machines(board: dict[str, Any]) -> tuple[str, ...]:
    return tuple(board.get("micropython", {}).get("machines", ()))
