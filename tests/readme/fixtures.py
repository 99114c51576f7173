"""The files that the README's commands speak of, made anew: pictures of QR codes, exports."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import segno

from fuzz import import_seeds
from importers import make_migration

# account: its key
KEYS = {
    "Alibaba Cloud:alice@example.com": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "GitHub:alice": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "Copied:carol": "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
    "AWS:root": "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    "Bank of Nowhere:4711": "NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE",
    "Page One:p": "OBQWOZJRMZTWQ2LKMFRGGZDFMZTWQ2LK",
    "Page Two:p": "OBQWOZJSMZTWQ2LKMFRGGZDFMZTWQ2LK",
    "Page Three:p": "OBQWOZJTMZTWQ2LKMFRGGZDFMZTWQ2LK",
}

# a file of the table "Coming from another app": the importer that has to know it
EXPORTS = {
    "aegis.json": "aegis",
    "backup.2fas": "2fas",
    "ente.txt": "ente",
    "bitwarden.json": "bitwarden",
    "1password.1pux": "1password",
    "proton.json": "proton",
    "proton-pass.zip": "proton-pass",
    "lastpass.json": "lastpass",
    "keepassxc.csv": "keepassxc-csv",
    "stratum.authpro": "stratum",
    "externalBackup.xml": "freeotp2",
    "freeotp-plus.json": "freeotpplus",
    "otp_accounts.json": "andotp",
    "gnome.json": "gnome",
    "winauth.txt": "uris",
    "Passwords.csv": "csv",
    "keepass.xml": "keepass-xml",
    "keepass.kdbx": "kdbx",
    "backup.encrypt": "totp-authenticator",
    "Accounts.zip": "authenticator-plus",
    "account.maFile": "steam",
}


def address(account: str) -> str:
    """otpauth:// for one of KEYS."""
    issuer, name = (part.replace(" ", "%20") for part in account.split(":"))
    return f"otpauth://totp/{issuer}:{name}?secret={KEYS[account]}&issuer={issuer}"


def picture(path: Path, text: str) -> None:
    """A picture of the text's QR code."""
    segno.make(text).save(str(path), scale=5)


def for_commands(folder: Path) -> None:
    """The files of the fenced commands."""
    picture(folder / "screenshot.png", address("Alibaba Cloud:alice@example.com"))
    for number, account in enumerate(("Page One:p", "Page Two:p", "Page Three:p"), 1):
        picture(folder / f"page{number}.png", address(account))
    entries = [_aegis(account) for account in ("AWS:root", "Bank of Nowhere:4711")]
    vault = {"version": 3, "entries": entries, "groups": []}
    header = {"slots": None, "params": None}
    (folder / "aegis.json").write_text(json.dumps({"version": 1, "header": header, "db": vault}))


def clipboard(folder: Path) -> None:
    """A wl-paste in the folder, which has a picture of one account."""
    picture(folder / "copied.png", address("Copied:carol"))
    program = folder / "wl-paste"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "if '--list-types' in sys.argv: print('image/png')\n"
        f"else: sys.stdout.buffer.write(open({str(folder / 'copied.png')!r}, 'rb').read())\n"
    )
    program.chmod(0o755)


def for_table(folder: Path) -> dict[str, list[import_seeds.Seed]]:
    """By a file's name, what it may hold: the app's plain export and its encrypted one, where it
    has both. Google's two pages of QR codes are put into the folder."""
    for page in range(2):
        one = make_migration.account(bytes(range(page, 20 + page)), f"Page:{page}")
        message = make_migration.payload([one], pages=2, page=page)
        picture(folder / f"google{page + 1}.png", make_migration.address(message))
    found = {}
    for name, importer in EXPORTS.items():
        seeds = import_seeds.seeds()[importer]
        plain = [seed for seed in seeds if seed.password is None][:1]
        found[name] = plain + [seed for seed in seeds if seed.password is not None][:1]
    return found


def _aegis(account: str) -> dict[str, object]:
    issuer, name = account.split(":")
    info = {"secret": KEYS[account], "algo": "SHA1", "digits": 6, "period": 30}
    return {"type": "totp", "uuid": account, "name": name, "issuer": issuer, "info": info}


assert all(len(base64.b32decode(key)) == 20 for key in KEYS.values())
