"""Where `mfob add` takes accounts from: an address, stdin, pictures, a person's hands.

`given` is what the options say everywhere here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mfob import otpauth
from mfob.cli import terminal
from mfob.cli.texts import note
from mfob.enrol import Enrolment, Fields, clean
from mfob.errors import USAGE, HostError, hide, shown, usage
from mfob.otpauth import Address
from mfob.records import Added, label

if TYPE_CHECKING:
    from PIL import Image

_STEAM = "Steam's own codes have 5 letters and digits. Does Steam's app show those for this one?"


@dataclass(frozen=True)
class Rejected:
    """One of several that is no account for a fob; issuer and name where they could be read."""

    issuer: str | None
    name: str | None
    error: HostError

    @property
    def label(self) -> str:
        """`issuer:name`, or what stands for it."""
        named = self.name or self.issuer
        return hide(label(self.issuer or "", self.name or "")) if named else "an account"

    @property
    def outcome(self) -> Added:
        """As of those that the fob was asked for."""
        return Added(None, "rejected", self.error)


Wanted = Enrolment | Rejected


def address(text: str, given: Fields) -> list[Wanted]:
    """The account of one otpauth address. Raises HostError."""
    return _each([text], given)


def stdin(given: Fields) -> list[Wanted]:
    """The accounts of the addresses on stdin, one a line. Raises HostError."""
    text = terminal.ask_hidden("otpauth:// address (not shown):")
    if text is None:
        try:
            text = terminal.piped()
        except UnicodeDecodeError:
            raise HostError("What stdin holds is not UTF-8 text.", "bad_uri") from None
    return _each(_lines(text, "on stdin"), given)


def pictures(paths: Sequence[Path], given: Fields) -> list[Wanted]:
    """The accounts in each picture. Raises HostError."""
    from mfob import pictures, qr

    found = [qr.accounts(pictures.load(path), shown(str(path))) for path in paths]
    return _each([text for texts in found for text in texts], given)


def clipboard(given: Fields) -> list[Wanted]:
    """The accounts in the clipboard: a picture, or addresses, one a line. Raises HostError."""
    from mfob import clipboard

    content = clipboard.read()
    if isinstance(content, str):
        found = _each(_lines(content, "in the clipboard"), given)
    else:
        found = _each(_seen([content], "the clipboard"), given)
    note("The key is still in the clipboard: copy something else when you are done.")
    return found


def screen(given: Fields) -> list[Wanted]:
    """The accounts whose codes the screens show. Raises HostError."""
    from mfob import screen

    return _each(_seen(screen.grab(), "what the screen shows"), given)


def by_hand(given: Fields) -> list[Wanted]:
    """The account that the options and the person say. Raises HostError."""
    issuer, name = given.issuer, given.name
    if issuer is None and name is None:
        issuer = _typed("Issuer (GitHub, say; may be empty):")
    if name is None and clean(issuer):
        name = terminal.ask("Account name (empty: the issuer):")
    elif name is None:
        name = _typed("Account name:")
    secret = terminal.ask_hidden("Key (base32, not shown):")
    if secret is None:
        try:
            secret = terminal.piped().strip()
        except UnicodeDecodeError:
            raise HostError("The key on stdin is not text.", "bad_secret") from None
        if not secret:
            raise usage("There is no terminal to ask for the key on, and no key on stdin.")
    return [_enrol(Address(Fields(secret=secret)), replace(given, issuer=issuer, name=name))]


def _typed(question: str) -> str:
    answer = terminal.ask(question)
    if answer is None:
        raise usage("Say what to add: a URI, `-`, --qr IMAGE, or -i ISSUER -n NAME.")
    return answer


def _lines(text: str, where: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise HostError(f"There is no otpauth:// address {where}.", "bad_uri")
    return lines


def _seen(shown: Sequence[Image.Image], what: str) -> list[str]:
    """The accounts in pictures that belong together: one of them must have some."""
    from mfob import pictures, qr

    texts: list[str] = []
    failure: HostError | None = None
    for picture in shown:
        try:
            texts += qr.accounts(pictures.grey(picture), what)
        except HostError as error:
            failure = failure if failure and failure.code == "no_account" else error
    if failure and not texts:
        raise failure
    return texts


def _each(texts: Sequence[str], given: Fields) -> list[Wanted]:
    """The accounts of addresses. One that is none raises HostError; among several it is said."""
    texts = list(dict.fromkeys(texts))
    if len(texts) == 1:
        return [_enrol(otpauth.take_apart(texts[0]), given)]
    if given.issuer is not None or given.name is not None:
        raise usage("-i and -n are for one account, and here are several.")
    return [_tried(text, given) for text in texts]


def _tried(text: str, given: Fields) -> Wanted:
    fields = Fields()
    try:
        found = otpauth.take_apart(text)
        fields = found.fields
        return _enrol(found, given)
    except HostError as error:
        if error.exit_code == USAGE:
            raise
        return Rejected(fields.issuer, fields.name, error)


def _enrol(found: Address, given: Fields) -> Enrolment:
    """The valid account; Steam's kind of code is asked for where nothing tells it."""
    account = found.enrol(given)
    if not account.steam_unsure or given.type:
        return account
    steam = terminal.ask_yes(f"{account.label}: {_STEAM}")
    if steam is None:
        raise usage(f"Steam's codes or plain ones for {account.label}? Say --type steam or totp.")
    return found.enrol(replace(given, type="steam")) if steam else account
