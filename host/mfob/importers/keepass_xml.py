"""KeePass 2 and KeePassXC: the plain XML that both export, which is also what a KDBX holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mfob.importers import keepass_fields, otp_field, safe_xml
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

_WHAT = "The KeePass XML"
_MARK = b"<KeePassFile"
_BIN = "It is in KeePass's recycle bin."


class KeePassXml:
    """https://keepass.info/help/kb/kdbx.html#xml"""

    name = "keepass-xml"
    title = "KeePass (XML)"

    def detect(self, file: File) -> bool:
        return _MARK in file.data[:4096]

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        root = safe_xml.tree(file.data, _WHAT)
        if root.find(".//Value[@Protected='True']") is not None:
            raise damaged("The KeePass XML is encrypted in part: it is not as KeePass exports it.")
        return otp_field.bounded(entries(root))


def entries(root: Any) -> Iterator[Entry]:
    """The accounts below `<KeePassFile>`; an entry's older states (`<History>`) left out. Raises
    HostError import_format."""
    top = root.find("Root")
    if root.tag != "KeePassFile" or top is None:
        raise damaged("The KeePass XML is damaged: it has no root.")
    bin_id = (root.findtext("Meta/RecycleBinUUID") or "").strip()
    for group in top.findall("Group"):
        yield from _of_group(group, bin_id, False)


def _of_group(group: Any, bin_id: str, in_bin: bool) -> Iterator[Entry]:
    in_bin = in_bin or bool(bin_id) and (group.findtext("UUID") or "").strip() == bin_id
    for element in group.findall("Entry"):
        for entry in keepass_fields.entries(_fields(element)):
            yield Entry(entry.fields, skip=_BIN) if in_bin else entry
    for inner in group.findall("Group"):
        yield from _of_group(inner, bin_id, in_bin)


def _fields(element: Any) -> dict[str, str]:
    return {
        one.findtext("Key") or "": one.findtext("Value") or "" for one in element.findall("String")
    }


KEEPASS_XML = KeePassXml()
