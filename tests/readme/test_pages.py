"""The pages name commands, options and places that there are."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from host.test_examples import ALL, given, parsed
from mfob.cli.main import cli
from readme import pages

PAGES = [
    "README.md", "SECURITY.md", "CHANGELOG.md", "host/README.md", "firmware/README.md",
    *sorted(str(path.relative_to(pages.ROOT)) for path in pages.ROOT.glob("boards/**/README.md")),
]  # fmt: skip
_WIDTH = 36  # columns of a usage line's command; behind them is what it does
# Words in a page's commands that stand for a person's own.
_OWN = re.compile(r"\.\.\.|…|\|")


def _commands() -> list[tuple[str, str]]:
    """(page, command) of all that begin with mfob, in blocks and in sentences."""
    found = []
    for page in PAGES:
        lines = [] if page == "host/README.md" else pages.commands(page)
        for line in [*lines, *pages.inline(page)]:
            if line.startswith("mfob ") and not _OWN.search(line.split("#")[0]):
                found.append((page, line))
    return sorted(set(found))


@pytest.mark.parametrize(("page", "line"), _commands(), ids=lambda text: text)
def test_command(page: str, line: str) -> None:
    """The command is there, and has these options; what it needs besides may be left out in a
    sentence."""
    command: click.Command = cli
    args = given(line)
    ctx = click.Context(cli, info_name="mfob")
    while True:
        try:
            _, rest, _ = command.make_parser(ctx).parse_args(list(args))
        except click.BadOptionUsage as error:
            assert error.option_name == args[-1], line  # a sentence that names the option alone
            return
        if not isinstance(command, click.Group) or not rest:
            return
        name = rest[0]
        found = command.get_command(ctx, name)
        assert found is not None, f"{page}: {name} is no command"
        args = args[args.index(name) + 1 :]
        command, ctx = found, click.Context(found, ctx, name)


def test_there_are_some() -> None:
    assert len(_commands()) > 60
    assert parsed(["list", "-o"]) == ("list",)


def _usage() -> list[tuple[str, str]]:
    """(what is typed, the whole) of each command in the usage block of host/README.md."""
    entries: list[tuple[str, str]] = []
    for line in pages.blocks("host/README.md")[0].lines:
        if line.startswith("mfob "):
            entries.append((line[:_WIDTH], line))
        else:
            typed, whole = entries[-1]
            entries[-1] = (f"{typed} {line[:_WIDTH].strip()}", f"{whole} {line}")
    return entries


def _meant(typed: str) -> list[click.Command]:
    """The commands that a usage line is of: a group's are named, `set|change|remove` say."""
    command: click.Command = cli
    found = []
    for word in shlex.split(re.sub(r"\[|\]", " ", typed).replace("'", ""))[1:]:
        if not isinstance(command, click.Group):
            break
        below = [command.get_command(click.Context(command), part) for part in word.split("|")]
        if below == [None]:
            break
        assert None not in below, typed
        found += [each for each in below if each]
        command = found[-1]
    return found


@pytest.mark.parametrize(("typed", "whole"), _usage(), ids=lambda text: text[:_WIDTH].strip())
def test_usage_line(typed: str, whole: str) -> None:
    meant = _meant(typed)
    assert meant, f"there is no such command: {typed}"
    options = {
        name
        for command in (cli, *meant)
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
    named = re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*", whole, re.I)
    assert set(named) <= options, f"{set(named) - options} of {typed}"


def test_usage_has_every_command() -> None:
    shown = {command for typed, _ in _usage() for command in _meant(typed)}
    wanted = {path[0]: ALL[path] for path in ALL if len(path) == 1}
    assert [name for name, command in wanted.items() if command not in shown] == []


@pytest.mark.parametrize("page", PAGES)
def test_links(page: str) -> None:
    """Files that are there, and headings that are there."""
    here = (pages.ROOT / page).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", pages.text(page)):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        file = (here / path).resolve() if path else pages.ROOT / page
        assert file.exists(), f"{page}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.M)
            assert anchor in map(_anchor, headings), f"{page}: {target}"


def _anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
