"""`mfob restore`: the accounts of a backup onto any fob, in one approval."""

from __future__ import annotations

import click

from fobcore.account import Account
from mfob.cli import complete, leaving, passphrase
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, printable


@click.command(
    short_help="Put the accounts of a backup on a fob.",
    epilog=examples(
        "mfob restore fob.age",
        "mfob restore fob.age --dry-run             # what is in it; needs no fob",
        "mfob restore fob.age -i key.txt            # one that is encrypted to a key",
    ),
)
@click.argument("file", metavar="FILE", shell_complete=complete.files)
@click.option("-i", "--identity", "identities", multiple=True, metavar="PATH",
              shell_complete=complete.files,
              help="The file of a key that it is encrypted to, of age or SSH.")  # fmt: skip
@passphrase.option()
@click.option("--dry-run", is_flag=True, help="Show what is in it, and put nothing on a fob.")
@click.option("-f", "--force", is_flag=True, help="Replace accounts of the same names.")
@click.pass_obj
def restore(
    state: State,
    file: str,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    dry_run: bool,
    force: bool,
) -> None:
    """Put the accounts of the backup FILE on the fob, in one approval; - is stdin.

    Favourites, their order and the counters come with them. What the fob has already stays as it
    is, so running the same again finishes what was interrupted. FILE may also be what `age -d`
    has made of it.
    """
    from mfob.cli import import_put, import_report
    from mfob.importers.gather import Source

    document = leaving.from_backup(file, identities, passphrase_file)
    if document.created:
        count = len(document.accounts)
        accounts = "1 account" if count == 1 else f"{count} accounts"
        note(f"A backup of {printable(document.created)}, {accounts}.")
    source = Source(file, "mfob", "mfob")
    found = [_item(source, account) for account in document.accounts]
    if dry_run:
        import_put.settle_dry(found)
    elif found:
        import_put.put_on_fob(state, found, force)
    import_report.report(state, [source], found, [])


def _item(source, account: Account):  # noqa: ANN001, ANN202 - of mfob.importers, loaded when used
    from mfob.enrol import Enrolment, Fields
    from mfob.importers.gather import Item

    names = Fields(account.issuer, account.name)
    return Item(source, names, enrolment=Enrolment(account))
