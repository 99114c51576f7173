"""Passphrases of backups: a line of a file, or asked for on the terminal; never an argument."""

from __future__ import annotations

import secrets

import click

from mfob.cli import complete, terminal
from mfob.cli.pinfile import read
from mfob.cli.texts import note
from mfob.errors import HostError, usage

SHORTEST = 10  # characters of a new one
_SHORT = 16  # of one that stands a search
_FILE_MAX = 4096  # bytes that are read
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # 31 that can't be taken for each other
_GROUPS = (5,) * 5  # of a generated one: 123 bits


def option(name: str = "--passphrase-file", text: str = "Read the passphrase there"):  # noqa: ANN201
    """The option that names its file."""
    return click.option(
        name, metavar="FILE", shell_complete=complete.files, help=f"{text}, - is stdin."
    )


def new(path: str | None, what: str = "passphrase") -> str:
    """One to encrypt by: typed twice, or made here where none is typed. Raises HostError."""
    if path is not None:
        return _good(_of_file(path, what), what)
    typed = _asked(f"A {what} for it (not shown; empty: one is made):", what)
    if not typed:
        made = generated()
        note(f"The {what}, which nothing can find out again: write it down.\n\n    {made}\n")
        return made
    _good(typed, what)
    if _asked("The same again:", what) != typed:
        raise HostError(f"The two are not the same {what}: nothing was done.", "differs")
    return typed


def current(path: str | None, question: str) -> str:
    """One to decrypt by. Raises HostError."""
    if path is not None:
        return _of_file(path, "passphrase")
    return _asked(question, "passphrase")


def generated() -> str:
    """25 letters and digits in groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(n)) for n in _GROUPS)
    return "-".join(groups)


def _good(given: str, what: str) -> str:
    if len(given) < SHORTEST:
        raise HostError(
            f"A {what} needs {SHORTEST} characters at least, better {_SHORT}: whoever gets the"
            " file may try as many as he likes.",
            "short_passphrase",
        )
    if len(given) < _SHORT:
        note(f"Warning: that {what} is short; one of {_SHORT} characters or six words is not.")
    return given


def _asked(question: str, what: str) -> str:
    typed = terminal.ask_unseen(question)
    if typed is None:
        raise usage(f"There is no terminal to ask for the {what} on: an option names its file.")
    return typed


def _of_file(path: str, what: str) -> str:
    """The file's first line."""
    try:
        text = read(path, f"the {what}", _FILE_MAX).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HostError(f"The {what} in its file is no UTF-8 text.", "no_input") from None
    line = text.split("\n")[0].removesuffix("\r")
    if not line:
        raise HostError(f"There is no {what} in its file.", "no_input")
    return line
