"""`mfob setup`: the first run with a new fob."""

from __future__ import annotations

import click

from mfob import data
from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.info import show
from mfob.cli.texts import note
from mfob.clocktext import offset_text, utc_text
from mfob.enrol import clean
from mfob.errors import HostError

_NAME_MAX = 24  # characters
_NO_PIN = (
    "The fob has no PIN: it protects the keys from the computers it is plugged into, and not from"
    " who takes the fob apart. Its keys lie readable in its flash, and a copy of the flash gives"
    " them all."
)
_BEFORE_IT_IS_LOST = """\
A fob can be lost or break, and nothing gets the keys back out of it. So, for each account:
  - keep the recovery codes that the service gives you, on paper or in a password manager;
  - put the same QR code on a second fob before you close the service's page.
If the fob is gone: sign in with the second one or a recovery code, then switch MFA off and on
again at each service. That makes a new key, and the lost one's codes are worth nothing.
If the coin cell is empty, only the time is lost: put a new one in, then `mfob clock set`."""
_ANY_HOST = "On this board any computer can make that copy over USB."


@click.command(short_help="First run: set the clock, give the fob a name.")
@click.option("--name", help='The fob\'s own name, "" for none; asked for on a terminal.')
@click.pass_obj
def setup(state: State, name: str | None) -> None:
    """Set the fob's clock to this computer's and give the fob a name.

    Both wait for the fob's button. Says what going without a PIN means.
    """
    with state.open_fob() as fob:
        told = fob.info()
        note(_NO_PIN + (f" {_ANY_HOST}" if _dumpable(told.board) else ""))
        if name is None:
            name = terminal.ask(f"A name for the fob (empty: {told.name or 'none'}):") or told.name
        name = clean(name)
        if len(name) > _NAME_MAX or not name.isprintable():
            raise HostError(
                f"A fob's name has at most {_NAME_MAX} characters, all printable.", "bad_name"
            )
        state.progress.expect("Set clock (UTC)")
        clock = fob.set_clock()
        note(f"Clock: {utc_text(clock.time or 0)}, {offset_text(clock.offset_ms or 0)}.")
        if name != told.name:
            state.progress.expect("Name this fob", name)
            fob.set_name(name)
        told = fob.info()
    show(state, told)
    note(_BEFORE_IT_IS_LOST)
    note("Next: `mfob add --qr IMAGE` puts an account on the fob.")


def _dumpable(board: str) -> bool:
    """Whether any host can read the board's flash; no word where the board is not known here."""
    try:
        return bool(data.board(board)["host_can_dump"])
    except HostError:
        return False
