"""The commands that the READMEs show are commands that there are, with options that they have."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from mfob.cli.main import cli

ROOT = Path(__file__).parents[2]
COMMANDS = [
    line.strip()
    for page in (ROOT / "README.md", ROOT / "boards/virtual/README.md")
    for block in re.findall(r"```\n(.*?)```", page.read_text(), re.S)
    for line in block.splitlines()
    if line.strip().startswith("mfob ")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_command_of_the_readme(line: str) -> None:
    command: click.Command = cli
    args = shlex.split(line, comments=True)[1:]
    ctx = click.Context(cli, info_name="mfob")
    while True:
        _, rest, _ = command.make_parser(ctx).parse_args(list(args))
        if not isinstance(command, click.Group) or not rest:
            return
        name = rest[0]
        found = command.get_command(ctx, name)
        assert found is not None, f"{name} is no command"
        args = args[args.index(name) + 1 :]
        command, ctx = found, click.Context(found, ctx, name)


def test_there_are_some() -> None:
    assert len(COMMANDS) > 15
