"""The manual page out of click's commands, in man(7)'s roff: read by groff and mandoc alike.

Escapes are those of groff_man_style(7): a line never begins with what roff would obey, and `-`
is the minus that one types.
"""

from __future__ import annotations

import inspect
import os
import re
import time
from collections.abc import Iterator

import click

from mfob import __version__
from mfob.cli import examples

_EXIT_CODES = (
    ("0", "done, also with a warning"),
    ("1", "it failed: one line says why and what to do"),
    ("2", "wrong usage, or a question without a terminal to ask it on"),
    ("3", "no fob, several fobs, or one that does not answer"),
    ("4", "locked, a wrong PIN, too early for another one, or erased by the last wrong one"),
    ("5", "refused, or not answered, on the fob; codes over USB switched off"),
    ("6", "no code: the fob's clock is not set"),
    ("7", "done in part"),
    ("130", "Ctrl-C"),
)
_ENVIRONMENT = (
    ("MFOB_PORT", "The fob's port, where --port does not say it."),
    ("MFOB_CLOCK", "sim:DIR: UTC is that of the virtual fob in DIR."),
    ("MFOB_UF2", "MicroPython's image for the virtual fob on an emulated RP2040."),
)
_EVERYWHERE = ("--port", "--json", "--verbose", "--help")
_QUOTED = re.compile(r"`([^`]+)`")


def page(program: click.Group) -> str:
    """The whole page, mfob(1)."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: click.Group) -> Iterator[str]:
    root = click.Context(program, info_name="mfob", **program.context_settings)
    made = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    date = time.strftime("%Y-%m-%d", made)
    yield f'.TH MFOB 1 {date} "mfob {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"mfob \- put accounts on an MFA key fob and get codes from it"
    yield ".SH SYNOPSIS"
    yield r".B mfob"
    yield r"[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGUMENTS\fR]"
    yield ".SH DESCRIPTION"
    yield from _text(program.help or "")
    yield ".SH OPTIONS"
    yield from _options(root)
    yield ".SH COMMANDS"
    yield "Each takes the options above as well."
    yield from _commands(program, root)
    yield ".SH EXIT STATUS"
    yield from _list(_EXIT_CODES)
    yield ".SH ENVIRONMENT"
    yield from _list(_ENVIRONMENT)


def _commands(group: click.Group, above: click.Context) -> Iterator[str]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None or command.hidden:
            continue
        ctx = click.Context(command, above, name)
        usage = command.collect_usage_pieces(ctx)
        yield f".SS {_escaped(ctx.command_path)}"
        yield f"\\fB{_escaped(ctx.command_path)}\\fR {_escaped(' '.join(usage))}"
        yield ".PP"
        yield from _text(command.help or "")
        yield from _options(ctx, leave_out=_EVERYWHERE)
        shown = examples.of(command)
        if shown:
            yield ".PP"
            yield "Examples:"
            yield from _verbatim(shown)
        if isinstance(command, click.Group):
            yield from _commands(command, ctx)


def _options(ctx: click.Context, leave_out: tuple[str, ...] = ()) -> Iterator[str]:
    rows = [
        row
        for param in ctx.command.get_params(ctx)
        if isinstance(param, click.Option) and not {*param.opts}.intersection(leave_out)
        and (row := param.get_help_record(ctx))
    ]  # fmt: skip
    yield from _list(rows)


def _list(rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Terms in bold, and what each means."""
    for term, meaning in rows:
        yield ".TP"
        yield f".B {_escaped(term)}"
        yield _line(meaning)


def _text(text: str) -> Iterator[str]:
    """Paragraphs; those that click leaves as they are (`\\b`) stay so here."""
    for number, paragraph in enumerate(inspect.cleandoc(text).split("\n\n")):
        first, *rest = paragraph.splitlines() or [""]
        if number and first != "\b":
            yield ".PP"
        if first == "\b":
            yield from _verbatim(rest)
        else:
            yield _line(" ".join([first, *rest]))


def _verbatim(lines: list[str]) -> Iterator[str]:
    yield from (".PP", ".RS 4", ".nf", *map(_line, lines), ".fi", ".RE")


def _line(text: str) -> str:
    """One line of the text: quoted words are bold, nothing is taken for a request."""
    told = _QUOTED.sub(r"\\fB\1\\fR", _escaped(text))
    return r"\&" + told if told.startswith((".", "'")) else told


def _escaped(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-")
