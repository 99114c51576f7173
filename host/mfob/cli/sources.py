"""Where `mfob add` takes accounts from: an address, stdin, pictures, a person's hands.

`given` is what the options say everywhere here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mfob import otpauth
from mfob.cli import terminal
from mfob.enrol import Enrolment, Fields, clean
from mfob.errors import HostError, usage
from mfob.otpauth import Address

_STEAM = "Steam's own codes have 5 letters and digits. Does Steam's app show those for this one?"


def address(text: str, given: Fields) -> list[Enrolment]:
    """The account of one otpauth address. Raises HostError."""
    return [_enrol(otpauth.take_apart(text), given)]


def stdin(given: Fields) -> list[Enrolment]:
    """The accounts of the addresses on stdin, one a line. Raises HostError."""
    text = terminal.ask_hidden("otpauth:// address (not shown):")
    if text is None:
        try:
            text = terminal.piped()
        except UnicodeDecodeError:
            raise HostError("What stdin holds is not UTF-8 text.", "bad_uri") from None
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise HostError("There is no otpauth:// address on stdin.", "bad_uri")
    return _each([otpauth.take_apart(line) for line in lines], given)


def pictures(paths: Sequence[Path], given: Fields) -> list[Enrolment]:
    """The account in each picture. Raises HostError."""
    from mfob import qr

    return _each([qr.read(path) for path in paths], given)


def by_hand(given: Fields) -> list[Enrolment]:
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


def _each(addresses: Sequence[Address], given: Fields) -> list[Enrolment]:
    if len(addresses) > 1 and (given.issuer is not None or given.name is not None):
        raise usage("-i and -n are for one account, and here are several.")
    return [_enrol(address, given) for address in addresses]


def _enrol(found: Address, given: Fields) -> Enrolment:
    """The valid account; Steam's kind of code is asked for where nothing tells it."""
    account = found.enrol(given)
    if not account.steam_unsure or given.type:
        return account
    steam = terminal.ask_yes(f"{account.label}: {_STEAM}")
    if steam is None:
        raise usage(f"Steam's codes or plain ones for {account.label}? Say --type steam or totp.")
    return found.enrol(replace(given, type="steam")) if steam else account
