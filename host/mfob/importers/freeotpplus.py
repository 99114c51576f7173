"""FreeOTP+ (Android): its JSON export."""

from __future__ import annotations

from mfob.importers import safe_json
from mfob.importers.entries import read_each
from mfob.importers.freeotp_token import of_token, who
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_DAMAGED = "The FreeOTP+ export is damaged: it has no list of accounts where it should be."


class FreeOtpPlus:
    """`{tokenOrder, tokens}`."""

    name = "freeotpplus"
    title = "FreeOTP+"

    def detect(self, file: File) -> bool:
        return safe_json.looks_like(file.data) and safe_json.has_keys(
            file.data, "tokens", "tokenOrder"
        )

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        export = safe_json.table(safe_json.load(file.data, "The FreeOTP+ export"), _DAMAGED)
        return read_each(safe_json.rows(export.get("tokens"), _DAMAGED), who, of_token)


FREEOTPPLUS = FreeOtpPlus()
