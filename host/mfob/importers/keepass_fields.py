"""How KeePass, KeePassXC and their plugins keep one-time passwords in an entry's fields."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl

from fobcore import base32
from mfob.enrol import Fields
from mfob.importers import otp_field
from mfob.importers.entries import TEXT_MAX
from mfob.importers.model import Entry

_BAD_KEY = "Its key is not written as it says to be."
_TITLE, _USERNAME = "title", "username"


def entries(fields: Mapping[str, str]) -> Iterator[Entry]:
    """The accounts of an entry, whose fields are `Title`, `UserName` and any others: none, one,
    or a TOTP and an HOTP. Never raises."""
    given = {name.lower(): value.strip() for name, value in fields.items() if value.strip()}
    for way in (_otp, _tray_totp, _time_otp):  # the same account, where there are several
        entry = way(given)
        if entry is not None:
            yield entry
            break
    entry = _hmac_otp(given)
    if entry is not None:
        yield entry


def _otp(given: Mapping[str, str]) -> Entry | None:
    """`otp`: an address (KeePassXC, KeePassOTP), or KeeOtp's `key=…&size=…&step=…`."""
    value = given.get("otp")
    if value is None:
        return None
    if "://" in value or "key=" not in value.lower():
        return otp_field.entry(value, given.get(_TITLE), given.get(_USERNAME))
    try:
        pairs = parse_qsl(value[: 1 << 16], max_num_fields=50)
    except ValueError:
        return _refused(given)
    said = {name.lower(): text for name, text in pairs}
    fields = Fields(
        type="hotp" if said.get("type", "").lower() == "hotp" else "totp",
        algorithm=said.get("otphashmode"),
        digits=said.get("size"),
        period=said.get("step"),
        counter=said.get("counter"),
    )
    return _entry(given, said.get("encoding") or "base32", said.get("key", ""), fields)


def _tray_totp(given: Mapping[str, str]) -> Entry | None:
    """`TOTP Seed` and `TOTP Settings`, "30;6" or "30;S": KeeTrayTOTP and older KeePassXC."""
    seed = given.get("totp seed")
    if seed is None:
        return None
    period, _, digits = given.get("totp settings", "").partition(";")
    digits = digits.partition(";")[0].strip()
    fields = Fields(type="totp", period=period, digits=digits)
    if digits.upper() == "S":
        fields = Fields(type="steam")
    return _entry(given, "base32", seed, fields)


def _time_otp(given: Mapping[str, str]) -> Entry | None:
    """https://keepass.info/help/base/placeholders.html#otp"""
    found = _native_key(given, "timeotp-secret")
    if found is None:
        return None
    fields = Fields(
        type="totp",
        algorithm=given.get("timeotp-algorithm"),  # HMAC-SHA-256, say
        digits=given.get("timeotp-length"),
        period=given.get("timeotp-period"),
    )
    return _entry(given, *found, fields)


def _hmac_otp(given: Mapping[str, str]) -> Entry | None:
    found = _native_key(given, "hmacotp-secret")
    if found is None:
        return None
    return _entry(given, *found, Fields(type="hotp", counter=given.get("hmacotp-counter")))


def _native_key(given: Mapping[str, str], name: str) -> tuple[str, str] | None:
    """How the key is written, and the key."""
    for suffix, encoding in (("-base32", "base32"), ("-hex", "hex"), ("-base64", "base64")):
        if name + suffix in given:
            return encoding, given[name + suffix]
    return ("utf8", given[name]) if name in given else None


def _entry(given: Mapping[str, str], encoding: str, key: str, fields: Fields) -> Entry:
    decode = _DECODERS.get(encoding.lower().replace("-", ""))
    if decode is None or len(key) > TEXT_MAX:
        return _refused(given)
    try:
        secret = decode(key)
    except ValueError:  # its text may quote the key
        return _refused(given)
    return Entry(replace(_whose(given), **_said(fields), secret=secret))


def _said(fields: Fields) -> dict[str, str]:
    return {name: text for name, text in vars(fields).items() if text is not None}


def _whose(given: Mapping[str, str]) -> Fields:
    title, username = given.get(_TITLE), given.get(_USERNAME)
    return Fields(title and title[:TEXT_MAX], username and username[:TEXT_MAX])


def _refused(given: Mapping[str, str]) -> Entry:
    return Entry(_whose(given), reject=_BAD_KEY)


# Each gives the key in base32. Of that text itself mfob.enrol says what is wrong with it.
_DECODERS: dict[str, Callable[[str], str]] = {
    "base32": lambda key: key,
    "hex": lambda key: base32.encode(bytes.fromhex(key)),
    "base64": lambda key: base32.encode(base64.b64decode(key, validate=True)),
    "utf8": lambda key: base32.encode(key.encode()),
}
