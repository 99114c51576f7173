"""What a shell may complete the values of arguments and options to. Each takes click's context,
parameter and the word as far as it is typed.

QUERY is completed to nothing: the names of accounts are on the fob alone, so a press of Tab would
open its port (under another program's session), want the PIN of a locked fob, and write the names
of accounts on a screen for whoever looks at it. Nothing here talks to a fob.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click

from mfob.errors import HostError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]


def fitting(values: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem[str]]:
    """Those of (value, what it means) that go on as the word began."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(value, help=meaning or None)
        for value, meaning in values
        if value.startswith(begun)
    ]


def words(meanings: Mapping[str, str]) -> Complete:
    """One of a few words, value -> what it means."""
    return lambda ctx, param, begun: fitting(meanings.items(), begun)


def files(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """A file: the shell itself knows them."""
    return _by_the_shell(begun, "file")


def folders(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """A folder."""
    return _by_the_shell(begun, "dir")


def boards(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """A board, with its title."""
    from mfob import data

    try:
        names = [name for name in data.board_names() if name.startswith(begun)]
        return fitting([(name, str(data.board(name)["title"])) for name in names], begun)
    except HostError:
        return []


def ports(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """The virtual fob, and the ports whose USB id a fob may have. None is opened."""
    from mfob import discover

    places = [(place.path, "") for place in discover.scan()]
    return fitting([*places, ("sim", "the virtual fob")], begun)


def _by_the_shell(begun: str, kind: str) -> list[CompletionItem[str]]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type=kind)]
