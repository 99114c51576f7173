"""WinAuth (Windows): what its File > Export writes, addresses, in a ZIP archive or not."""

from __future__ import annotations

import re
from dataclasses import replace

from mfob.errors import HostError
from mfob.importers import plain_text, safe_zip, uris
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, Entry, File, damaged

SIZE_MAX = 4 << 20  # bytes; the old ZIP encryption is slow here
ACCOUNTS = "accounts.txt"  # Authenticator Plus's only member, in lower case
_OWN_FILE = re.compile(rb"(?i)\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<WinAuth[\s>]")
_REFUSED = (
    "This is WinAuth's own file, which can be read on its computer only. In WinAuth, choose File >"
    " Export, to a text or ZIP file, and import that."
)
_PGP = "Exports that WinAuth encrypted by PGP are not read: choose a ZIP file with a password."
_LABEL = re.compile(r"(?<=otp/)[^?]*")


class WinAuth:
    """The text alone is found as a list of addresses; `--format winauth` knows more of it."""

    name = "winauth"
    title = "WinAuth"

    def detect(self, file: File) -> bool:
        if _OWN_FILE.match(file.data[:1024]):
            return True
        names = safe_zip.names(file.data)
        text = names[0].lower() if len(names) == 1 else ""
        return text.endswith(".txt") and text != ACCOUNTS

    def encrypted(self, file: File) -> bool:
        return file.data.startswith(safe_zip.MAGIC) and safe_zip.locked(file.data)

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        if _OWN_FILE.match(file.data[:1024]):
            raise HostError(_REFUSED, FORMAT)
        data = file.data
        if len(data) > SIZE_MAX:
            raise HostError(f"It is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
        if data.startswith(safe_zip.MAGIC):
            data = only_text(data, password)
        if data.startswith(b"-----BEGIN PGP"):
            raise HostError(_PGP, FORMAT)
        lines = ((f"Line {n}: ", line) for n, line in enumerate(plain_text.lines(data), 1))
        shown = ((place, _spaced(line)) for place, line in lines if line and line[0] != "#")
        return [_known(entry) for entry in uris.entries(shown)]


def only_text(data: bytes, password: str | None) -> bytes:
    """The only text of an archive. Raises HostError."""
    if len(data) > SIZE_MAX:
        raise HostError(f"The archive is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
    texts = [name for name in safe_zip.names(data) if name.lower().endswith(".txt")]
    if len(texts) != 1:
        raise damaged("The archive holds no text file, or several.")
    return safe_zip.read(data, texts[0], password)


def _spaced(line: str) -> str:
    """Older versions wrote spaces in names as +; newer ones write %20, and + for itself."""
    label = _LABEL.search(line)
    if label is None or "%20" in label[0] or "@" in label[0] or "%40" in label[0]:
        return line
    return line[: label.start()] + label[0].replace("+", "%20") + line[label.end() :]


def _known(entry: Entry) -> Entry:
    """What an address leaves out where the issuer says it, as WinAuth has these two."""
    fields = entry.fields
    issuer = (fields.issuer or "").lower()
    if issuer == "battlenet" and not fields.digits:
        fields = replace(fields, digits="8")
    elif issuer == "steam" and not fields.digits:
        fields = replace(fields, type="steam")
    return replace(entry, fields=fields)


WINAUTH = WinAuth()
