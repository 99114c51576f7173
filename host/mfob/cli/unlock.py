"""`mfob unlock`, and what other commands do where they meet a locked fob."""

from __future__ import annotations

import click

from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.pinfile import Pins, Unrepeated, option
from mfob.device import Fob
from mfob.errors import HostError, of_code


@click.command(
    cls=Unrepeated,
    short_help="Unlock the fob with its PIN.",
    epilog=examples(
        "mfob unlock",
        "mfob unlock --pin-file pin.txt",
    ),
)
@option
@click.pass_obj
def unlock(state: State, pin_file: str | None) -> None:
    """Unlock the fob with its PIN, which is asked for. The fob waits for a short press first.

    After some wrong PINs the fob erases itself; `mfob info` tells how many are left.
    """
    pins = Pins(pin_file)
    with state.open_fob() as fob:
        told = fob.info()
        if not told.pin:
            raise of_code("no_pin")
        if told.locked:
            try_pin(state, fob, pins.current(told))
    if state.json:
        state.emit({"locked": False})
    else:
        click.echo("Unlocked." if told.locked else "The fob is not locked.")


def unlock_first(state: State, fob: Fob) -> None:
    """Asks for the PIN so that a command can go on. HostError "locked" without a terminal."""
    if not terminal.there():
        raise of_code("locked")
    try_pin(state, fob, Pins(None).current(fob.info()))


def try_pin(state: State, fob: Fob, pin: str) -> None:
    """Unlocks a fob that has a PIN. Raises HostError."""
    with state.progress.aside("Unlock"):
        try:
            fob.unlock(pin)
        except HostError as error:
            if error.code == "no_pin":  # it had one: the answer to the last try was lost
                raise of_code("wiped") from None
            raise
