"""Ente Auth: a list of addresses, plain or encrypted with a password."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from mfob import otpauth
from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import ciphers, otp_field, plain_text, safe_json, secretstream
from mfob.importers.entries import password_bytes
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

_WHAT = "The Ente export"
_DAMAGED = f"{_WHAT} is damaged."
_MARK = "codedisplay="  # a parameter that no other app writes
_LABEL = re.compile(r"otpauth://[a-z]+/([^?]{1,200})\?", re.IGNORECASE)


class Ente:
    """https://github.com/ente-io/ente, `mobile/apps/auth/docs/export-format.md`."""

    name = "ente"
    title = "Ente Auth"

    def detect(self, file: File) -> bool:
        if safe_json.looks_like(file.data):
            return self.encrypted(file)
        begin = plain_text.head(file.data).lstrip(b"\xef\xbb\xbf \t\r\n")
        return begin.startswith(b"otpauth://") and _MARK.encode() in begin

    def encrypted(self, file: File) -> bool:
        return safe_json.has_keys(file.data, "kdfParams", "encryptedData", "encryptionNonce")

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        data = file.data
        if safe_json.looks_like(data):
            data = _decrypt(safe_json.load(data, _WHAT), password_bytes(password), kdf)
        lines = plain_text.lines(data, _WHAT)
        if any(lines) and not any("://" in line for line in lines):
            raise damaged(f"{_WHAT} has no addresses in it.")
        return otp_field.bounded(_entries(lines))


def _entries(lines: list[str]) -> Iterator[Entry]:
    for line in lines:
        if not line:
            continue
        try:
            address = otpauth.take_apart(line[: plain_text.LINE_MAX])
        except HostError as error:
            yield Entry(Fields(name=_label(line)), reject=error.message)
            continue
        skip = "It is in Ente's trash." if _trashed(line) else ""
        yield Entry(address.fields, warnings=address.warnings, skip=skip)


def _label(line: str) -> str | None:
    """Whose it is, of an address that is not taken."""
    found = _LABEL.match(line)
    return None if found is None or "=" in found[1] else unquote(found[1])


def _trashed(line: str) -> bool:
    """What `codeDisplay`, percent-encoded JSON, says of it."""
    at = line.lower().find(_MARK)
    if at < 0:
        return False
    shown = unquote(line[at + len(_MARK) :].partition("&")[0])
    try:
        display = safe_json.load(shown.encode("utf-8", "replace"))
    except HostError:
        return False
    return safe_json.as_table(display).get("trashed") is True


def _decrypt(outer: Any, password: bytes, kdf: Kdf) -> bytes:
    outer = safe_json.table(outer, _DAMAGED)
    parameters = safe_json.table(outer.get("kdfParams"), _DAMAGED)
    memory = safe_json.whole(parameters.get("memLimit"))  # bytes
    passes = safe_json.whole(parameters.get("opsLimit"))
    if memory is None or passes is None:
        raise damaged(_DAMAGED)
    salt = ciphers.from_base64(parameters.get("salt"), _WHAT)
    header = ciphers.from_base64(outer.get("encryptionNonce"), _WHAT)
    sealed = ciphers.from_base64(outer.get("encryptedData"), _WHAT)
    key = kdf.argon2id(password, salt, passes, memory >> 10, 1, 32)
    return secretstream.open_single(key, header, sealed)


ENTE = Ente()
