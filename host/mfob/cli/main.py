"""The program `mfob`: its commands, each imported when it is used; errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from mfob import __version__
from mfob.cli import common, complete, failures
from mfob.cli.examples import examples
from mfob.errors import hide

# command: its module, its attribute there, its line in the help
_COMMANDS = {
    "devices": ("mfob.cli.devices", "devices", "List the fobs that are connected."),
    "info": ("mfob.cli.info", "info", "Show what the fob tells of itself."),
    "setup": ("mfob.cli.setup", "setup", "First run: a PIN, the clock, a name for the fob."),
    "doctor": ("mfob.cli.doctor", "doctor", "Check the fob, and what this computer has for it."),
    "add": ("mfob.cli.add", "add", "Put accounts on the fob."),
    "import": ("mfob.cli.import_", "import_accounts", "Take the accounts of another app."),
    "list": ("mfob.cli.list", "list_accounts", "List the accounts on the fob."),
    "code": ("mfob.cli.code", "code", "Show a code, after a press on the fob."),
    "rename": ("mfob.cli.order", "rename", "Give an account another name."),
    "move": ("mfob.cli.order", "move", "Move an account to another place."),
    "favourite": ("mfob.cli.order", "favourite", "Put an account before all others."),
    "delete": ("mfob.cli.delete", "delete", "Take an account off the fob."),
    "backup": ("mfob.cli.backup", "backup", "Back up all accounts, encrypted."),
    "restore": ("mfob.cli.restore", "restore", "Put the accounts of a backup on a fob."),
    "export": ("mfob.cli.export", "export", "Give the accounts to another app."),
    "clock": ("mfob.cli.clock", "clock", "Show or set the fob's clock."),
    "config": ("mfob.cli.config", "config", "Show or change the fob's settings."),
    "boards": ("mfob.cli.boards", "boards", "List the boards that a fob can be built from."),
    "install": ("mfob.cli.install", "install", "Put the firmware onto a board or a fob."),
    "maintenance": ("mfob.cli.maintenance", "maintenance", "MicroPython's prompt on the fob."),
    "unlock": ("mfob.cli.unlock", "unlock", "Unlock the fob with its PIN."),
    "lock": ("mfob.cli.lock", "lock", "Lock the fob."),
    "pin": ("mfob.cli.pin", "pin", "Set, change or remove the fob's PIN."),
    "wipe": ("mfob.cli.wipe", "wipe", "Erase everything on the fob."),
    "udev": ("mfob.cli.udev", "udev", "Linux's rule for the fob's port."),
    "completion": ("mfob.cli.completion", "completion", "What bash, zsh or fish completes by."),
    "man": ("mfob.cli.man", "man", "Print or install the manual page."),
    "sim": ("mfob.cli.sim", "sim", "The virtual fob: try everything without hardware."),
}


class Commands(click.Group):
    """A group that imports a command when it is needed, and maps failures to exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            holds_key = hide(cmd_name) != cmd_name  # not to be repeated in the error
            if holds_key and not ctx.resilient_parsing:
                raise click.UsageError("An address goes behind `add`: mfob add URI", ctx)
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        common.accept_globals(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """By their lines here: nothing is imported for it."""
        known = [(name, line) for name, (_, _, line) in _COMMANDS.items()]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return complete.fitting(known, incomplete) + options

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


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "mfob setup                     # first of all, with a new fob",
        "mfob add --qr github.png       # an account, from a picture of its QR code",
        "mfob -p sim code github        # a code, of the virtual fob",
    ),
)
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
