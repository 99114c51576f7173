"""Every command of the README is run, or checked in a way that is named here; none is left out."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyotp
import pytest
from click.testing import CliRunner
from PIL import Image

from golden import front
from host import terminal
from host.fakefob import FakeFob
from host.test_examples import given, parsed
from mfob.cli.main import cli
from package import pythons
from readme import fixtures, pages

README = "README.md"
COMMANDS = pages.commands(README)

# This is not run here but read as the program reads it: command, and why.
PARSED = {
    "mfob install --uf2 RPI_PICO.uf2": "it waits for a Pico: tests/host/test_install.py runs it",
}
# These are run in this process, on a computer that is made up for them.
STAND_IN = ("mfob udev --install", "mfob add --screen")
_PATIENCE = 120  # s for a command, on a busy computer
# Files that they name and that are not made here.
_DOWNLOADED = {"RPI_PICO.uf2"}
# What a person types where the program asks, and what is on stdin where it can be.
PIN = "24680135"
PHRASE = "correct horse battery staple"
_OPENED = (("assphrase", PHRASE),)
_NEW = (("for it", PHRASE), ("again", PHRASE))
TYPED = {
    "mfob setup": (("New PIN", PIN), ("again", PIN), ("A name", "Keys")),
    'mfob delete "Alibaba Cloud"': (("[y/N]", "y"),),
    "mfob backup fob.age": (("PIN of the fob", PIN), *_NEW),
    "mfob restore fob.age --dry-run": _OPENED,
    "mfob restore fob.age": _OPENED,
    "mfob export --from fob.age --format uri": _OPENED,
    "mfob export --from fob.age --format aegis vault.json": (*_OPENED, *_NEW),
    "mfob export --from fob.age --format qr": _OPENED,
}
STDIN = {
    "mfob add -i GitHub -n alice": fixtures.KEYS["GitHub:alice"],
    'mfob add -i "Alibaba Cloud" -n alice@example.com': fixtures.KEYS[
        "Alibaba Cloud:alice@example.com"
    ],
}
# What has to be in the answer.
TOLD = {
    "mfob install": "virtual",
    "mfob add --clipboard": r"Added Copied:carol",
    'mfob add -i "Alibaba Cloud" -n alice@example.com': "already|there",
    "mfob import --dry-run aegis.json": "AWS:root",
    "mfob import aegis.json": "Bank of Nowhere:4711",
    "mfob list": "GitHub:alice",
    "mfob code github -s": r"^\d{6}\n$",
    "mfob code aws --next": r"(?s)\d{3} ?\d{3}.*\d{3} ?\d{3}",
    "mfob config": "usb_code",
    "mfob restore fob.age --dry-run": "Bank of Nowhere:4711",
    "mfob export --from fob.age --format uri": fixtures.KEYS["AWS:root"],
    "mfob export --from fob.age --format qr": "█",
}


def kind(line: str) -> str:
    """How a command is checked."""
    word = shlex.split(line)[0]
    if word == "mfob":
        return "parsed" if line in PARSED else "stand-in" if line in STAND_IN else "run"
    kinds = {"make": "make", "pipx": "pipx", "sudo": "sudo"}
    assert word in kinds, f"nothing is known about how to check: {line}"
    return kinds[word]


def test_all_are_known() -> None:
    assert len(COMMANDS) > 30
    kinds = {"run", "parsed", "stand-in", "make", "pipx", "sudo"}
    assert {kind(line) for line in COMMANDS} == kinds
    assert {block.language for block in pages.blocks(README)} == {""}
    named = {*PARSED, *STAND_IN, *TYPED, *STDIN, *TOLD}
    assert named <= set(COMMANDS), f"not in the README any more: {named - set(COMMANDS)}"


def test_an_unknown_one_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match="nothing is known"):
        kind("curl https://example.com")


@pytest.mark.parametrize("line", [line for line in COMMANDS if kind(line) == "parsed"])
def test_parsed(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in _DOWNLOADED:
        (tmp_path / name).touch()
    assert parsed(given(line))


def test_the_rule_of_udev(etc: Path) -> None:
    """On a computer with udev that has no rule yet; the folders are a test's own."""
    result = CliRunner().invoke(cli, given("mfob udev --install"))
    assert result.exit_code == 0, result.output
    assert etc.is_file()


def test_the_screen(fob: FakeFob, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A screen that shows a QR code; tests/host/test_clipboard.py has a real X server."""
    path = tmp_path / "shown.png"
    fixtures.picture(path, fixtures.address("AWS:root"))
    monkeypatch.setattr("mfob.screen.grab", lambda: [Image.open(path)])
    result = CliRunner(env={"MFOB_PORT": str(fob.path)}).invoke(cli, given("mfob add --screen"))
    assert (result.exit_code, result.stdout) == (0, "Added AWS:root.\n")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("line", sorted({line for line in COMMANDS if kind(line) == "make"}))
def test_make(line: str) -> None:
    """`make demo` is run; of `make test`, which this is part of, what it would do is looked at."""
    words = shlex.split(line)
    only = [] if words == ["make", "demo"] else ["-n"]
    # the environment that runs this is the one that it would make
    given = ["-o", f"{sys.prefix}/.demo", f"VENV={sys.prefix}"]
    done = subprocess.run(
        ["make", *only, *given, *words[1:]], cwd=pages.ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    if not only:
        assert re.search(r"\d{3} ?\d{3}", done.stdout), done.stdout


@pytest.mark.timeout(300)
@pytest.mark.parametrize("line", [line for line in COMMANDS if kind(line) == "pipx"])
def test_pipx(line: str, tmp_path: Path) -> None:
    """This folder, installed where nothing is; tests/package has more about what comes of it."""
    if not find_spec("pipx"):
        pytest.skip("pipx is not installed: it is in the extra `dev`")
    env = pythons.bare(tmp_path)
    command = [sys.executable, "-m", *shlex.split(line), "--python", sys.executable]
    done = subprocess.run(command, cwd=pages.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    program = tmp_path / "bin" / "mfob"
    told = subprocess.run([program, "--version"], env=env, capture_output=True, text=True)
    assert told.stdout.startswith("mfob "), told


@pytest.mark.parametrize("line", [line for line in COMMANDS if kind(line) == "sudo"])
def test_sudo(line: str) -> None:
    """Only packages of Debian are installed by it, and no other thing is done; where there is apt
    and it has its lists, it says what it would do."""
    words = shlex.split(line)
    assert words[:3] == ["sudo", "apt", "install"]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", name) for name in words[3:])
    if not shutil.which("apt-get"):
        pytest.skip("no apt here")
    known = subprocess.run(["apt-cache", "pkgnames", words[3]], capture_output=True, text=True)
    if not known.stdout.split():
        pytest.skip("apt has no lists of packages here: apt-get update")
    command = ["apt-get", "install", "--simulate", *words[3:]]
    env = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    # "is already the newest version", where it is there
    assert re.search(rf"^Inst {words[3]} |^{words[3]} is already", done.stdout, re.M), done.stdout


class Person:
    """Who goes through the README in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tools = folder / "tools"
        tools.mkdir()
        fixtures.for_commands(folder)
        fixtures.clipboard(tools)
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        self.env = {"PATH": path, "WAYLAND_DISPLAY": "wayland-0", "MFOB_PORT": "sim"}

    def run(self, line: str) -> str:
        """What comes on stdout; typed is what TYPED says. It has to end well."""
        args = given(line)
        if line in TYPED:
            process = terminal.OnTerminal(*args, **self.env)
            for question, answer in TYPED[line]:
                process.wait_for(question)
                process.shown = ""
                process.type(answer + "\n")
            code, out = process.end()
            err = process.shown
        else:
            done = subprocess.run(
                [sys.executable, "-m", "mfob", *args],
                input=STDIN.get(line, ""),
                capture_output=True,
                text=True,
                timeout=_PATIENCE,
                start_new_session=True,  # no terminal to ask on
                env=terminal.environment(**self.env),
            )
            code, out, err = done.returncode, done.stdout, done.stderr
        assert code == 0, f"{line} ended with {code}\n{out}\n{err}"
        told = TOLD.get(line, "")
        assert re.search(told, out) or re.search(told, err), f"{line} told\n{out}\n{err}"
        return out

    def plugs_in_a_bare_board(self) -> None:
        """A new virtual board, with MicroPython alone and a finger that presses; its flash takes
        its time, so the world is quick until the firmware is on it."""
        self.run("mfob sim start --headless --auto-approve --blank --rate 4")


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.chdir(tmp_path)
    someone = Person(tmp_path)
    yield someone
    terminal.run("sim", "stop", **someone.env)


@pytest.mark.timeout(300)
def test_run_from_the_first_to_the_last(person: Person, private_home: Path) -> None:
    """In the README's order: the virtual fob, then a board that gets the firmware, its first
    account and more. The virtual board stands for a real one; the finger for a person's."""
    outputs: dict[str, str] = {}
    for line in [line for line in COMMANDS if kind(line) == "run"]:
        if line == "mfob install":
            assert "mfob sim stop" in outputs, "the fob that was only for trying is still on"
            shutil.rmtree(private_home / "state", ignore_errors=True)
            person.plugs_in_a_bare_board()
        outputs[line] = person.run(line)
        if line == "mfob install":
            person.run("mfob sim time --rate 1")
        if line == "mfob sim screen":
            _is_the_code(outputs[line])
    assert re.search(r"Added", outputs["mfob add --qr screenshot.png"])
    rows = json.loads(person.run("mfob list --json"))["accounts"]
    there = {f"{row['issuer']}:{row['name']}" for row in rows}
    wanted = set(fixtures.KEYS) - {"Alibaba Cloud:alice@example.com", "GitHub:alice"}
    assert there == wanted | {"GitHub:work"}
    first = f"{rows[0]['issuer']}:{rows[0]['name']}", f"{rows[1]['issuer']}:{rows[1]['name']}"
    assert first == ("Bank of Nowhere:4711", "GitHub:work")  # favourites, then the first place
    told = json.loads(person.run("mfob info --json"))
    assert (told["pin"], told["clock"], told["name"]) == (True, "trusted", "Keys")


def _is_the_code(screen: str) -> None:
    """The screen of the virtual fob shows pyotp's code of these minutes."""
    made = pyotp.TOTP(fixtures.KEYS["Alibaba Cloud:alice@example.com"])
    now = int(time.time())
    codes = {made.at(now + 30 * step) for step in range(-2, 3)}
    assert any(code in screen.replace(" ", "") for code in codes), screen


ROWS = [row for row in pages.table(README, "## Coming from another app") if row[2]]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_import_of_each_app(
    row: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command of the table finds out the app, and the accounts, of its export and of its
    encrypted one; and no other file's."""
    monkeypatch.chdir(tmp_path)
    command = row[2].strip("`")
    assert parsed(given(command)) == ("import",)
    files = shlex.split(command)[2:]
    made = fixtures.for_table(tmp_path)
    (tmp_path / "password").write_text(fixtures.import_seeds.WORD + "\n")
    if files == ["google1.png", "google2.png"]:
        told = _dry(files)
        assert told["missing"] == [] and told["sums"]["found"] == 2
        return
    (name,) = files
    for seed in made[name]:
        (tmp_path / name).write_bytes(seed.data)
        told = _dry(files)
        assert [file["format"] for file in told["files"]] == [fixtures.EXPORTS[name]]
        assert told["sums"]["found"] >= 1


def _dry(files: list[str]) -> dict[str, Any]:
    args = ["import", "--dry-run", "--json", "--password-file", "password", *files]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code in (0, 7), result.output
    return json.loads(result.stdout)


def test_every_row_has_its_file() -> None:
    named = {name for row in ROWS for name in shlex.split(row[2].strip("`"))[2:]}
    assert named == {*fixtures.EXPORTS, "google1.png", "google2.png"}


def test_the_picture_is_of_these_screens() -> None:
    with Image.open(front.PATH) as kept:
        same = front.screens(kept) == front.screens(front.picture())
    assert same, "python -m golden.front draws it anew"
    assert str(front.PATH.relative_to(pages.ROOT)) in pages.text(README)


