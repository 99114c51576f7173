"""`mfob clock`: shows and sets the fob's clock."""

from __future__ import annotations

import click

from mfob.cli.common import State
from mfob.cli.texts import note
from mfob.clocktext import offset_text, utc_text
from mfob.records import ClockState

_SLOW = 2000  # milliseconds off the host's clock that are worth a word


@click.group(invoke_without_command=True, short_help="Show or set the fob's clock.")
@click.pass_context
def clock(ctx: click.Context) -> None:
    """Show the fob's clock, or set it. The fob keeps UTC; there are no time zones on it."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)


@clock.command(short_help="Show the fob's clock.")
@click.pass_obj
def show(state: State) -> None:
    """Show the fob's clock, and how far it is from this computer's."""
    with state.open_fob() as fob:
        told = fob.clock()
    report(state, told)


@clock.command(name="set", short_help="Set the fob's clock to this computer's.")
@click.pass_obj
def set_clock(state: State) -> None:
    """Set the fob's clock to this computer's time. The fob waits for its button."""
    with state.open_fob() as fob:
        state.progress.expect("Set clock (UTC)")
        told = fob.set_clock()
    report(state, told)


def report(state: State, told: ClockState) -> None:
    """The clock as a sentence, or as the object of --json (null: not known to this firmware)."""
    if state.json:
        state.emit(
            {
                "state": told.state,
                "time": told.time,
                "error_ms": None,
                "offset_ms": told.offset_ms,
                "ppm": None,
                "last_set": told.last_set,
            }
        )
        return
    if told.time is None:
        click.echo("The fob's clock is not set: `mfob clock set` sets it.")
        return
    click.echo(f"{utc_text(told.time)}, {offset_text(told.offset_ms or 0)}")
    if told.last_set is not None:
        click.echo(f"Last set {utc_text(told.last_set)}")
    if abs(told.offset_ms or 0) > _SLOW:
        note("`mfob clock set` sets the fob's clock, if this computer's is right.")
