"""`mfob install`: puts the firmware onto a board, or a newer one onto a fob."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from mfob.cli import complete, terminal
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note
from mfob.errors import HostError, usage


class Asker:
    """The person at the keyboard. `forced`: agrees to what can be agreed to."""

    def __init__(self, forced: bool) -> None:
        self._forced = forced
        self._bar: Any = None

    def tell(self, line: str) -> None:
        """A line on stderr."""
        note(line)

    def choose(self, boards: list[dict[str, Any]]) -> str:
        """One of several boards, by number or name."""
        names = [str(board["name"]) for board in boards]
        note("Which board is it?")
        for number, board in enumerate(boards, 1):
            note(f"  {number}  {board['name']}: {board['title']}")
        answer = terminal.ask(f"1 to {len(boards)}, or its name:")
        if answer is None:
            raise usage(f"Which board is it? Say so with --board: {', '.join(names)}.")
        numbers = {str(number): name for number, name in enumerate(names, 1)}
        chosen = numbers.get(answer, answer)
        if chosen not in names:
            raise HostError("That is none of these boards: nothing was changed.", "declined")
        return chosen

    def agree(self, question: str) -> None:
        """Raises HostError where the answer is no."""
        if self._forced:
            return
        agreed = terminal.ask_yes(question)
        if agreed is None:
            raise usage(f"{question} There is no terminal to ask on: -f says yes.")
        if not agreed:
            raise HostError("Nothing was changed.", "declined")

    def begin(self, total: int) -> Callable[[int], None]:
        """A progress bar on stderr, where that is a terminal."""
        if not total:
            return lambda _: None
        self._bar = click.progressbar(length=total, label="Copying", file=sys.stderr)
        self._bar.__enter__()
        return self._bar.update

    def end(self) -> None:
        """Ends the bar's line."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


@click.command(
    short_help="Put the firmware onto a board, or a newer one onto a fob.",
    epilog=examples(
        "mfob install                         # a newer firmware onto a fob, or a new board",
        "mfob install --board pico_oled",
        "mfob install --uf2 RPI_PICO.uf2      # a new Pico, plugged in with BOOTSEL held",
    ),
)
@click.option("--board", metavar="NAME", help="The board, as `mfob boards` names it.",
              shell_complete=complete.boards)  # fmt: skip
@click.option(
    "--uf2",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="MicroPython's image, for a Pico in BOOTSEL mode.",
)
@click.option("--firmware", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Another firmware than mfob's own.")  # fmt: skip
@click.option("--forget-vault", is_flag=True, help="Write over a vault that can't be read.")
@click.option("-f", "--force", is_flag=True, help="Do not ask here; a running fob still does.")
@click.pass_obj
def install(
    state: State,
    board: str | None,
    uf2: Path | None,
    firmware: Path | None,
    forget_vault: bool,
    force: bool,
) -> None:
    """Put the firmware onto a board with MicroPython 1.23 or newer, or upgrade a fob.

    A running fob asks for its button; its accounts stay. Whatever interrupts it, the board starts
    what it started before, and the same command goes on where it was.
    """
    from mfob.install import run
    from mfob.install.wish import Wish

    asker = Asker(force)
    state.progress.expect("Maintenance")
    wish = Wish(state.port, board, uf2, firmware, forget_vault)
    try:
        done = run.install(wish, asker, state.progress.event, state.say)
    finally:
        asker.end()
    if state.json:
        state.emit(asdict(done))
        return
    click.echo(
        f"Firmware {done.firmware} for {done.board} runs: {done.written} files written"
        f" ({done.bytes // 1024} KB), {done.kept} were there."
    )
    if done.new:
        click.echo("`mfob setup` makes a new fob ready.")
