"""`mfob pin set`, `change` and `remove`."""

from __future__ import annotations

import click

from fobcore.attempts import LIMIT, LIMIT_MAX, LIMIT_MIN
from mfob import data
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.pinfile import Pins, UnrepeatedGroup, option
from mfob.cli.texts import note
from mfob.cli.unlock import try_pin
from mfob.device import Fob
from mfob.errors import HostError, of_code
from mfob.records import Info

ON_DUMPABLE = 8  # digits of a PIN, at least, where any computer can copy the flash
WITHOUT = (
    "The fob has no PIN: it protects the keys from the computers it is plugged into, and not from"
    " who takes the fob apart. Its keys lie readable in its flash, and a copy of the flash gives"
    " them all."
)
ANY_HOST = "On this board any computer can make that copy over USB."


_tries = click.option(
    "--tries",
    "limit",
    type=click.IntRange(LIMIT_MIN, LIMIT_MAX),
    metavar="N",
    help=f"Wrong PINs in a row, {LIMIT_MIN} to {LIMIT_MAX}, after which the fob erases itself"
    f" ({LIMIT} as new).",
)


@click.group(
    cls=UnrepeatedGroup,
    short_help="Set, change or remove the fob's PIN.",
    epilog=examples(
        "mfob pin set",
        "mfob pin change",
    ),
)
def pin() -> None:
    """Set, change or remove the fob's PIN: 4 to 12 digits, typed on its buttons or here.

    A forgotten PIN can't be found out: `mfob wipe` makes the fob usable again, without what was
    on it.
    """


@pin.command(
    name="set",
    short_help="Give a fob without a PIN one.",
    epilog=examples(
        "mfob pin set                 # asks for it twice, hidden",
        "mfob pin set --tries 5       # the fifth wrong one in a row erases the fob",
    ),
)
@option
@_tries
@click.pass_obj
def set_pin(state: State, pin_file: str | None, limit: int | None) -> None:
    """Give a fob without a PIN one, which is asked for twice. The fob waits for its button."""
    pins = Pins(pin_file)
    with state.open_fob() as fob:
        told = fob.info()
        if told.pin:
            raise HostError("The fob has a PIN: `mfob pin change` changes it.", "has_pin")
        new = _new(pins, told)
        give(state, fob, new, limit)
    _report(state, True, "The PIN is set.")


@pin.command(
    short_help="Change the PIN.",
    epilog=examples(
        "mfob pin change",
        "mfob pin change --pin-file - < pins.txt    # the current one, then the new one",
    ),
)
@option
@_tries
@click.pass_obj
def change(state: State, pin_file: str | None, limit: int | None) -> None:
    """Change the PIN, or with the same PIN how many tries there are: the current PIN is asked for,
    then the new one. The fob waits for its button, twice where it was locked."""
    pins = Pins(pin_file)
    with state.open_fob() as fob:
        told = _with_pin(fob)
        old = pins.current(told)
        new = _new(pins, told)
        if told.locked:
            try_pin(state, fob, old)
        state.progress.expect("Change PIN")
        fob.set_pin(new, old, limit)
    _report(state, True, "The PIN is changed.")


@pin.command(
    short_help="Take the PIN away.",
    epilog=examples(
        "mfob pin remove",
    ),
)
@option
@click.pass_obj
def remove(state: State, pin_file: str | None) -> None:
    """Take the PIN away: who has the fob then has its codes. The current one is asked for; the
    fob waits for its button, twice where it was locked."""
    pins = Pins(pin_file)
    with state.open_fob() as fob:
        told = _with_pin(fob)
        old = pins.current(told)
        if told.locked:
            try_pin(state, fob, old)
        state.progress.expect("Remove PIN")
        fob.remove_pin(old)
        told = fob.info()
    _report(state, told.pin, "The PIN is removed.")
    note(without(told))


def give(state: State, fob: Fob, new: str, limit: int | None = None) -> None:
    """Gives a fob without a PIN one. Raises HostError."""
    state.progress.expect("Set PIN")
    fob.set_pin(new, limit=limit)


def without(told: Info) -> str:
    """What going without a PIN means on this board."""
    return f"{WITHOUT} {ANY_HOST}" if data.host_can_dump(told.board) else WITHOUT


def _with_pin(fob: Fob) -> Info:
    told = fob.info()
    if not told.pin:
        raise of_code("no_pin")
    return told


def _new(pins: Pins, told: Info) -> str:
    new = pins.new()
    if not new:
        raise of_code("pin_format")
    if len(new) < ON_DUMPABLE and data.host_can_dump(told.board):
        note(
            "Warning: on this board any computer can copy the flash over USB and try PINs on the"
            f" copy: take {ON_DUMPABLE} digits or more."
        )
    return new


def _report(state: State, has_pin: bool, line: str) -> None:
    if state.json:
        state.emit({"pin": has_pin})
    else:
        click.echo(line)
