"""`mfob doctor`: looks at all of a fob and says, line by line, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob.cli.clock import warn
from mfob.cli.common import State
from mfob.cli.texts import note, printable
from mfob.errors import FAILED
from mfob.health import WINDOW, Check, examine


@click.command(short_help="Check the fob's health.")
@click.option("--quick", is_flag=True, help="Without the 10 s that the clock's second takes.")
@click.pass_obj
def doctor(state: State, quick: bool) -> None:
    """Check the link, the clock against this computer's and its second against the processor's,
    battery, flash, memory, display, buttons, random numbers, and let the fob compute published
    codes. Changes nothing and needs no press. Exit code 1 if something is wrong."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        state.say(line)

    sync = warn(state)
    with state.open_fob(say) as fob:
        if not quick:
            note(f"Comparing the clock's second with the processor's for {WINDOW:.0f} s …")
        checks = examine(fob, said, sync, 0 if quick else WINDOW)
    if state.json:
        state.emit({"checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            _print(check)
    if not all(check.ok for check in checks):
        click.get_current_context().exit(FAILED)


def _print(check: Check) -> None:
    mark = "ok   " if check.ok else "WRONG"
    click.echo(f"{mark}  {check.name:8}  {printable(check.told)}")
    if check.advice:
        click.echo(f"                 {printable(check.advice)}")
