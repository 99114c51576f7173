"""`mfob export`: the accounts for another app. No lock-in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from fobcore.account import HOTP, Account
from mfob.cli import complete, leaving, passphrase, pinfile, terminal
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.pinfile import Pins
from mfob.cli.texts import note, printable
from mfob.errors import PART, HostError, usage
from mfob.records import label

_PLAIN = "Plain text goes to the disk with --plain only: whoever reads it has all the codes."


@click.command(
    cls=pinfile.Unrepeated,
    short_help="Give the accounts to another app.",
    epilog=examples(
        "mfob export --format qr                     # a QR code each, in the terminal",
        "mfob export --format aegis vault.json       # for Aegis, under a password",
        "mfob export --from fob.age --format uri     # out of a backup, on stdout",
    ),
)
@click.argument("place", metavar="[FILE | FOLDER]", required=False, shell_complete=complete.files)
@click.option("--format", "form", required=True, type=click.Choice(["uri", "aegis", "qr"]),
              help="otpauth:// addresses; Aegis' JSON; QR codes.")  # fmt: skip
@click.option("--from", "source", metavar="BACKUP", shell_complete=complete.files,
              help="Out of a backup, instead of from the fob.")  # fmt: skip
@click.option("-i", "--identity", "identities", multiple=True, metavar="PATH",
              shell_complete=complete.files, help="The file of a key of that backup.")  # fmt: skip
@passphrase.option(text="Read that backup's passphrase there")
@passphrase.option("--password-file", "Read the new password of Aegis' vault there")
@pinfile.option
@click.option("--plain", is_flag=True, help="Write it to the disk in plain text.")
@click.option("--svg", is_flag=True, help="QR codes as SVG, not PNG.")
@click.option("-f", "--force", is_flag=True, help="Write over files that are there.")
@click.pass_obj
def export(
    state: State,
    place: str | None,
    form: str,
    source: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    password_file: str | None,
    pin_file: str | None,
    plain: bool,
    svg: bool,
    force: bool,
) -> None:
    """Give the accounts with their keys to another app: into FILE, or on stdout without one.

    \b
    uri    otpauth:// addresses, one a line, which many apps import
    aegis  Aegis' vault, under a password unless --plain says otherwise
    qr     QR codes for any app's camera: in the terminal, or pictures in FOLDER

    The fob asks its owner, and for its PIN where it has one, as for a backup.
    """
    place = None if place == "-" else place
    sealed = form == "aegis" and not plain
    _check(state, place, plain or sealed, [passphrase_file, password_file, pin_file])
    if password_file is not None and not sealed:
        raise click.UsageError("--password-file is for a vault of Aegis that is not --plain.")
    if place is not None and form != "qr":
        from mfob.backup import files

        files.check_free(Path(place), force)
    password = ""
    if source is not None:
        accounts = leaving.from_backup(source, identities, passphrase_file).accounts
        if sealed:
            password = passphrase.new(password_file, "password")
        unreadable = 0
    else:
        pins = Pins(pin_file)
        with state.open_fob() as fob:
            told, pin = leaving.ready(state, fob, pins)
            if sealed:
                password = passphrase.new(password_file, "password")
            found = leaving.from_fob(state, fob, told, pin)
        accounts, unreadable = found.accounts, found.unreadable
    written = _fitting(accounts, form)
    if form == "qr":
        _qr(written, place, "svg" if svg else "png", force)
    else:
        _put(_content(written, form, password), place, force)
    if state.json:
        state.emit({
            "format": form, "file": place, "accounts": len(written), "encrypted": sealed,
            "unreadable": unreadable, "skipped": len(accounts) - len(written),
        })  # fmt: skip
    elif place is not None:
        note(f"{len(written)} accounts are in {printable(place)}.")
        if not sealed:
            note("They are in plain text there: delete it when the other app has them.")
    if unreadable or len(written) < len(accounts):
        click.get_current_context().exit(PART)


def _check(
    state: State, place: str | None, to_disk: bool, files: Sequence[str | None]
) -> None:
    """Raises HostError for what does not go together."""
    if files.count("-") > 1:
        raise usage("stdin is one of the files only.")
    if place is None and state.json:
        raise usage("With --json stdout is for its object: name a file.")
    if place is not None and not to_disk:
        raise usage(_PLAIN)


def _fitting(accounts: Sequence[Account], form: str) -> list[Account]:
    """Those that the format has room for; the others are said."""
    from mfob.exportformats.aegis import COUNTER_MAX

    fitting = []
    for account in accounts:
        if form == "aegis" and account.type == HOTP and account.counter > COUNTER_MAX:
            name = printable(label(account.issuer, account.name))
            note(f"Warning: {name} is left out: Aegis has no counter as high as its.")
        else:
            fitting.append(account)
    return fitting


def _content(accounts: Sequence[Account], form: str, password: str) -> bytes:
    if form == "uri":
        from mfob.exportformats.uri import uri

        return "".join(uri(account) + "\n" for account in accounts).encode()
    from mfob.exportformats import aegis

    return aegis.under_password(accounts, password) if password else aegis.plain(accounts)


def _put(content: bytes, place: str | None, force: bool) -> None:
    if place is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from mfob.backup import files

    files.write(Path(place), content, force)


def _qr(accounts: Sequence[Account], place: str | None, kind: str, force: bool) -> None:
    from mfob.exportformats import qrcodes

    if place is None:
        for number, account in enumerate(accounts, 1):
            if number > 1 and sys.stdout.isatty():
                terminal.ask(f"Enter: the next one ({number} of {len(accounts)})")
            click.echo(printable(label(account.issuer, account.name)))
            click.echo(qrcodes.in_terminal(account))
        return
    from mfob.backup import files

    folder = Path(place)
    if folder.exists() and not folder.is_dir():
        raise HostError(f"{printable(place)} is no folder.", "no_folder")
    files.make_folder(folder)
    for name, picture in qrcodes.pictures(accounts, kind):
        files.write(folder / name, picture, force)
