"""The first FreeOTP, and FreeOTP+: their preferences, from a rooted phone or a phone's backup."""

from __future__ import annotations

from typing import Any

from mfob.errors import HostError
from mfob.importers import safe_json, safe_xml
from mfob.importers.entries import ENTRIES_MAX, read_each
from mfob.importers.freeotp_token import of_token, who
from mfob.importers.kdf import Kdf
from mfob.importers.model import LIMIT, Entry, File

_ORDER = "tokenOrder"


class FreeOtp:
    """tokens.xml: a JSON object for each token by its id, and `tokenOrder`, the list of ids."""

    name = "freeotp"
    title = "FreeOTP"

    def detect(self, file: File) -> bool:
        return safe_xml.has_preference(file.data, _ORDER + '"')

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        texts = safe_xml.preferences(file.data, "The FreeOTP file")
        if len(texts) > ENTRIES_MAX:
            raise HostError(f"The file has more than {ENTRIES_MAX:,} accounts.", LIMIT)
        order = _parsed(texts.pop(_ORDER, "[]"))
        places = {name: place for place, name in enumerate(safe_json.as_rows(order)) if _id(name)}
        ids = sorted(texts, key=lambda name: places.get(name, len(places)))
        tokens = [token for token in (_parsed(texts[name]) for name in ids) if token is not None]
        return read_each(tokens, who, of_token)


def _id(value: Any) -> bool:
    return isinstance(value, str)


def _parsed(text: str) -> Any:
    """The value of a text; None where it is no JSON object or array, as an app's other settings,
    and an empty one where it is a damaged one."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return safe_json.load(text.encode("utf-8", "replace"))
    except HostError:
        return []


FREEOTP = FreeOtp()
