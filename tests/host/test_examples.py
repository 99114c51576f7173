"""Every command's help has examples, and each of them is read as the program would read it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from mfob.cli import examples
from mfob.cli.main import cli

_WIDTH = 95  # columns of the help, which are not wrapped
_SHELLS = {"|", ">", "<", ">>", "&&", ";"}


def commands(command: click.Command = cli, path: tuple[str, ...] = ()) -> Iterator[
    tuple[tuple[str, ...], click.Command]
]:
    """All there are, the program itself first, with the words that name them."""
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command, info_name="mfob")
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from commands(below, (*path, name))


ALL = dict(commands())
LINES = [(path, line) for path, command in ALL.items() for line in examples.of(command)]


def given(line: str) -> list[str]:
    """The arguments of the first mfob in a line: without its comment, and without what a shell
    does with it."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    assert words[0] == "mfob"
    ends = [place for place, word in enumerate(words) if word in _SHELLS]
    return words[1 : ends[0] if ends else None]


def parsed(args: list[str]) -> tuple[str, ...]:
    """The names of the command that the arguments mean. As the program parses them, with all
    types; nothing is run. Raises click.UsageError."""
    ctx = cli.make_context("mfob", list(args))
    path = []
    while isinstance(ctx.command, click.Group) and ctx._protected_args:
        name, command, rest = ctx.command.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
        assert command is not None
        path.append(name or "")
        ctx = command.make_context(name, rest, parent=ctx)
    return tuple(path)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_has_some(path: tuple[str, ...]) -> None:
    lines = examples.of(ALL[path])
    assert 1 <= len(lines) <= 3
    own = [line for line in lines if parsed(given(line))[: len(path)] == path]
    assert own, "none of them is of this command"


@pytest.mark.parametrize(("path", "line"), LINES, ids=[line for _, line in LINES])
def test_each_is_read_by_the_program(path: tuple[str, ...], line: str) -> None:
    assert parsed(given(line)) in ALL
    assert len(line) <= _WIDTH
    shown = CliRunner().invoke(cli, [*path, "--help"]).stdout.splitlines()
    assert f"    {line}" in shown, "not on a line of its own"


@pytest.mark.parametrize("line", [
    "mfob nothing", "mfob add --no-such-option", "mfob move github first", "mfob delete",
    "mfob sim power off", "mfob -p", "mfob completion csh",
])  # fmt: skip
def test_a_stale_one_would_be_noticed(line: str) -> None:
    with pytest.raises(click.UsageError):
        parsed(given(line))


def test_what_a_shell_does_is_left_out() -> None:
    assert given('mfob rename a "B:c d"  # a comment') == ["rename", "a", "B:c d"]
    assert given("mfob add - -p sim:/tmp/x < keys.txt") == ["add", "-", "-p", "sim:/tmp/x"]
    assert given("mfob man | man -l -") == ["man"]
