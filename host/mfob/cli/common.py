"""What every command shares: the options that stand on either side of it, output, the fob."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from mfob.cli import complete
from mfob.cli.progress import Progress

if TYPE_CHECKING:
    from mfob.device import Fob


@dataclass
class State:
    """The options of one run."""

    port: str | None = None
    json: bool = False
    verbose: bool = False
    progress: Progress = field(default_factory=Progress)

    def open_fob(self, say: Callable[[str], None] | None = None) -> Fob:
        """The fob of -p, or the only one; `say` gets the lines of -v. Raises HostError."""
        from mfob.device import Fob

        return Fob.open(self.port, self.progress.event, say or self.say, self._locked)

    def _locked(self, fob: Fob) -> None:
        """A command has met a locked fob: asks for the PIN on a terminal."""
        from mfob.cli.unlock import unlock_first

        unlock_first(self, fob)

    def say(self, line: str) -> None:
        """A line of -v."""
        if self.verbose:
            click.echo(f"mfob: {line}", err=True)

    def emit(self, content: Mapping[str, object]) -> None:
        """The one object of --json."""
        import json

        click.echo(json.dumps({"schema": 1, **content}))


def wants_json(args: Sequence[str]) -> bool:
    """Whether --json is among the arguments, also where they can't be parsed."""
    end = list(args).index("--") if "--" in args else len(args)
    return "--json" in args[:end]


def accept_globals(command: click.Command, environment: bool = False) -> None:
    """Gives a command, and those below it, the options -p, --json and -v, once."""
    taken = {name for param in command.params for name in param.opts}
    for option in _options(environment):
        if not taken.intersection(option.opts):
            command.params.append(option)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            accept_globals(below)


def _options(environment: bool) -> list[click.Option]:
    return [
        click.Option(
            ["-p", "--port"],
            envvar="MFOB_PORT" if environment else None,
            show_envvar=environment,
            expose_value=False,
            callback=_keep,
            metavar="PORT",
            shell_complete=complete.ports,
            help="The fob's port; sim or sim:DIR is the virtual fob.",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_keep,
            help="Print one JSON object on stdout.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_keep,
            help="Show what is said on the link, without contents.",
        ),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Stores an option that was given, on whichever side of the command."""
    state = ctx.ensure_object(State)
    if value and param.name:
        setattr(state, param.name, value)
