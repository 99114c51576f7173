"""`mfob setup`: the first run with a new fob."""

from __future__ import annotations

import os

import click

from fobcore.pin import SHORTEST
from mfob import data
from mfob.cli import pinfile, terminal
from mfob.cli.clock import time_known
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.info import show
from mfob.cli.pin import ANY_HOST, ON_DUMPABLE, give, without
from mfob.cli.pinfile import Pins
from mfob.cli.texts import note
from mfob.cli.unlock import try_pin
from mfob.clocktext import offset_text, utc_text
from mfob.device import Fob
from mfob.enrol import clean
from mfob.errors import HostError, of_code
from mfob.records import Info

_NAME_MAX = 24  # characters
_BACKUP = "`mfob backup FILE` keeps its accounts in an encrypted file."
_NO_BACKUP = "Nothing gets the keys back out of it: they never leave it."
_BEFORE_IT_IS_LOST = """\
A fob can be lost or break. {backup} And for each account:
  - keep the recovery codes that the service gives you, on paper or in a password manager;
  - put the same QR code on a second fob before you close the service's page.
If the fob is gone: sign in with the second one or a recovery code, then switch MFA off and on
again at each service. That makes a new key, and the lost one's codes are worth nothing.
If the coin cell is empty, only the time is lost: put a new one in, then `mfob clock set`."""


@click.command(
    cls=pinfile.Unrepeated,
    short_help="First run: a PIN, the clock, a name for the fob.",
    epilog=examples(
        "mfob setup                   # asks for a PIN and a name",
        "mfob setup --name Keys --pin-file pin.txt",
    ),
)
@click.option("--name", help='The fob\'s own name, "" for none; asked for on a terminal.')
@pinfile.option
@click.option("--no-pin", is_flag=True, help="Go without a PIN, and don't ask for one.")
@click.option("--no-export", is_flag=True, help="Accounts never leave it: no backup, for good.")
@click.pass_obj
def setup(
    state: State, name: str | None, pin_file: str | None, no_pin: bool, no_export: bool
) -> None:
    """Give the fob a PIN and a name, and set its clock to this computer's.

    Each waits for the fob's button. A board whose flash any computer can copy needs a PIN of 8
    digits or more, or --no-pin. --no-export is undone by a wipe alone.
    """
    if no_pin and pin_file is not None:
        raise click.UsageError("--no-pin and --pin-file don't go together.")
    pins = Pins(pin_file)
    with state.open_fob() as fob:
        told = _guarded(state, fob, pins, no_pin)
        if name is None:
            name = terminal.ask(f"A name for the fob (empty: {told.name or 'none'}):") or told.name
        name = clean(name)
        if len(name) > _NAME_MAX or not name.isprintable():
            raise HostError(
                f"A fob's name has at most {_NAME_MAX} characters, all printable.", "bad_name"
            )
        known = time_known(state)
        state.progress.expect("Set clock (UTC)")
        clock = fob.set_clock(error_ms=known.error_ms)
        off = offset_text(clock.offset_ms or 0, clock.offset_error_ms or 0)
        note(f"Clock: {utc_text(clock.time or 0)}, {off}.")
        if name != told.name:
            state.progress.expect("Name this fob", name)
            fob.set_name(name)
        if no_export and fob.settings().get("exportable") != "never":
            state.progress.expect("Change setting", "exportable never")
            fob.set_setting("exportable", "never")
        kept = fob.settings().get("exportable") == "never"
        told = fob.info()
    show(state, told)
    note(_BEFORE_IT_IS_LOST.format(backup=_NO_BACKUP if kept else _BACKUP))
    note("Next: `mfob add --qr IMAGE` puts an account on the fob.")


def _guarded(state: State, fob: Fob, pins: Pins, no_pin: bool) -> Info:
    """The fob unlocked, or with its new PIN, or knowingly without one. Raises HostError."""
    told = fob.info()
    if told.pin:
        if told.locked:
            try_pin(state, fob, pins.current(told))
        return fob.info()
    fob.mix(os.urandom(32))  # a chip's own generator may be weak
    note(without(told))
    dumpable = data.host_can_dump(told.board)
    new = ""
    if not no_pin and (pins.given or terminal.there()):
        if not pins.given:
            note("A PIN locks the fob and its keys." + ("" if dumpable else " None: just Enter."))
        new = pins.new(ON_DUMPABLE if dumpable else SHORTEST)
        if pins.given and not new:
            raise of_code("pin_format")
    if new:
        give(state, fob, new)
        note("The PIN is set. Nobody can find out a forgotten one.")
    elif dumpable and not no_pin:
        raise HostError(
            f"{ANY_HOST} Give the fob a PIN of {ON_DUMPABLE} digits or more (--pin-file without a"
            " terminal), or --no-pin if it shall go without.",
            "pin_needed",
        )
    return told
