"""Questions to the person at the keyboard: on stderr, or on the terminal where stdin is data."""

from __future__ import annotations

import getpass
import sys

import click

from mfob.cli.texts import printable

_TERMINAL = "/dev/tty"
_YES = ("y", "yes")
_LONGEST = 1 << 20  # characters of a piped input that are read


def ask(question: str) -> str | None:
    """One line from the terminal, trimmed; None where there is no terminal to ask on.

    EOFError when the person ends the input.
    """
    if sys.stdin.isatty():
        click.echo(f"{question} ", nl=False, err=True)
        line = sys.stdin.readline()
    else:
        try:
            with open(_TERMINAL, "w") as shown, open(_TERMINAL, errors="replace") as typed:
                shown.write(f"{question} ")
                shown.flush()
                line = typed.readline()
        except OSError:
            return None
    if not line:
        raise EOFError
    return line.strip()


def ask_yes(question: str) -> bool | None:
    """Whether the person says yes; None where there is no terminal to ask on."""
    answer = ask(f"{printable(question)} [y/N]")
    return None if answer is None else answer.lower() in _YES


def ask_hidden(prompt: str) -> str | None:
    """A line that is not shown while it is typed; None where stdin is no terminal."""
    if not sys.stdin.isatty():
        return None
    return getpass.getpass(f"{prompt} ", stream=sys.stderr)


def there() -> bool:
    """Whether there is a terminal to ask on."""
    if sys.stdin.isatty():
        return True
    try:
        with open(_TERMINAL, "w"):
            return True
    except OSError:
        return False


def ask_unseen(prompt: str) -> str | None:
    """As ask_hidden, but on the terminal itself where stdin is data; None without a terminal.

    EOFError when the person ends the input.
    """
    if sys.stdin.isatty():
        return ask_hidden(prompt)
    return getpass.getpass(f"{prompt} ") if there() else None  # opens that terminal itself


def piped() -> str:
    """All of stdin, which is data. UnicodeDecodeError where it is no UTF-8."""
    return sys.stdin.buffer.read(_LONGEST).decode("utf-8-sig")
