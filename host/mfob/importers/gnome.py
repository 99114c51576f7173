"""GNOME Authenticator's own JSON. Its other exports are those of other apps, which know them."""

from __future__ import annotations

from collections.abc import Iterable

from mfob.enrol import Fields
from mfob.importers import safe_json
from mfob.importers.entries import Raw, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_WHAT = "The GNOME Authenticator export"
_NO_KIND = "OTP"  # as old versions write TOTP


class Gnome:
    """https://gitlab.gnome.org/World/Authenticator: as andOTP's, yet the issuer is the first
    tag."""

    name = "gnome"
    title = "GNOME Authenticator"

    def detect(self, file: File) -> bool:
        has = safe_json.has_keys
        return (
            safe_json.looks_like(file.data, b"[")
            and has(file.data, "secret", "label", "type", "tags", "last_used", "thumbnail")
            and not has(file.data, "issuer")
            and not has(file.data, "used_frequency")
        )

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        items = safe_json.rows(safe_json.load(file.data, _WHAT), f"{_WHAT} is damaged.")
        return read_each(items, _who, _read)


def _who(raw: Raw) -> tuple[str | None, str | None]:
    tags = safe_json.as_rows(raw.get("tags"))
    return raw.text("issuer") or (safe_json.text(tags[0]) if tags else None), raw.text("label")


def _read(raw: Raw) -> Entry:
    kind = raw.field("type") or _NO_KIND
    return Entry(
        Fields(
            secret=raw.field("secret"),
            type="totp" if kind.upper() == _NO_KIND else kind.lower(),
            algorithm=raw.field("algorithm"),
            digits=raw.field("digits"),
            period=raw.field("period"),
            counter=raw.field("counter"),
        )
    )


GNOME = Gnome()
