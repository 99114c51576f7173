"""`mfob backup`: all accounts with their keys, encrypted, into a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mfob import hostclock
from mfob.cli import complete, leaving, passphrase, pinfile
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.pinfile import Pins
from mfob.cli.texts import note, printable
from mfob.errors import PART, HostError, usage
from mfob.records import Info

_RECIPIENTS_MAX = 1 << 16  # bytes of a file of -R


@click.command(
    cls=pinfile.Unrepeated,
    short_help="Back up all accounts, encrypted.",
    epilog=examples(
        "mfob backup fob.age                  # asks for a passphrase, or makes one",
        "mfob backup fob.age -R friends.txt   # to the age keys of a file",
        "mfob backup - -r age1recipient | ssh host 'cat > fob.age'",
    ),
)
@click.argument("file", metavar="FILE", shell_complete=complete.files)
@click.option("-r", "--recipient", "recipients", multiple=True, metavar="RECIPIENT",
              help="Encrypt to a public key instead: age1..., ssh-ed25519 ...")  # fmt: skip
@click.option("-R", "--recipients-file", "lists", multiple=True, metavar="PATH",
              shell_complete=complete.files, help="Or to those of a file.")  # fmt: skip
@passphrase.option()
@pinfile.option
@click.option("-f", "--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def backup(
    state: State,
    file: str,
    recipients: tuple[str, ...],
    lists: tuple[str, ...],
    passphrase_file: str | None,
    pin_file: str | None,
    force: bool,
) -> None:
    """Write all accounts of the fob with their keys into FILE, encrypted; - is stdout.

    The fob asks its owner, and for its PIN where it has one. The file is in the age format, under
    a passphrase or to recipients; `mfob restore` puts what is in it on any fob, and `age -d` shows
    it. Keep it where the fob is not.
    """
    from mfob.backup import agefile, document, files

    to = [*recipients, *(one for path in lists for one in _listed(path))]
    if (recipients or lists) and not to:
        raise HostError("There is no recipient in the file of -R.", "bad_recipient")
    if to and passphrase_file is not None:
        raise click.UsageError("Encrypt by a passphrase or to recipients, not both.")
    if pin_file == passphrase_file == "-":
        raise click.UsageError("stdin is either the PIN or the passphrase.")
    _fit_for_output(state, file)
    agefile.check_recipients(to)
    if file != "-":
        files.check_free(Path(file), force)
    pins = Pins(pin_file)
    with state.open_fob() as fob:
        told, pin = leaving.ready(state, fob, pins)
        secret = "" if to else passphrase.new(passphrase_file)
        found = leaving.from_fob(state, fob, told, pin)
    plain = document.write(found.accounts, _about(told), hostclock.utc_ms(state.port) // 1000)
    sealed = agefile.seal_for(plain, to) if to else agefile.seal(plain, secret)
    if file == "-":
        sys.stdout.buffer.write(sealed)
        sys.stdout.buffer.flush()
    else:
        files.write(Path(file), sealed, force)
    if state.json:
        state.emit({
            "file": file, "accounts": len(found.accounts), "unreadable": found.unreadable,
            "recipients": len(to),
        })  # fmt: skip
    else:
        by = "to its recipients" if to else "under the passphrase"
        note(f"{len(found.accounts)} accounts are in {printable(file)}, encrypted {by}.")
    if found.unreadable:
        click.get_current_context().exit(PART)


def _about(told: Info) -> dict[str, str]:
    return {"name": told.name, "id": told.id, "board": told.board, "firmware": told.firmware}


def _listed(path: str) -> list[str]:
    from mfob.backup import agefile

    data = pinfile.read(path, "-R", _RECIPIENTS_MAX)
    return agefile.recipients_in(data.decode("utf-8-sig", "replace"))


def _fit_for_output(state: State, file: str) -> None:
    """Whether the bytes may go to stdout. Raises HostError."""
    if file != "-":
        return
    if state.json:
        raise usage("With --json stdout is for its object: name a file.")
    if sys.stdout.isatty():
        raise usage("A terminal can't show an encrypted file: name a file, or pipe it on.")
