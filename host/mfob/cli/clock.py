"""`mfob clock`: shows, sets and trims the fob's clock."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mfob import hostclock, hosttime
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, table
from mfob.clocktext import (
    ms_text,
    offset_text,
    ppm_text,
    span_text,
    state_text,
    utc_text,
    what_to_do,
)
from mfob.device import Fob
from mfob.errors import HostError
from mfob.hosttime import Known, Sync
from mfob.records import ClockState, Setting

_SLOW = 2000  # milliseconds off the host's clock that are worth a word
_VAGUE = 100  # ppm: such an error says nothing of any chip
_TRIPS = 4  # to tell how far off it is
_UNTOLD = ("locked", "bad_command", "storage")  # errors of a fob that tells no history now

_plot = click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png",
    help="Draw how far off the clock was before each setting.",
)


@click.group(
    invoke_without_command=True,
    short_help="Show, set or trim the fob's clock.",
    epilog=examples(
        "mfob clock",
        "mfob clock set",
    ),
)
@_plot
@click.pass_context
def clock(ctx: click.Context, plot: Path | None) -> None:
    """Show the fob's clock, set it, or trim it. The fob keeps UTC; there are no time zones on
    it."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show, plot=plot)
    elif plot is not None:
        raise click.UsageError("--plot goes behind `mfob clock show`.")


@clock.command(
    short_help="Show the fob's clock.",
    epilog=examples(
        "mfob clock show",
        "mfob clock show --plot drift.png    # its history as a picture",
    ),
)
@_plot
@click.pass_obj
def show(state: State, plot: Path | None) -> None:
    """Show the fob's clock: its state, how far it is from this computer's, how far off it may be,
    what it has learnt of its chip, and its latest settings."""
    warn(state)
    with state.open_fob() as fob:
        told = fob.clock(_TRIPS)
        history = _history(fob)
    if plot is not None:
        if history is None:
            raise HostError("The fob does not tell its clock's history now.", "no_history")
        from mfob import clockplot

        clockplot.save(history, plot)
    report(state, told, history)


@clock.command(
    name="set",
    short_help="Set the fob's clock to this computer's.",
    epilog=examples(
        "mfob clock set",
        "mfob clock set --ntp pool.ntp.org",
    ),
)
@click.option("--ntp", metavar="SERVER", help="Take the time of this NTP server (HOST[:PORT]).")
@click.pass_obj
def set_clock(state: State, ntp: str | None) -> None:
    """Set the fob's clock to this computer's time, or to an NTP server's.

    The fob waits for its button where the clock is not set, or would be moved further than it may
    be without a press: two minutes in all since the last one.
    """
    known = time_known(state, ntp)
    with state.open_fob() as fob:
        state.progress.expect("Set clock (UTC)")
        told = fob.set_clock(shift_ms=known.shift_ms, error_ms=known.error_ms)
        history = _history(fob)
    report(state, told, history, known.server)


@clock.command(
    short_help="Trim the clock's chip by what was learnt of it.",
    epilog=examples(
        "mfob clock trim",
    ),
)
@click.pass_obj
def trim(state: State) -> None:
    """Trim the clock's chip (a DS3231) by the drift that the fob has learnt of it, which it then
    forgets. The fob waits for its button."""
    with state.open_fob() as fob:
        state.progress.expect("Trim clock")
        done = fob.trim_clock()
    if state.json:
        state.emit({"aging": done.aging, "was": done.was, "ppm": done.drift_ppb / 1000})
        return
    drift = ppm_text(done.drift_ppb, None)
    click.echo(
        f"Trimmed: the clock was {drift}; its aging register went from {done.was} to {done.aging}."
    )
    click.echo("What was learnt is forgotten: the next settings teach it anew.")


def warn(state: State) -> Sync:
    """What is known of this computer's clock, with a warning where it is not synchronised."""
    if hostclock.virtual(state.port):
        return Sync(True, 0)  # a world's time is right
    sync = hosttime.sync()
    if sync.synced is None:
        state.say("can't tell whether this computer's clock is synchronised")
    elif not sync.synced:
        note(
            f"Warning: this computer's clock is not synchronised, says {sync.by}: switch its time"
            " service on, or give a time server to `mfob clock set --ntp`."
        )
    return sync


def time_known(state: State, server: str | None = None) -> Known:
    """How UTC follows from this computer's clock, which `server`, if any, corrects."""
    if server is not None:
        try:
            return hosttime.ask(server)
        except HostError as error:
            if error.code != "ntp":
                raise
            note(f"{error.message[:-1]}, so this computer's clock is taken.")
    return Known(error_ms=warn(state).assumed_ms)


def report(
    state: State, told: ClockState, history: list[Setting] | None, server: str | None = None
) -> None:
    """The clock as a table, or as the object of --json. `server` is whose time was set."""
    if state.json:
        state.emit(_object(told, history))
        return
    rows = [("State", state_text(told))]
    if told.time is not None:
        whose = "this computer's" if server is None else f"{server}'s"
        off = offset_text(told.offset_ms or 0, told.offset_error_ms or 0, whose)
        rows.append(("Time", f"{utc_text(told.time)}, {off}"))
    if told.last_set is not None:
        ago = "" if told.age is None else f", {span_text(told.age)} ago"
        rows.append(("Last set", f"{utc_text(told.last_set)}{ago}{_pressed(told)}"))
    learnt = "not learnt yet"
    if told.drift_ppb is not None:
        learnt = ppm_text(told.drift_ppb, told.drift_error_ppb)
    rows.append(("Drift", learnt))
    rows.append(("Free", _free(told)))
    if told.part:
        aging = "" if told.aging is None else f", its aging register {told.aging}"
        rows.append(("Chip", f"{told.part}{aging}"))
    if told.time is None:
        rows.append(("To do", what_to_do(told)))
    table(rows)
    if history:
        click.echo()
        table([_HEADINGS, *map(_row, history, [None, *history])])
    if told.state == "stale" or abs(told.offset_ms or 0) > _SLOW:
        note("`mfob clock set` sets the fob's clock, if this computer's is right.")


_HEADINGS = ("Set", "After", "It was", "Give or take", "Drift", "How")


def _row(setting: Setting, before: Setting | None) -> tuple[str, ...]:
    """A line of the history."""
    off = "-"
    if setting.off_ms is not None:
        side = "right" if setting.off_ms == 0 else "ahead" if setting.off_ms > 0 else "behind"
        off = f"{ms_text(setting.off_ms)} {side}"
    return (
        utc_text(setting.time),
        "-" if setting.after is None else span_text(setting.after),
        off,
        ms_text(setting.error_ms),
        _drift(setting, before),
        ("on the fob" if setting.by == "hand" else "USB")
        + (", pressed" if setting.pressed and setting.by != "hand" else ""),
    )


def _drift(setting: Setting, before: Setting | None) -> str:
    """How fast the clock ran before a setting, as well as the errors at both ends let one say."""
    if setting.ppm is None or not setting.after:
        return "-"
    error = setting.error_ms + (before or setting).error_ms
    within = error / setting.after * 1000
    return f"{setting.ppm:+.2f} ± {within:.2f} ppm" if within < _VAGUE else "-"


def _free(told: ClockState) -> str:
    if told.time is None or told.free_ms <= 0:
        return "any setting needs a press on the fob"
    return f"may still be moved by {ms_text(told.free_ms)} without a press"


def _pressed(told: ClockState) -> str:
    if told.pressed is None:
        return ""
    return ", after a press" if told.pressed else ", without a press"


def _object(told: ClockState, history: list[Setting] | None) -> dict[str, object]:
    drift, error = told.drift_ppb, told.drift_error_ppb
    return {
        "state": told.state,
        "time": told.time,
        "error_ms": told.error_ms,
        "offset_ms": told.offset_ms,
        "offset_error_ms": told.offset_error_ms,
        "ppm": None if drift is None else drift / 1000,
        "ppm_error": None if error is None else error / 1000,
        "last_set": told.last_set,
        "age": told.age,
        "free_ms": told.free_ms,
        "lost": told.lost,
        "part": told.part,
        "aging": told.aging,
        "pressed": told.pressed,
        "history": None if history is None else [asdict(setting) for setting in history],
    }


def _history(fob: Fob) -> list[Setting] | None:
    """The latest settings; None while the fob does not tell them."""
    try:
        return fob.clock_history()
    except HostError as error:
        if error.code not in _UNTOLD:
            raise
        return None
