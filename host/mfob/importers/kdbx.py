"""KeePass databases (KDBX 3.1 and 4), by pykeepass: the extra mfob[kdbx]. pykeepass is under the
GPL 3; the XML that KeePass exports, and KeePassXC's CSV, need nothing of it."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from mfob.errors import HostError
from mfob.importers import kdbx_key, keepass_xml, otp_field, safe_xml
from mfob.importers.entries import password_bytes
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, Entry, File, damaged

_UNPACKED_MAX = safe_xml.SIZE_MAX  # bytes of XML, attachments among them
_DAMAGED = "The KeePass database is damaged."
_TOO_LARGE = f"The KeePass database is too large: {_UNPACKED_MAX >> 20} MiB of it are read."
_EQUALS_MAX = 4 * safe_xml.ELEMENTS_MAX  # of attributes, and at the end of base64
_TOO_MANY = "The KeePass database holds more elements than any does."
_MISSING = (
    "KeePass databases are read by pykeepass, which is missing: pip install 'mfob[kdbx]'. Or"
    " export from KeePassXC as CSV, or from KeePass as XML."
)
_WRONG = (
    "The password is wrong, or the database wants a key file too: then export it as CSV or XML."
)


class Kdbx:
    """A database that is locked with a password alone."""

    name = "kdbx"
    title = "KeePass (KDBX)"

    def detect(self, file: File) -> bool:
        return file.data.startswith(kdbx_key.MAGIC)

    def encrypted(self, file: File) -> bool:
        return True

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        pykeepass = _library()
        key = kdbx_key.transformed(file.data, password_bytes(password), kdf)
        try:
            with _bounded():
                opened = pykeepass.PyKeePass(io.BytesIO(file.data), transformed_key=key)
            root = opened.tree.getroot()
        except HostError:
            raise
        except pykeepass.exceptions.CredentialsError:
            raise HostError(_WRONG, PASSWORD) from None
        except Exception:  # the library's parsers raise what they like of a damaged file
            raise damaged(_DAMAGED) from None
        return otp_field.bounded(keepass_xml.entries(root))


def _library() -> Any:
    """pykeepass, silent. Raises HostError import_format."""
    try:
        import pykeepass
    except ImportError:
        raise HostError(_MISSING, FORMAT) from None
    logging.getLogger("pykeepass").addHandler(logging.NullHandler())
    return pykeepass


@contextmanager
def _bounded() -> Iterator[None]:
    """While pykeepass unpacks and parses, for which it has no bounds of its own, it has ours."""
    from pykeepass.kdbx_parsing import common

    etree = common.etree
    common.zlib = SimpleNamespace(decompress=_unpack)
    common.etree = _Etree(etree)
    try:
        yield
    finally:
        common.zlib, common.etree = zlib, etree


class _Etree:
    """lxml.etree as pykeepass uses it, which looks at a text before it builds elements of it: an
    element of 4 bytes takes 140."""

    def __init__(self, etree: Any) -> None:
        self._etree = etree

    def __getattr__(self, name: str) -> Any:
        return getattr(self._etree, name)

    def parse(self, source: io.BytesIO, parser: Any) -> Any:
        text = source.getvalue()
        if len(text) > _UNPACKED_MAX:  # it may not have been packed
            raise HostError(_TOO_LARGE, LIMIT)
        begin = text[:200].lower()
        if not begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or (
            b"encoding" in begin and b"utf-8" not in begin
        ):
            raise damaged(_DAMAGED)  # KeePass writes UTF-8, and the marks of others differ
        # most elements are two marks
        if text.count(b"<") > 2 * safe_xml.ELEMENTS_MAX or text.count(b"=") > _EQUALS_MAX:
            raise HostError(_TOO_MANY, LIMIT)
        return self._etree.parse(source, parser)


def _unpack(data: bytes, wbits: int) -> bytes:
    unpacking = zlib.decompressobj(wbits)
    unpacked = unpacking.decompress(data, _UNPACKED_MAX)
    if unpacking.unconsumed_tail:
        raise HostError(_TOO_LARGE, LIMIT)
    return unpacked


KDBX = Kdbx()
