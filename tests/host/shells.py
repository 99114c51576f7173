"""Real shells that complete a line of mfob: what they offer, and what becomes of the line."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

from host.terminal import environment

_PATIENCE = 30  # seconds
_PROMPT = "READY> "
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x07|\r")
_SHOW = "\x01printf '<%s>' \x05\n"  # to the line's begin, what prints its words, to its end
_BASH = "bind 'set show-all-if-ambiguous on'; bind 'set completion-query-items 0'; "
_ZSH = (
    "bindkey -e; unsetopt prompt_sp prompt_cr auto_menu always_last_prompt; LISTMAX=9999;"
    " autoload -Uz compinit; compinit -u -D; "
)


def version(shell: str) -> tuple[int, ...] | None:
    """Of a shell that is installed; None without it."""
    if shutil.which(shell) is None:
        return None
    told = subprocess.run([shell, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)+", told)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def home(folder: Path) -> dict[str, str]:
    """The environment of a person who has nothing but `mfob`, and what completes it, in a folder
    with a picture and a folder."""
    (folder / "bin").mkdir()
    (folder / "bin" / "mfob").write_text(f'#!/bin/sh\nexec {sys.executable} -m mfob "$@"\n')
    (folder / "bin" / "mfob").chmod(0o755)
    (folder / "here").mkdir()
    (folder / "here" / "picture.png").touch()
    (folder / "here" / "photos").mkdir()
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    told = environment(PATH=path, HOME=str(folder), TERM="dumb", LC_ALL="C.UTF-8", COLUMNS="150")
    told.pop("MFOB_PORT", None)
    for shell in ("bash", "zsh", "fish"):
        script = subprocess.run(
            ["mfob", "completion", shell], env=told, capture_output=True, text=True, check=True
        )
        (folder / shell).write_text(script.stdout)
    return told


def by_fish(folder: Path, env: dict[str, str], line: str) -> str:
    """What fish offers for a line, by its own command for that."""
    command = ["fish", "--no-config", "-c", f"source {folder}/fish; complete -C {line!r}"]
    done = subprocess.run(
        command, env=env, cwd=folder / "here", capture_output=True, text=True, timeout=_PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Typed:
    """bash or zsh on a terminal of its own, where somebody types and presses Tab."""

    def __init__(self, shell: str, folder: Path, env: dict[str, str]) -> None:
        options = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}[shell]
        self._master, slave = os.openpty()
        self._process = subprocess.Popen(
            [shell, *options], stdin=slave, stdout=slave, stderr=slave, env=env,
            cwd=folder / "here", start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self._type(
            {"bash": _BASH, "zsh": _ZSH}[shell]
            + f"stty cols 150; . {folder / shell}; PS1='READY''> '; unset PROMPT_COMMAND\n"
        )
        self._until(_PROMPT)

    def complete(self, line: str) -> tuple[str, list[str]]:
        """Types a line and Tab: what is shown then, and the words of the line as it is then."""
        self._type(f"{line}\t{_SHOW}")
        shown = self._until(_PROMPT, behind="<mfob>")
        shown, _, words = shown.rpartition("<mfob>")
        return shown, re.findall(r"<([^>]*)>", words)

    def close(self) -> None:
        os.close(self._master)  # the shell is hung up
        self._process.wait(_PATIENCE)

    def _type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def _until(self, text: str, behind: str = "") -> str:
        """What comes on the terminal until it ends with a text, with another somewhere before."""
        until = time.monotonic() + _PATIENCE
        shown = ""
        while not (shown.endswith(text) and behind in shown):
            assert time.monotonic() < until, f"{text!r} did not show up: {shown}"
            if select.select([self._master], [], [], 0.2)[0]:
                shown = _CODES.sub("", shown + os.read(self._master, 4096).decode())
        return shown
