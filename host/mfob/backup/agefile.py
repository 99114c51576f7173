"""The age format (https://age-encryption.org/v1), by pyrage: a passphrase, or keys of recipients.

What is made here opens with `age -d`, and what `age` made opens here.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any

from mfob.errors import HostError, shown

PASSPHRASE = "passphrase"
RECIPIENTS = "recipients"
SIZE_MAX = 6 << 20  # bytes, armoured ones too: the document's limit, and what is around it
_INTRO = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEAD = 4096  # characters of armour that are looked into
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]+ (\d{1,2})\n")
_WORK_MAX = 20  # log2 of scrypt's N; r is 8: 1 GiB, as mfob.importers.kdf has it, and some 7 s
_KEY = re.compile(r"AGE-(SECRET-KEY|PLUGIN)-", re.IGNORECASE)
_SSH_KEY = b"-----BEGIN "


def kind(data: bytes) -> str | None:
    """PASSPHRASE or RECIPIENTS: what a file is encrypted by; None of what is no age file. Raises
    HostError "bad_backup" where the passphrase's cost is more than is tried."""
    head = _head(data)
    if not head.startswith(_INTRO):
        return None
    scrypt = _SCRYPT.match(head, len(_INTRO))
    if scrypt and int(scrypt[1]) > _WORK_MAX:
        raise HostError(
            f"The backup wants {1 << int(scrypt[1]) - _WORK_MAX} GiB of memory for its passphrase;"
            " more than 1 GiB is not tried here. `age -d FILE | mfob restore -` restores it.",
            "bad_backup",
        )
    return PASSPHRASE if scrypt else RECIPIENTS


def seal(data: bytes, passphrase: str) -> bytes:
    """Encrypts under a passphrase; takes about a second and up to 1 GiB of memory."""
    return _pyrage().passphrase.encrypt(data, passphrase)


def seal_for(data: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypts to public keys: age1… or ssh-ed25519 …, ssh-rsa …; each of them alone opens it.
    Raises HostError "bad_recipient"."""
    pyrage = _pyrage()
    return pyrage.encrypt(data, [_recipient(pyrage, text) for text in recipients])


def check_recipients(recipients: Sequence[str]) -> None:
    """Raises HostError "bad_recipient", before anybody is asked for anything."""
    pyrage = _pyrage()
    for text in recipients:
        _recipient(pyrage, text)


def unseal(data: bytes, passphrase: str) -> bytes:
    """Raises HostError "bad_passphrase"."""
    pyrage = _pyrage()
    try:
        return pyrage.passphrase.decrypt(data, passphrase)
    except pyrage.DecryptError:
        message = "The passphrase is wrong, or the backup is damaged."
        raise HostError(message, "bad_passphrase") from None


def unseal_with(data: bytes, identities: Sequence[bytes]) -> bytes:
    """Decrypts by the contents of identity files, age-keygen's or SSH's. Raises HostError
    "bad_identity"."""
    pyrage = _pyrage()
    keys = [key for content in identities for key in _identities(pyrage, content)]
    try:
        return pyrage.decrypt(data, keys)
    except pyrage.DecryptError:
        message = "None of the identities opens the backup, or it is damaged."
        raise HostError(message, "bad_identity") from None


def recipients_in(text: str) -> list[str]:
    """Those of a file: one a line; blank lines and those that begin with # are none."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _head(data: bytes) -> bytes:
    """The first bytes, out of their armour."""
    start = data[:_HEAD].lstrip()
    if not start.startswith(_ARMOUR):
        return data[:_HEAD]
    body = b"".join(start.splitlines()[1:-1])
    try:
        return base64.b64decode(body[: len(body) // 4 * 4])
    except binascii.Error:
        return b""


def _recipient(pyrage: Any, text: str) -> Any:
    if _KEY.match(text):
        message = "A recipient is a public key (age1…), and that is a secret one: give its public."
        raise HostError(message, "bad_recipient")
    try:
        if text.startswith("ssh-"):
            return pyrage.ssh.Recipient.from_str(text)
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise HostError(
            f"{shown(text[:80])} is no recipient: age1…, ssh-ed25519 … or ssh-rsa … is one. Those"
            " of age's plugins are not known here.",
            "bad_recipient",
        ) from None


def _identities(pyrage: Any, content: bytes) -> list[Any]:
    try:
        if content.lstrip().startswith(_SSH_KEY) and not content.lstrip().startswith(_ARMOUR):
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = recipients_in(content.decode())
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except (pyrage.IdentityError, UnicodeDecodeError):
        keys = []
    if not keys:
        raise HostError(
            "There is no identity in the file of -i: it has AGE-SECRET-KEY-… lines, as age-keygen"
            " makes them, or is an SSH key without a passphrase. With others:"
            " `age -d -i FILE BACKUP | mfob restore -`.",
            "bad_identity",
        )
    return keys


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise HostError(
            "The module pyrage is missing, which encrypts backups: `pip install pyrage`. `age -d"
            " BACKUP | mfob restore -` restores without it.",
            "no_pyrage",
        ) from None
    return pyrage
