"""`mfob completion`: what a shell needs to complete mfob's commands, options and values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from mfob.cli.common import State
from mfob.cli.examples import examples

_VARIABLE = "_MFOB_COMPLETE"  # click's own name for it, from the program's


@click.command(
    short_help="Print what bash, zsh or fish needs to complete commands.",
    epilog=examples(
        "mfob completion bash > ~/.local/share/bash-completion/completions/mfob",
        "mfob completion zsh > ~/.zfunc/_mfob",
        "mfob completion fish > ~/.config/fish/completions/mfob.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_obj
def completion(state: State, shell: str) -> None:
    """Print the script by which SHELL completes mfob's commands, options, boards, settings, ports
    and files. Save it where the shell looks (make the folder first), and open a new one.

    \b
    bash   4.4 or newer, with the package bash-completion; or put into ~/.bashrc:
             eval "$(mfob completion bash)"
    zsh    the folder has to be in fpath; in ~/.zshrc, before compinit:
             fpath+=~/.zfunc; autoload -Uz compinit; compinit
    fish   looks there by itself

    No fob is asked for anything when Tab is pressed, so QUERY is not completed: the names of
    accounts are on the fob alone.
    """
    made = get_completion_class(shell)
    assert made is not None, shell
    script = made(click.get_current_context().find_root().command, {}, "mfob", _VARIABLE).source()
    if state.json:
        state.emit({"shell": shell, "script": script})
    else:
        click.echo(script)
