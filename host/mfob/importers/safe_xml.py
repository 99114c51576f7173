"""XML that anyone may have made: no document types, so no entities; bounded; Android's
preferences."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from mfob.errors import HostError
from mfob.importers.model import LIMIT, damaged

SIZE_MAX = 32 << 20  # bytes
ELEMENTS_MAX = 300_000  # and attributes
DEPTH_MAX = 64


def tree(data: bytes, what: str = "The file") -> Element:
    """The root of an XML text; `what` begins the sentences of errors.

    Raises HostError import_format, import_limit.
    """
    if len(data) > SIZE_MAX:
        raise HostError(f"{what} is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    counted = {"elements": 0, "depth": 0}

    def start(tag: str, attributes: dict[str, str]) -> None:
        counted["elements"] += 1 + len(attributes)
        counted["depth"] += 1
        if counted["elements"] > ELEMENTS_MAX:
            raise HostError(f"{what} holds more elements than any export does.", LIMIT)
        if counted["depth"] > DEPTH_MAX:
            raise damaged(f"{what} is damaged: it is nested deeper than any export.")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        counted["depth"] -= 1
        builder.end(tag)

    def doctype(*_declared: Any) -> None:
        raise damaged(f"{what} declares a document type, as no export does: it is not read.")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged(f"{what} is damaged: it is no valid XML.") from None
    return builder.close()


def preferences(data: bytes, what: str = "The file") -> dict[str, str]:
    """The values of Android's preferences (`<map>`), by name, all as text. Raises as tree()."""
    root = tree(data, what)
    if root.tag != "map":
        raise damaged(f"{what} is no list of Android's preferences.")
    return {
        item.get("name", ""): (item.text or "") if item.tag == "string" else item.get("value", "")
        for item in root
    }


def has_preference(data: bytes, name: str) -> bool:
    """Whether it is a list of Android's preferences with a name that begins so: for detect()."""
    return b"<map" in data[:512] and b'name="' + name.encode() in data
