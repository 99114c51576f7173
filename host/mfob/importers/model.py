"""What an importer gets and gives: a file, a password, and entry after entry of what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers.kdf import Kdf

FORMAT = "import_format"  # not a file of that app, or a damaged one
PASSWORD = "import_password"  # a wrong one
LIMIT = "import_limit"  # larger or dearer than any such file is


@dataclass(frozen=True, repr=False)
class File:
    """A file that people gave: its name without folders, and its bytes. It may hold keys."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Page:
    """Which part of an export in several pictures an entry is from: `number` of `count`, from 1.
    `export` is the same in all of its parts."""

    export: str
    number: int
    count: int


@dataclass(frozen=True, repr=False)
class Entry:
    """One account as the file tells it, for mfob.enrol.

    `assumed`: fields that the format has no room for or this entry leaves out, beyond those that
    enrol() finds missing. `skip`: why it is not to be taken (trashed, an empty key); `reject`: why
    it can't be (an algorithm that no fob has, mOTP). Both are whole sentences, without a key.
    `page`: of an export that comes in several pictures, whose others may be in other files.
    """

    fields: Fields
    assumed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    skip: str = ""
    reject: str = ""
    page: Page | None = None


class Importer(Protocol):
    """One app's export files. Stateless; a module's instance is in mfob.importers.registry."""

    name: str  # for --format: lower case, short
    title: str  # for people

    def detect(self, file: File) -> bool:
        """Whether it is such a file, cheaply: magic, a few keys; never decoded, nothing raised."""
        ...

    def encrypted(self, file: File) -> bool:
        """Whether read() needs a password for it."""
        ...

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        """Its entries in the file's order. `password`: None where encrypted() is False. Raises
        HostError FORMAT, PASSWORD, LIMIT with what to do; nothing else, whatever the file holds;
        never with a key or the password in a text."""
        ...


def damaged(what: str) -> HostError:
    """A file that begins as one of an app's and goes on otherwise: `what` is a sentence."""
    return HostError(what, FORMAT)


def wrong_password() -> HostError:
    """The one for all formats."""
    return HostError("The password is wrong, or the file is damaged.", PASSWORD)
