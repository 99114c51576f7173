"""The program `mfob`: its commands, each imported when it is used; errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from mfob import __version__
from mfob.cli import common, failures
from mfob.errors import hide

# command: its module, its attribute there, its line in the help
_COMMANDS = {
    "devices": ("mfob.cli.devices", "devices", "List the fobs that are connected."),
    "info": ("mfob.cli.info", "info", "Show what the fob tells of itself."),
    "setup": ("mfob.cli.setup", "setup", "First run: a PIN, the clock, a name for the fob."),
    "doctor": ("mfob.cli.doctor", "doctor", "Check the fob's health."),
    "add": ("mfob.cli.add", "add", "Put accounts on the fob."),
    "list": ("mfob.cli.list", "list_accounts", "List the accounts on the fob."),
    "code": ("mfob.cli.code", "code", "Show a code, after a press on the fob."),
    "rename": ("mfob.cli.order", "rename", "Give an account another name."),
    "move": ("mfob.cli.order", "move", "Move an account to another place."),
    "favourite": ("mfob.cli.order", "favourite", "Put an account before all others."),
    "delete": ("mfob.cli.delete", "delete", "Take an account off the fob."),
    "clock": ("mfob.cli.clock", "clock", "Show or set the fob's clock."),
    "config": ("mfob.cli.config", "config", "Show or change the fob's settings."),
    "boards": ("mfob.cli.boards", "boards", "List the boards that a fob can be built from."),
    "install": ("mfob.cli.install", "install", "Put the firmware onto a board or a fob."),
    "maintenance": ("mfob.cli.maintenance", "maintenance", "MicroPython's prompt on the fob."),
    "unlock": ("mfob.cli.unlock", "unlock", "Unlock the fob with its PIN."),
    "lock": ("mfob.cli.lock", "lock", "Lock the fob."),
    "pin": ("mfob.cli.pin", "pin", "Set, change or remove the fob's PIN."),
    "wipe": ("mfob.cli.wipe", "wipe", "Erase everything on the fob."),
    "sim": ("mfob.cli.sim", "sim", "The virtual fob: try everything without hardware."),
}


class Commands(click.Group):
    """A group that imports a command when it is needed, and maps failures to exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            if hide(cmd_name) != cmd_name:  # holds a key: not to be repeated in the error
                raise click.UsageError("An address goes behind `add`: mfob add URI", ctx)
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        common.accept_globals(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in _COMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Runs the command line and exits; with standalone_mode=False exceptions go on."""
        if not named.get("standalone_mode", True):
            return super().main(args, *rest, **named)
        args = sys.argv[1:] if args is None else list(args)
        named["standalone_mode"] = False
        with failures.as_exit_codes(as_json=common.wants_json(args)):
            exit_code = super().main(args, *rest, **named)
        sys.exit(exit_code if isinstance(exit_code, int) else 0)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mfob", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Put accounts on an MFA key fob and get codes from it.

    The options of this page may also stand behind the command.
    """
    ctx.ensure_object(common.State)


common.accept_globals(cli, environment=True)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that this terminal can't show
    cli.main(prog_name="mfob")
