"""`mfob add`: puts accounts on the fob."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from mfob.cli import complete, enter, sources
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.enrol import Fields

_ALGORITHMS = {"SHA1": "what nearly all use", "SHA256": "", "SHA512": ""}
_TYPES = {"totp": "by time", "hotp": "by a counter", "steam": "Steam's own codes"}


def _further(
    ctx: click.Context, param: click.Parameter, begun: str
) -> list[CompletionItem[str]]:
    """Behind --qr IMAGE stand further pictures; an address is pasted."""
    return complete.files(ctx, param, begun) if ctx.params.get("qr") else []


@click.command(
    short_help="Put accounts on the fob.",
    epilog=examples(
        "mfob add --qr github.png             # a picture of the QR code, a screenshot say",
        "mfob add --screen                    # the QR codes that the screen shows now",
        "mfob add -i GitHub -n alice          # by hand: asks for the key, hidden",
    ),
)
@click.argument("uri", nargs=-1, metavar="[URI | -]", shell_complete=_further)
@click.option("-i", "--issuer", help="Who the account is with, GitHub say.")
@click.option("-n", "--name", help="The account's name there: a user name or mail address.")
@click.option("--qr", multiple=True, metavar="IMAGE...", help="Pictures of QR codes.",
              shell_complete=complete.files)  # fmt: skip
@click.option("--clipboard", "source", flag_value="clipboard", help="A copied picture, or text.")
@click.option("--screen", "source", flag_value="screen", help="What the screen shows now.")
@click.option("-a", "--algorithm", help="SHA1 unless given, or SHA256, SHA512.",
              shell_complete=complete.words(_ALGORITHMS))  # fmt: skip
@click.option("-d", "--digits", help="6 unless given.")
@click.option("-P", "--period", help="30 seconds unless given.")
@click.option("-o", "--type", "kind", help="totp unless given, or hotp, steam.",
              shell_complete=complete.words(_TYPES))  # fmt: skip
@click.option("-c", "--counter", help="Where a counter begins: 0 unless given.")
@click.option("-f", "--force", is_flag=True, help="Replace an account that is there already.")
@click.pass_obj
def add(
    state: State,
    uri: tuple[str, ...],
    issuer: str | None,
    name: str | None,
    qr: tuple[str, ...],
    source: str | None,
    algorithm: str | None,
    digits: str | None,
    period: str | None,
    kind: str | None,
    counter: str | None,
    force: bool,
) -> None:
    """Put accounts on the fob; it waits for the fob's button, once for all of them.

    \b
    mfob add --qr IMAGE...       from pictures of QR codes, a screenshot say
    mfob add --clipboard         from a picture that was copied, or from addresses
    mfob add --screen            from the QR codes that are to be seen on the screen
    mfob add -                   from otpauth:// addresses on stdin, one a line
    mfob add URI                 from an address (others may see it in the process list)
    mfob add -i ISSUER -n NAME   by hand: asks for the key, hidden, or takes it from a pipe

    What the options say goes before what a code or an address says.
    """
    given = Fields(issuer, name, None, kind, algorithm, digits, period, counter)
    if source and (qr or uri):
        raise click.UsageError(f"--{source} stands alone: one source at a time.")
    if source == "clipboard":
        wanted = sources.clipboard(given)
    elif source == "screen":
        wanted = sources.screen(given)
    elif qr:  # what stands behind its first value is further pictures
        wanted = sources.pictures([Path(path) for path in (*qr, *uri)], given)
    elif uri == ("-",):
        wanted = sources.stdin(given)
    elif len(uri) == 1:
        wanted = sources.address(uri[0], given)
    elif uri:
        raise click.UsageError("One address at a time, or `-` and the addresses on stdin.")
    else:
        wanted = sources.by_hand(given)
    enter.put_on_fob(state, wanted, force)
