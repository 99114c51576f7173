"""`mfob import`: takes what other apps export and puts it on the fob in one approval."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from mfob.cli import complete, terminal
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note
from mfob.errors import HostError, usage

if TYPE_CHECKING:
    from mfob.importers.gather import Source
    from mfob.importers.model import Entry, File, Importer

_PASSWORDS_MAX = 1 << 16  # bytes of --password-file that are read


def _formats(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    from mfob.importers import registry

    return complete.fitting([(name, "") for name in registry.names()], begun)


@click.command(
    "import",
    short_help="Take the accounts of another app.",
    epilog=examples(
        "mfob import --dry-run aegis-export.json    # what is in it; needs no fob",
        "mfob import page1.png page2.png            # Google Authenticator's QR codes",
        "mfob import vault.2fas --select github     # some of the accounts",
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE | -]...", shell_complete=complete.files)
@click.option("--format", "form", metavar="FORMAT", shell_complete=_formats,
              help="What the files are, where that is not to be found out.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show what was found, and put nothing on a fob.")
@click.option("--select", metavar="QUERY", help="Take those only that have it in issuer:name.")
@click.option("--password-file", metavar="FILE", shell_complete=complete.files,
              help="Read the files' password there, - is stdin; or a line a file.")  # fmt: skip
@click.option("--screen", is_flag=True, help="Take the QR codes that the screen shows now.")
@click.option("--clipboard", is_flag=True, help="Take a copied picture, or copied addresses.")
@click.option("--camera", is_flag=True, help="Take QR codes that are held before the camera.")
@click.option("-f", "--force", is_flag=True, help="Replace accounts of the same names.")
@click.pass_obj
def import_accounts(
    state: State,
    files: tuple[str, ...],
    form: str | None,
    dry_run: bool,
    select: str | None,
    password_file: str | None,
    screen: bool,
    clipboard: bool,
    camera: bool,
    force: bool,
) -> None:
    """Take the accounts of another app, and put them on the fob in one approval.

    Exports of Aegis, 2FAS, Google Authenticator, Bitwarden, 1Password and many more, pictures of
    QR codes, lists of otpauth:// addresses: the format is found out. The password of an encrypted
    file is asked for. Running the same again takes what is not on the fob yet.
    """
    from mfob.cli import import_put, import_report
    from mfob.importers import gather, registry

    if form:
        registry.importer(form)  # raises for one that there is not
    shown = [name for name, on in
             (("screen", screen), ("clipboard", clipboard), ("camera", camera)) if on]  # fmt: skip
    if not files and not shown:
        raise click.UsageError("Say what to import: a FILE, --screen, --clipboard or --camera.")
    if "-" in files and password_file == "-":
        raise click.UsageError("stdin is either the file or its password.")
    passwords = Passwords(password_file)
    sources = [_file(path, form, passwords) for path in files]
    sources += [_tried(f"the {name}", _SEEN[name]) for name in shown]
    if len(sources) == 1 and sources[0].error:
        raise sources[0].error
    found = gather.items(sources, select)
    missing = gather.missing_pages(sources)
    for sentence in missing:
        note(f"Warning: {sentence}")
    if dry_run:
        import_put.settle_dry(found)
    elif gather.pending(found):
        import_put.put_on_fob(state, found, force)
    import_report.report(state, sources, found, missing)


class Passwords:
    """The passwords of one run: of --password-file, or asked for. Raises HostError."""

    def __init__(self, path: str | None) -> None:
        self._lines = None if path is None else _lines(path)

    def ask(self, file: File, known: Importer, number: int) -> str | None:
        """For the try 0, 1 … at a file; None where there is no other to try."""
        if self._lines is not None:
            return self._next() if number == 0 else None
        if number:
            note("The password is wrong, or the file is damaged: try again.")
        question = f"Password of {file.name} ({known.title}, not shown):"
        password = terminal.ask_unseen(question)
        if password is None:
            raise usage(
                f"{file.name} is encrypted, and there is no terminal to ask for its password on:"
                " --password-file gives it."
            )
        return password

    def _next(self) -> str:
        """A line a file; the last one is for all that follow."""
        lines = self._lines or [""]
        return lines.pop(0) if len(lines) > 1 else lines[0]


def _lines(path: str) -> list[str]:
    from mfob.cli.pinfile import read

    text = read(path, "--password-file", _PASSWORDS_MAX).decode("utf-8-sig", "surrogateescape")
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def _file(path: str, form: str | None, passwords: Passwords) -> Source:
    from mfob.cli.working import Working
    from mfob.importers import reading, registry
    from mfob.importers.kdf import Kdf
    from mfob.importers.model import File

    def read() -> Source:
        if path == "-":
            file = File("stdin", sys.stdin.buffer.read(registry.SIZE_MAX + 1))
        else:
            file = reading.load(path)
        with Working("password") as working:

            def ask(file: File, known: Importer, number: int) -> str | None:
                working.stop()
                return passwords.ask(file, known, number)

            return reading.read(file, form, ask, Kdf(lambda _, seconds: working.start(seconds)))

    return _tried(path, read)


def _tried(name: str, read: Callable[[], Source]) -> Source:
    """What was read, or a source with the error."""
    from mfob.errors import USAGE, shown
    from mfob.importers.gather import Source

    try:
        return read()
    except HostError as error:
        if error.exit_code == USAGE:
            raise
        return Source(shown(name), error=error)


def _screen() -> Source:
    from mfob import pictures, screen
    from mfob.importers.pictures import seen

    shown = [pictures.grey(picture) for picture in screen.grab()]
    return _of_codes("the screen", list(seen(shown, "what the screen shows")))


def _clipboard() -> Source:
    from mfob import clipboard, pictures
    from mfob.importers import uris
    from mfob.importers.pictures import seen

    content = clipboard.read()
    if isinstance(content, str):
        lines = [line.strip() for line in content.splitlines() if line.strip()]
        entries = list(uris.entries((f"Line {n}: ", line) for n, line in enumerate(lines, 1)))
    else:
        entries = list(seen([pictures.grey(content)], "the clipboard"))
    note("The keys are still in the clipboard: copy something else when you are done.")
    return _of_codes("the clipboard", entries)


def _camera() -> Source:
    from mfob import camera
    from mfob.importers import gather, uris
    from mfob.importers.pictures import of_codes

    told: set[str] = set()

    def enough(texts: list[str]) -> bool:
        missing = gather.missing_pages([_of_codes("the camera", list(of_codes(texts)))])
        for sentence in missing:
            if sentence not in told:
                told.add(sentence)
                note(f"{sentence} Hold it before the camera.")
        return not missing

    note("Hold the QR code before the camera; Ctrl-C ends it.")
    texts = camera.watch(camera.opened(), uris.SCHEMES, enough)
    return _of_codes("the camera", list(of_codes(texts)))


def _of_codes(name: str, entries: list[Entry]) -> Source:
    from mfob.importers.gather import Source

    return Source(name, "qr", "QR codes", entries)


_SEEN = {"screen": _screen, "clipboard": _clipboard, "camera": _camera}
