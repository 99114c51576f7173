"""`mfob udev`: Linux's rule for the fob's port, printed or installed."""

from __future__ import annotations

import click

from mfob import udev as rules
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note


@click.command(
    short_help="Print or install Linux's rule for the fob's port.",
    epilog=examples(
        "mfob udev                  # the rule, to look at",
        "mfob udev --install        # as root; else it prints the command with sudo",
    ),
)
@click.option("--install", is_flag=True, help=f"Write it to {rules.RULES}, and let udev read it.")
@click.pass_obj
def udev(state: State, install: bool) -> None:
    """Print the udev rule by which whoever sits at this computer may use the fob, without being in
    a group, and ModemManager leaves its port alone. Linux only.

    --install needs root. Without that it ends with the commands that install the rule by sudo.
    """
    if not install:
        if state.json:
            state.emit({"path": str(rules.RULES), "rule": rules.rule(), "installed": False})
        else:
            click.echo(rules.rule(), nl=False)
        return
    reloaded = rules.install()
    if state.json:
        state.emit({"path": str(rules.RULES), "rule": rules.rule(), "installed": True})
    else:
        click.echo(f"Written to {rules.RULES}.")
    if not reloaded:
        note("udev could not be told: plug the fob in again, or restart the computer.")
