"""`mfob man`: what it says, read by man, groff and mandoc without a complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from host.test_cli import error_of, object_of
from host.test_examples import ALL
from mfob.cli import examples, roff
from mfob.cli.main import cli


@pytest.fixture(scope="module")
def page() -> str:
    result = CliRunner(env={"SOURCE_DATE_EPOCH": "86400"}).invoke(cli, ["man"])
    assert result.exit_code == 0
    return result.stdout


def shown(page: str, *command: str) -> str:
    """The page as a program shows it, in plain text; its complaints are none."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not here: the Debian package of that name has it")
    done = subprocess.run(
        command, input=page, capture_output=True, text=True, timeout=60,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    plain = re.sub("\x1b\\[[0-9;]*m", "", re.sub(".\b", "", done.stdout))
    return plain.replace("\u2010\n", "").replace("\u2212", "-")


GROFF = ("groff", "-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=150n")
MANDOC = ("mandoc", "-Tutf8", "-Owidth=150")
READERS = [GROFF, MANDOC]


@pytest.mark.parametrize("reader", READERS, ids=["groff", "mandoc"])
def test_all_commands_options_and_examples_are_in_it(page: str, reader: tuple[str, ...]) -> None:
    text = shown(page, *reader)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for path, command in ALL.items():
        assert " ".join(["mfob", *path]) in lines or not path
        if path:
            assert all(" ".join(line.split()) in lines for line in examples.of(command))
        for param in command.params:
            if isinstance(param, click.Option):
                assert all(name in text for name in param.opts)
    assert "1970-01-02" in text


def test_what_is_quoted_and_escaped(page: str) -> None:
    text = shown(page, *GROFF)
    assert "-p, --port PORT" in text  # the minus that one types, not a hyphen
    assert "lock_after 300   a fob with a PIN locks" in text  # a table stays one
    assert 'eval "$(mfob completion bash)"' in text
    assert "\\" not in text
    title, *others = page.splitlines()
    assert not [line for line in others if re.search(r"(?<!\\)-", line)]  # not all readers map it


def test_no_warnings(page: str) -> None:
    shown(page, "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "-")
    assert shown(page, "mandoc", "-Tlint", "-Wwarning") == ""


def test_a_bad_page_is_noticed(page: str) -> None:
    bad = page.replace(".SH COMMANDS", ".SH COMMANDS\n.NOSUCH")
    with pytest.raises(AssertionError):
        test_no_warnings(bad)


def test_lines_that_roff_would_obey() -> None:
    @click.command()
    def command() -> None:
        """.so /etc/passwd

        'tis a back\\slash

        \b
        .verbatim
        """

    lines = list(roff._text(command.help or ""))
    assert lines[0] == "\\&.so /etc/passwd"
    assert "\\&'tis a back\\eslash" in lines
    assert "\\&.verbatim" in lines


def test_installed(tmp_path: Path, page: str) -> None:
    runner = CliRunner(env={"XDG_DATA_HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "86400"})
    result = runner.invoke(cli, ["man", "--install"])
    path = tmp_path / "man" / "man1" / "mfob.1"
    assert result.stdout == f"Written to {path}.\n"
    assert path.read_text() == page
    told = object_of(runner.invoke(cli, ["man", "--install", "--to", str(tmp_path), "--json"]))
    assert (told["path"], told["page"]) == (str(tmp_path / "mfob.1"), page)
    found = subprocess.run(
        ["man", "-M", str(tmp_path / "man"), "-w", "mfob"], capture_output=True, text=True
    ) if shutil.which("man") else None  # fmt: skip
    assert found is None or found.stdout == f"{path}\n"


def test_where_it_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    runner = CliRunner()
    result = runner.invoke(cli, ["man", "--install", "--to", str(tmp_path / "file"), "--json"])
    assert error_of(result) == (1, "unwritable")
    assert runner.invoke(cli, ["man", "--to", str(tmp_path)]).exit_code == 2
