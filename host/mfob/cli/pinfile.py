"""PINs for the commands: lines of --pin-file, or asked for on the terminal; never an argument."""

from __future__ import annotations

import os
import stat
import sys

import click

from fobcore.pin import SHORTEST, valid
from mfob.cli import complete, terminal
from mfob.cli.texts import note
from mfob.errors import HostError, of_code, tries_left, usage
from mfob.records import Info

_LONGEST = 1024  # bytes of the file that are read
_FOR_OTHERS = stat.S_IRGRP | stat.S_IROTH
_NOT_HERE = (
    "A PIN does not go on the command line, where others can see it: it is asked for on the"
    " terminal, or read with --pin-file."
)

option = click.option(
    "--pin-file",
    metavar="FILE",
    shell_complete=complete.files,
    help="Read the PIN there, - is stdin; where two are asked for, a line each.",
)


class Unrepeated(click.Command):
    """A command whose usage errors repeat nothing that may be a PIN."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise _unrepeated(error, ctx) from None


class UnrepeatedGroup(click.Group):
    """The same for a group, and for the commands in it."""

    command_class = Unrepeated

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise _unrepeated(error, ctx) from None


def _unrepeated(error: click.UsageError, ctx: click.Context) -> click.UsageError:
    holds_digits = any(char.isdigit() for char in error.format_message())
    return click.UsageError(_NOT_HERE, ctx) if holds_digits else error


class Pins:
    """The PINs of one run, in the order in which they are asked for. Raises HostError."""

    def __init__(self, path: str | None) -> None:
        """Reads the file at `path`, if there is one; "-" is stdin, unless a person types there."""
        self._lines: list[str] | None = None
        if path is not None and not (path == "-" and sys.stdin.isatty()):
            lines = read(path, "--pin-file", _LONGEST)
            self._lines = lines.decode("utf-8-sig", errors="replace").splitlines()

    @property
    def given(self) -> bool:
        """Whether they come from a file."""
        return self._lines is not None

    def current(self, told: Info) -> str:
        """The PIN that the fob has. HostError "pin_wait" where it takes none yet."""
        if told.wait:
            raise of_code("pin_wait", {"wait": told.wait})
        tries = "" if told.tries is None else f"{tries_left(told.tries)}, "
        pin = self._next(f"PIN of the fob ({tries}not shown):")
        if not valid(pin):
            raise of_code("pin_format")
        return pin

    def new(self, least: int = SHORTEST) -> str:
        """A new PIN, typed twice on a terminal; "" where the person gives none."""
        pin = self._next(f"New PIN, {least} to 12 digits (not shown):")
        if pin and not valid(pin):
            raise of_code("pin_format")
        if pin and len(pin) < least:
            raise HostError(f"On this board a PIN needs {least} digits at least.", "pin_format")
        if pin and not self.given and self._next("The same again:") != pin:
            raise HostError("The two PINs are not the same: nothing was changed.", "pin_differs")
        return pin

    def _next(self, question: str) -> str:
        if self._lines is None:
            pin = terminal.ask_unseen(question)
            if pin is None:
                raise usage("There is no terminal to ask for the PIN on: --pin-file gives it.")
            return pin.strip()
        if not self._lines:
            raise HostError("There are too few lines in --pin-file: a PIN each.", "no_input")
        return self._lines.pop(0).strip()


def read(path: str, option: str, most: int) -> bytes:
    """The bytes of a file that holds something secret, `most` of them at most; "-" is stdin.
    Raises HostError."""
    if path == "-":
        return sys.stdin.buffer.read(most)
    try:
        with open(path, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and stat.S_ISREG(mode) and mode & _FOR_OTHERS:
                note(f"Warning: others can read the file of {option}: `chmod 600` ends that.")
            return file.read(most)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "not a file's name"
        raise HostError(f"The file of {option} can't be read: {why}.", "no_pin_file") from None
