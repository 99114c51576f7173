"""All importers by name, each imported when it is asked for, and which of them a file is for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from mfob.errors import HostError
from mfob.importers import foreign
from mfob.importers.model import FORMAT, LIMIT, File, Importer

SIZE_MAX = 64 << 20  # bytes; the largest exports that people have are a hundredth of it

# name, as for --format: the module here, and its instance there. In the order they are asked.
_IMPORTERS = {
    "1password": ("onepassword", "PUX"),
    "proton-pass": ("protonpass", "PROTON_PASS"),
    "winauth": ("winauth", "WINAUTH"),
    "authenticator-plus": ("authenticatorplus", "AUTHENTICATOR_PLUS"),
    "freeotp2": ("freeotp2", "FREEOTP2"),
    "stratum": ("stratum", "STRATUM"),
    "kdbx": ("kdbx", "KDBX"),
    "google-sqlite": ("google_sqlite", "GOOGLE_SQLITE"),
    "microsoft": ("microsoft", "MICROSOFT"),
    "stratum-sqlite": ("stratum_sqlite", "STRATUM_SQLITE"),
    "qr": ("pictures", "QR"),
    "google": ("google", "GOOGLE"),
    "freeotp": ("freeotp", "FREEOTP"),
    "authy": ("authy", "AUTHY"),
    "battlenet": ("battlenet", "BATTLENET"),
    "keepass-xml": ("keepass_xml", "KEEPASS_XML"),
    "aegis": ("aegis", "AEGIS"),
    "2fas": ("twofas", "TWOFAS"),
    "freeotpplus": ("freeotpplus", "FREEOTPPLUS"),
    "bitwarden": ("bitwarden", "BITWARDEN"),
    "ente": ("ente", "ENTE"),
    "proton": ("proton", "PROTON"),
    "lastpass": ("lastpass", "LASTPASS"),
    "steam": ("steam", "STEAM"),
    "authy-api": ("authy_api", "AUTHY_API"),
    "duo": ("duo", "DUO"),
    "gnome": ("gnome", "GNOME"),
    "bitwarden-csv": ("csv_apps", "BITWARDEN_CSV"),
    "1password-csv": ("csv_apps", "ONEPASSWORD_CSV"),
    "keepassxc-csv": ("csv_apps", "KEEPASSXC_CSV"),
    # what has no mark of its own: asked in this order, where none of the others knows the file
    "uris": ("uris", "URIS"),
    "csv": ("csv_apps", "CSV"),
    "totp-authenticator": ("totp_authenticator", "TOTP_AUTHENTICATOR"),
    "andotp": ("andotp", "ANDOTP"),
}
_UNMARKED = ("uris", "csv", "totp-authenticator", "andotp")


def names() -> list[str]:
    """What --format takes, in the alphabet's order."""
    return sorted(_IMPORTERS)


def importer(name: str) -> Importer:
    """Raises HostError import_format for a name that is none."""
    if name not in _IMPORTERS:
        raise HostError(f"There is no such format: {', '.join(names())} are known.", FORMAT)
    module, attribute = _IMPORTERS[name]
    found: Importer = getattr(import_module(f"{__package__}.{module}"), attribute)
    return found


def detect(file: File) -> Importer:
    """The importer for a file. Raises HostError import_format where none or several know it,
    import_limit where it is larger than any export."""
    check_size(file.name, len(file.data))
    marked = list(_asked(file, marked=True))
    if len(marked) > 1:
        several = " or ".join(known.name for known in marked)
        raise HostError(
            f"{file.name} may be of several apps: say which with --format, {several}.", FORMAT
        )
    if marked:
        return marked[0]
    known = foreign.sentence(file.data)
    if known:
        raise HostError(f"{file.name} is not taken. {known}", FORMAT)
    found = next(_asked(file, marked=False), None)
    if found is None:
        raise _of_no_format(file)
    return found


def _of_no_format(file: File) -> HostError:
    from mfob.importers import andotp

    if andotp.may_be(file):
        return HostError(
            f"{file.name} has no mark of any app. It looks like an encrypted andOTP backup: give"
            " --format andotp if it is one.",
            FORMAT,
        )
    return HostError(
        f"{file.name} is of no format that is known. If you know the app, name it with"
        f" --format: {', '.join(names())}.",
        FORMAT,
    )


def check_size(name: str, size: int) -> None:
    """Raises HostError import_limit, for a file's size in bytes."""
    if size > SIZE_MAX:
        raise HostError(
            f"{name} is too large: an export has at most {SIZE_MAX >> 20} MiB, and most have"
            " less than one.",
            LIMIT,
        )


def _asked(file: File, marked: bool) -> Iterator[Importer]:
    for name in _IMPORTERS:
        if (name not in _UNMARKED) == marked:
            known = importer(name)
            if known.detect(file):
                yield known
