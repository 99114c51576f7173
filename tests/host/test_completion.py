"""`mfob completion`: real shells, a Tab, and what is offered then; and that no fob is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from fobcore.settings import VALUES
from host import shells
from host.fakefob import FakeFob
from host.terminal import environment
from host.test_cli import object_of
from host.test_examples import ALL
from mfob import data, discover
from mfob.cli.main import cli

# line before Tab: what it is afterwards, where there is one way to go on only
ONE = {
    "mfob clo": "mfob clock",
    "mfob clock tr": "mfob clock trim",
    "mfob -p si": "mfob -p sim",
    "mfob add --clip": "mfob add --clipboard",
    "mfob add --type st": "mfob add --type steam",
    "mfob config lock": "mfob config lock_after",
    "mfob config hand le": "mfob config hand left",
    "mfob install --board pico": "mfob install --board pico_oled",
    "mfob sim power ba": "mfob sim power battery",
    "mfob add --qr pic": "mfob add --qr picture.png",
    "mfob add --qr a.png pic": "mfob add --qr a.png picture.png",
    "mfob pin set --pin-file pic": "mfob pin set --pin-file picture.png",
    "mfob clock --js": "mfob clock --json",
    "mfob code g": "mfob code g",  # the names of accounts are on the fob
    "mfob add pic": "mfob add pic",  # an address is no file
    "mfob nonsense --js": "mfob nonsense --json",
}
# line before Tab: all that is offered
SEVERAL = {
    "mfob co": {"code", "config", "completion"},
    "mfob config usb_code ": {"press", "free", "off"},
    "mfob completion ": {"bash", "zsh", "fish"},
    "mfob install --board ": set(data.board_names()),
    "mfob pin ": {"set", "change", "remove"},
}


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return shells.home(tmp_path_factory.mktemp("home"))


def wanted(shell: str) -> None:
    """Skips where a shell is missing, or too old for click's script."""
    there, least = shells.version(shell), {"bash": (4, 4)}.get(shell, (0,))
    if there is None or there < least:
        pytest.skip(f"no {shell} here that is new enough: {there} (Debian has it)")


@pytest.fixture(scope="module", params=["bash", "zsh"])
def typed(request: pytest.FixtureRequest, env: dict[str, str]) -> Iterator[shells.Typed]:
    wanted(request.param)
    shell = shells.Typed(request.param, Path(env["HOME"]), env)
    yield shell
    shell.close()


@pytest.mark.parametrize("line", ONE)
def test_a_tab_goes_on(typed: shells.Typed, line: str) -> None:
    _, words = typed.complete(line)
    assert words == ONE[line].split()[1:]


@pytest.mark.parametrize("line", SEVERAL)
def test_a_tab_offers(typed: shells.Typed, line: str) -> None:
    shown, words = typed.complete(line)
    assert words == line.split()[1:]
    listed = shown.splitlines()[1:]
    end = next(place for place, text in enumerate(listed) if text.startswith("READY> "))
    offered = [re.split(r"\s+-- ", text)[0] for text in listed[:end]]  # zsh says what it means
    assert {word for text in offered for word in text.split()} == SEVERAL[line]


@pytest.mark.parametrize("line", [*ONE, *SEVERAL])
def test_fish_offers(env: dict[str, str], line: str) -> None:
    wanted("fish")
    folder = Path(env["HOME"])
    offered = {text.split("\t")[0] for text in shells.by_fish(folder, env, line).splitlines()}
    begun, now = line.rpartition(" ")[2], ONE.get(line, "").rpartition(" ")[2]
    assert offered == SEVERAL.get(line, set() if now == begun else {now})


def offers(*args: str, begun: str = "") -> dict[str, str | None]:
    """What is offered behind some arguments, with what it means."""
    items = BashComplete(cli, {}, "mfob", "_MFOB_COMPLETE").get_completions(list(args), begun)
    return {item.value: item.help for item in items}


def test_settings_and_values_are_those_of_the_fob() -> None:
    assert set(offers("config")) == set(VALUES)
    for key, values in VALUES.items():
        assert set(offers("config", key)) == set(values)
    assert offers("config", "nonsense") == {}


def test_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [discover.Place("/dev/ttyACM3"), discover.Place("COM4")]
    monkeypatch.setattr(discover, "scan", lambda: places)
    assert set(offers("info", "-p")) == {"/dev/ttyACM3", "COM4", "sim"}
    assert set(offers("--port", begun="/dev/")) == {"/dev/ttyACM3"}


def test_every_option_is_offered() -> None:
    for path, command in ALL.items():
        options = offers(*path, begun="--")
        long = [
            name
            for param in command.params if isinstance(param, click.Option)
            for name in param.opts if name.startswith("--")
        ]  # fmt: skip
        assert {*long, "--help"} == set(options)


def test_no_fob_is_asked(fob: FakeFob, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is completed: no port is opened, though one is named."""
    fob.accounts.put("GitHub", "alice")
    opened = []
    monkeypatch.setattr("serial.Serial", lambda *args, **more: opened.append(args))
    monkeypatch.setenv("MFOB_PORT", str(fob.path))
    for path, command in ALL.items():
        for param in command.params:
            before = [param.opts[0]] if isinstance(param, click.Option) else []
            offered = offers(*path, *before)
            assert not any("alice" in f"{value} {meaning}" for value, meaning in offered.items())
    assert opened == []


def test_a_key_in_the_line_is_not_repeated() -> None:
    address = "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ"
    told = environment(
        _MFOB_COMPLETE="bash_complete", COMP_WORDS=f"mfob {address} ", COMP_CWORD="2"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mfob"], env=told, capture_output=True, text=True, check=True
    )
    assert "GEZDGNBVGY3TQOJQ" not in done.stdout + done.stderr
    assert done.stderr == ""


def test_names_of_commands_need_no_command() -> None:
    """A Tab is quick: nothing is imported for it."""
    program = (
        "import sys\nfrom mfob.cli.main import main\n"
        "try:\n    main()\nfinally:\n    sys.stderr.write(' '.join(sys.modules))"
    )
    told = environment(_MFOB_COMPLETE="bash_complete", COMP_WORDS="mfob ", COMP_CWORD="1")
    done = subprocess.run(
        [sys.executable, "-c", program], env=told, capture_output=True, text=True, check=True
    )
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} >= {"add", "sim"}
    loaded = set(done.stderr.split())
    assert "mfob.cli.main" in loaded
    assert not loaded & {"mfob.cli.add", "mfob.cli.sim", "mfob.device", "serial"}


def test_the_script_as_json() -> None:
    told = object_of(CliRunner().invoke(cli, ["completion", "zsh", "--json"]))
    plain = CliRunner(env={"PATH": os.environ["PATH"]}).invoke(cli, ["completion", "zsh"])
    assert told["shell"] == "zsh" and "#compdef mfob" in told["script"]
    assert plain.stdout == told["script"] + "\n"
    assert CliRunner().invoke(cli, ["completion", "csh"]).exit_code == 2
