"""Reads otpauth addresses, as services and other apps write them, into accounts.

The Key URI Format (https://github.com/google/google-authenticator/wiki/Key-Uri-Format), and the
departures from it that are in use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from mfob.enrol import Enrolment, Fields, blank, clean, enrol
from mfob.errors import HostError

_NOTHING = Fields()
_SCHEMES = ("otpauth", "apple-otpauth")
_FIELDS = ("algorithm", "digits", "period", "counter")
_NOT_SUPPORTED = {
    "motp": "Mobile-OTP accounts (motp://) can't be put on the fob.",
    "otpauth-migration": (
        "This is an export of several accounts from Google Authenticator: `mfob import` takes it,"
        " and the pictures of its QR codes."
    ),
}
_KINDS = ("totp", "hotp", "steam")
_KINDS_NOT_SUPPORTED = {"yaotp": "Yandex", "yandex": "Yandex", "motp": "Mobile-OTP"}


@dataclass(frozen=True, repr=False)
class Address:
    """An address taken apart: its fields as text, and the warnings on the way."""

    fields: Fields
    warnings: tuple[str, ...] = ()

    def enrol(self, over: Fields = _NOTHING) -> Enrolment:
        """The account; what `over` says goes before what the address says. Raises HostError."""
        said = {name: text for name, text in vars(over).items() if text is not None}
        return enrol(replace(self.fields, **said), self.warnings)


def parse(text: str) -> Enrolment:
    """The account of an address. Raises HostError; no message holds the key."""
    return take_apart(text).enrol()


def take_apart(text: str) -> Address:
    """The fields of an address, not yet checked. Raises HostError "bad_uri"."""
    text = text.strip().strip("\ufeff").strip().replace("&amp;", "&")
    scheme, found, rest = text.partition("://")
    scheme = scheme.lower()
    if not found:
        raise _bad("This is no otpauth address: it must begin with otpauth://.")
    if scheme == "steam":
        return Address(Fields("Steam", "Steam", _text(rest.strip("/"), "key"), "steam"))
    if scheme not in _SCHEMES:
        raise _bad(_NOT_SUPPORTED.get(scheme) or _not_ours(scheme))
    path, _, query = rest.partition("?")  # a # before it belongs to the label
    kind, _, label = path.partition("/")
    kind = kind.lower()
    if kind not in _KINDS:
        name = _KINDS_NOT_SUPPORTED.get(kind)
        if name:
            raise HostError(f"{name} accounts can't be put on the fob.", "bad_type")
        raise HostError("This address is of no kind that is known: totp, hotp, steam.", "bad_type")
    given = _parameters(query)
    if (given.get("encoder") or "").lower() == "steam":
        kind = "steam"
    warnings: list[str] = []
    issuer, name = who(clean(_text(label, "label")), clean(given.get("issuer")), warnings)
    rest_of_it = {field: given.get(field) for field in _FIELDS}
    return Address(Fields(issuer, name, given.get("secret"), kind, **rest_of_it), tuple(warnings))


def who(label: str, issuer: str, warnings: list[str]) -> tuple[str, str]:
    """Issuer and name of a label, `issuer:name` say, and an issuer that is given beside it."""
    prefix, colon, rest = label.partition(":")
    prefix, rest = prefix.strip(), rest.strip()
    if not colon:
        return issuer, label
    if not issuer:
        return prefix, rest
    if label.lower().startswith(issuer.lower() + ":"):  # the issuer may hold a colon itself
        return issuer, label[len(issuer) + 1 :].strip()
    if not prefix or _same(prefix, issuer):
        return issuer, rest
    warnings.append(
        f'The label begins with "{prefix}" and the issuer is given as "{issuer}": the issuer was'
        f' taken, and the name is "{label}".'
    )
    return issuer, label


def _same(prefix: str, issuer: str) -> bool:
    """Whether a label's prefix is the issuer; some write its spaces as + in the label too."""
    return prefix.replace("+", " ").casefold() == issuer.casefold()


def _parameters(query: str) -> dict[str, str]:
    """The parameters by name in lower case. The first of several counts, blank ones do not."""
    given: dict[str, str] = {}
    for item in query.split("&"):
        name, _, raw = item.partition("=")
        name = _text(name, "query").strip().lower()
        if name != "issuer":
            raw = raw.partition("#")[0]  # a fragment; an issuer may have a raw # in its name
        value = _text(raw.replace("+", " "), name)
        if blank(value):
            continue
        if name == "secret" and given.get(name, value) != value:
            raise _bad("The address has two different keys.")
        given.setdefault(name, value)
    return given


def _text(raw: str, what: str) -> str:
    """Percent-decoded UTF-8. Raises HostError."""
    try:
        return unquote_to_bytes(raw).decode("utf-8")
    except UnicodeError:  # what is quoted, or given on the command line, may be any bytes
        known = what if what in (*_FIELDS, "issuer", "label", "key", "secret") else "query"
        raise _bad(f"The {known} of the address is not valid UTF-8.") from None


def _not_ours(scheme: str) -> str:
    if scheme in ("http", "https"):
        return "This is the address of a web page, not of an account (otpauth://)."
    return "This is no otpauth address: it must begin with otpauth://."


def _bad(message: str) -> HostError:
    return HostError(message, "bad_uri")
