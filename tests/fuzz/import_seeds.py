"""Files for every importer, which the fuzz damages: made as the importers' tests make them."""

from __future__ import annotations

import base64
import json
import lzma
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from importers import (
    keepass_file,
    make_migration,
    sealing,
    test_aegis,
    test_andotp,
    test_authy,
    test_bitwarden,
    test_csv_apps,
    test_freeotp,
    test_google_sqlite,
    test_onepassword,
    test_phones,
    test_pictures,
    test_proton,
    test_stratum,
    test_totp_authenticator,
    test_twofas,
    uri,
)
from importers.exports import account, base32

WORD = "correct horse ü"
DATA = Path(test_aegis.__file__).parent / "data"
TIMED = [account("Example", "alice"), account("Acme", "bob", digits=8, period=60, size=33)]
COUNTED = account("Bank", "carol", "hotp", period=None, counter=41)
STEAM = account("Steam", "gabe", "steam", digits=5)
ALL = [*TIMED, COUNTED, STEAM]


@dataclass(frozen=True)
class Seed:
    """A sound file of an importer; `again` makes another of JSON in it that was changed."""

    importer: str
    data: bytes
    password: str | None = None
    name: str = "export"
    document: Any = None
    again: Callable[[bytes], bytes] = field(default=lambda data: data)


def secrets() -> set[str]:
    """Pieces of what no message may hold: keys in every spelling, passwords."""
    texts = [WORD, "hunter2hunter2"]
    for one in ALL:
        raw = bytes.fromhex(one["secret_hex"])
        texts += [base32(one), base32(one).lower(), raw.hex(), base64.b64encode(raw).decode()]
    return {text[at : at + 10] for text in texts for at in range(max(1, len(text) - 9))}


@cache
def seeds() -> dict[str, list[Seed]]:
    """By the importers' names."""
    found: dict[str, list[Seed]] = {}
    for seed in (*_authenticators(), *_managers(), *_phones(), *_tables()):
        found.setdefault(seed.importer, []).append(seed)
    return found


def _json(importer: str, data: bytes, **more: Any) -> Seed:
    return Seed(importer, data, document=json.loads(data), **more)


def _sealed(importer: str, plain: bytes, seal: Callable[[bytes], bytes], **more: Any) -> Seed:
    """A file that is encrypted JSON: what is changed in it is sealed again."""
    return Seed(importer, seal(plain), WORD, document=json.loads(plain), again=seal, **more)


def _cached(derive: Callable[..., bytes]) -> Callable[..., bytes]:
    return cache(derive)


_DERIVED = {name: _cached(getattr(sealing, name)) for name in ("pbkdf2", "argon2id", "scrypt")}


def _kept(seal: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The same with one salt for all files, whose key is paid for once."""

    def again(data: bytes) -> bytes:
        with ExitStack() as patched:
            same = patch("os.urandom", lambda size: bytes(n % 251 for n in range(7, 7 + size)))
            patched.enter_context(same)
            for name, derive in _DERIVED.items():
                patched.enter_context(patch.object(sealing, name, derive))
            return seal(data)

    return again


def _strings(data: bytes) -> list[str]:
    """A changed list of texts, as far as it is one."""
    listed = json.loads(data)
    return [_storable(one if isinstance(one, str) else json.dumps(one)) for one in
            (listed if isinstance(listed, list) else [listed])]  # fmt: skip


def _texts_in(
    importer: str, texts: list[str], made: Callable[[bytes], bytes], **more: Any
) -> Seed:
    """A file around lines of text."""

    def again(data: bytes) -> bytes:
        return made("\r\n".join(_strings(data)).encode())

    return Seed(importer, again(json.dumps(texts).encode()), document=texts, again=again, **more)


def _rows_in(importer: str, data: bytes, table: str) -> Seed:
    """A database, whose rows' values are open to change."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize(data)
        rows = base.execute(f"SELECT * FROM {table}").fetchall()

    def again(changed: bytes) -> bytes:
        with sqlite3.connect(":memory:") as base:
            base.deserialize(data)
            base.execute(f"DELETE FROM {table}")
            listed = json.loads(changed)
            for row in listed if isinstance(listed, list) else []:
                if isinstance(row, list):
                    marks = ", ".join("?" * len(row))
                    with suppress(sqlite3.Error, OverflowError):  # of a type that it does not take
                        base.execute(f"INSERT INTO {table} VALUES ({marks})", [*map(_value, row)])
            base.commit()
            return base.serialize()

    return Seed(importer, data, document=[list(row) for row in rows], again=again)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return _storable(value)
    return json.dumps(value) if isinstance(value, list | dict) else value


def _addresses() -> list[str]:
    return [uri.of(one) for one in ALL]


def _authenticators() -> Iterable[Seed]:
    key = bytes(range(32))
    entries = [test_aegis.entry(one) for one in ALL]
    yield _json("aegis", test_aegis.plain(entries))
    slots = [test_aegis.password_slot(key, WORD), test_aegis.key_slot(key, bytes(32), 2)]

    def vault(data: bytes) -> bytes:
        params, sealed = test_aegis.sealed(key, data)
        base = base64.b64encode(sealed).decode()
        header = {"slots": slots, "params": params}
        return json.dumps({"version": 1, "header": header, "db": base}).encode()

    base = json.dumps(test_aegis.base(entries)).encode()
    yield _sealed("aegis", base, vault)
    yield _json("aegis", vault(base), password=WORD)
    services = [test_twofas.service(one) for one in ALL]
    yield _json("2fas", test_twofas.backup(services))

    def services_in(data: bytes) -> bytes:
        text = test_twofas.encrypted(json.loads(data), WORD)
        return test_twofas.backup([], servicesEncrypted=text)

    kept = _kept(services_in)
    yield _sealed("2fas", json.dumps(services).encode(), kept)
    yield _json("2fas", kept(json.dumps(services).encode()), password=WORD)
    plain = test_andotp.backup([test_andotp.entry(one) for one in ALL])
    yield _json("andotp", plain)
    yield _sealed("andotp", plain, _kept(lambda data: test_andotp.newer(data, WORD)))
    yield _sealed("andotp", plain, lambda data: test_andotp.older(data, WORD))
    tokens = [test_freeotp.with_key(one) for one in (*TIMED, COUNTED)]
    yield _json("freeotpplus", test_freeotp.tokens(*tokens))
    texts = {f"id {number}": json.dumps(one) for number, one in enumerate(tokens)}
    texts["tokenOrder"] = json.dumps(list(texts))
    yield _texts("freeotp", texts, test_freeotp.preferences)
    backup = test_freeotp.backup([*TIMED, COUNTED], WORD)
    master = {"masterKey": backup.pop("masterKey")}  # as it is: else none of the others opens
    for fields in test_freeotp.FIELDS:
        yield _texts(
            "freeotp2",
            backup,
            lambda texts, fields=fields: test_freeotp.java_map({**master, **texts}, fields),
            WORD,
        )
    fields = test_freeotp.FIELDS[0]
    yield Seed("freeotp2", test_freeotp.java_map(master | backup, fields), WORD)
    yield Seed("freeotp2", lzma.decompress((DATA / "map.bin.xz").read_bytes()), WORD)
    items = [test_stratum.entry(one) for one in ALL]
    plain = test_stratum.backup(items)
    yield _json("stratum", plain)
    yield _sealed("stratum", plain, _kept(lambda data: test_stratum.strong(data, WORD)))
    yield _sealed("stratum", plain, _kept(lambda data: test_stratum.legacy(data, WORD)))
    yield _rows_in("stratum-sqlite", test_stratum.table(ALL), "authenticator")
    of_totp = [test_totp_authenticator.entry(one, base) for one in TIMED for base in (16, 32, 64)]
    yield _sealed(
        "totp-authenticator",
        json.dumps(of_totp).encode(),
        lambda data: test_totp_authenticator.sealed(
            json.dumps({data.decode("utf-8", "replace"): 1}).encode(), WORD
        ),
    )
    lines = "\r\n".join(_addresses()).encode()
    yield Seed("uris", lines)
    for word in (None, WORD):
        yield _texts_in(
            "winauth",
            _addresses(),
            lambda data, word=word: sealing.zip_of("my.txt", data, word),
            password=word,
        )
    yield _texts_in(
        "authenticator-plus",
        _addresses(),
        lambda data: sealing.zip_of("Accounts.txt", data, WORD),
        password=WORD,
    )
    yield Seed("authenticator-plus", (DATA / "authplus.db").read_bytes(), "correct horse")
    made = [{**test_authy.names(one), "decryptedSecret": base32(one)} for one in TIMED]
    yield _texts(
        "authy",
        {test_authy.AUTHENTICATOR: json.dumps(made)},
        lambda texts: test_freeotp.preferences(texts),
    )
    sealed = [test_authy.encrypted(one, WORD) for one in TIMED]
    yield _texts(
        "authy",
        {
            test_authy.AUTHENTICATOR: json.dumps(sealed),
            test_authy.OWN: json.dumps([test_authy.own(TIMED[0])]),
        },
        test_freeotp.preferences,
        WORD,
    )
    yield _json("authy-api", json.dumps(test_authy.answer(TIMED, WORD)).encode(), password=WORD)
    message = make_migration.payload(
        [make_migration.account(bytes.fromhex(one["secret_hex"]), one["name"]) for one in TIMED]
    )
    yield Seed("google", make_migration.address(message).encode())
    yield _rows_in("google-sqlite", _google_sqlite(), "accounts")
    for kind in ("PNG", "GIF"):
        parts = uri.of(TIMED[0]).split("&")
        yield _texts_in("qr", parts, lambda data, kind=kind: _picture(kind, data))


def _picture(kind: str, data: bytes) -> bytes:
    text = data.decode().replace("\r\n", "&")[:600] or " "
    return test_pictures.file(kind, test_pictures.drawn(text, 2)).data


def _texts(
    importer: str,
    texts: dict[str, str],
    made: Callable[[dict[str, str]], bytes],
    password: str | None = None,
) -> Seed:
    """A file of texts that are JSON themselves, each of them open to change."""
    opened = {name: json.loads(text) for name, text in texts.items()}

    def again(data: bytes) -> bytes:
        changed = json.loads(data)
        if not isinstance(changed, dict):
            return data
        closed = {
            str(name): value if isinstance(value, str) else json.dumps(value)
            for name, value in changed.items()
        }
        return made({_storable(name): _storable(value) for name, value in closed.items()})

    return Seed(importer, made(texts), password, document=opened, again=again)


def _storable(text: str) -> str:
    """As far as the containers take it, which are not what is tried here."""
    return text.encode("utf-8", "replace").decode()[:60_000]


def _google_sqlite() -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute(test_google_sqlite.TABLE)
        for one in TIMED:
            base.execute(
                "INSERT INTO accounts (email, secret, type, issuer) VALUES (?, ?, 0, ?)",
                (one["name"], base32(one), one["issuer"]),
            )
        base.commit()
        return base.serialize()


def _managers() -> Iterable[Seed]:
    items = [test_bitwarden.item(address) for address in (*_addresses(), base32(TIMED[0]))]
    plain = test_bitwarden.plain(*items)
    yield _json("bitwarden", plain)
    for argon in (False, True):
        kept = _kept(lambda data, argon=argon: test_bitwarden.protected(data, argon, WORD))
        yield _sealed("bitwarden", plain, kept)
    yield _json("bitwarden", kept(plain), password=WORD)
    yield _json("ente", (DATA / "ente_encrypted.json").read_bytes(), password=WORD)
    shown = "&codeDisplay=%7B%22trashed%22%3Afalse%7D"
    yield Seed("ente", "\n".join(address + shown for address in _addresses()).encode())
    plain = test_proton.authenticator(*(test_proton.content(one) for one in ALL))
    yield _json("proton", plain)
    kept = _kept(lambda data: test_proton.sealed(data, WORD))
    yield _sealed("proton", plain, kept)
    yield _json("proton", kept(plain), password=WORD)
    vault = test_proton.vault(*(test_proton.item(address) for address in _addresses()))
    yield _json("proton-pass", json.dumps(vault).encode())
    yield Seed(
        "proton-pass",
        test_proton.archive(vault),
        document=vault,
        again=lambda data: sealing.zip_of("Proton Pass/data.json", data),
    )
    items = [test_onepassword.item(address) for address in (*_addresses(), base32(TIMED[0]))]
    yield Seed(
        "1password",
        test_onepassword.pux(*items),
        document={"accounts": [{"vaults": [{"items": items}]}]},
        again=lambda data: sealing.zip_of("export.data", data),
    )
    native = {"TimeOtp-Secret-Base32": base32(TIMED[0]), "TimeOtp-Length": "8"}
    seed = {"TOTP Seed": base32(TIMED[0]), "TOTP Settings": "30;S"}
    keep = {"otp": f"key={base32(TIMED[0])}&size=8&step=60&type=Hotp&counter=1"}
    fields = [{"Title": "t", "UserName": "u", **kept} for kept in (native, seed, keep)]
    fields += [{"Title": "t", "otp": address} for address in _addresses()]
    xml = _keepass(json.dumps(fields).encode())
    yield Seed("keepass-xml", xml, document=fields, again=_keepass)

    def closed(data: bytes) -> bytes:
        return keepass_file.kdbx3(_keepass(data), WORD, 10)

    yield Seed("kdbx", keepass_file.kdbx3(xml, WORD, 10), WORD, document=fields, again=closed)

    def newer(data: bytes) -> bytes:
        return keepass_file.kdbx4(_keepass(data), WORD, "aes", R=10)

    yield Seed("kdbx", keepass_file.kdbx4(xml, WORD, "aes", R=10), WORD, "a", fields, newer)
    dear = {"I": 1, "M": 1 << 16, "P": 1}
    yield Seed("kdbx", keepass_file.kdbx4(xml, WORD, "argon2d", **dear), WORD)


def _keepass(data: bytes) -> bytes:
    """The XML of a JSON list of entries' fields, as far as XML takes them."""
    listed = json.loads(data)
    entries = [
        {_in_xml(name): _in_xml(value) for name, value in one.items()}
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    ]
    made = "".join(map(keepass_file.entry, entries))
    return keepass_file.xml(made, in_bin=keepass_file.entry({}))


def _in_xml(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return "".join(char for char in text if char.isprintable() and char not in "<&")


def _phones() -> Iterable[Seed]:
    yield _json("lastpass", test_phones.lastpass(*map(test_phones.lastpass_account, TIMED)))
    made = [{"name": one["name"], "otpGenerator": {"otpSecret": base32(one)}} for one in TIMED]
    made[0]["otpGenerator"]["counter"] = 5
    yield _json("duo", test_phones.duo(*made, {"accountType": "DuoAccount", "pkey": "x"}))
    yield _json("steam", json.dumps(test_phones.steam_account(STEAM)).encode())
    by_id = {"accounts": {"1": test_phones.steam_account(STEAM)}}
    yield _json("steam", json.dumps(by_id).encode(), name="x.maFile")
    rows = (("A", "a", base32(TIMED[0]), 0), ("M", "m", "AAAA", 1))
    yield _rows_in("microsoft", test_phones.microsoft(*rows), "accounts")
    pair = {"serial": "EU-1234", "secret": list(bytes.fromhex(TIMED[0]["secret_hex"]))}
    made = _battlenet(json.dumps(pair).encode())
    yield Seed("battlenet", made, document=pair, again=_battlenet)
    yield _json("gnome", json.dumps([test_phones.gnome(one, "OTP") for one in TIMED]).encode())


def _battlenet(data: bytes) -> bytes:
    changed = json.loads(data)
    texts = changed if isinstance(changed, dict) else {}
    serial, secret = texts.get("serial", ""), texts.get("secret", "")
    if isinstance(secret, list):  # its bytes
        secret = bytes((one if isinstance(one, int) else len(str(one))) & 255 for one in secret)
        secret = secret.hex()
    return test_phones.battlenet(_storable(str(serial)), _storable(str(secret)))


def _tables() -> Iterable[Seed]:
    for name, headers in test_csv_apps.HEADERS.items():
        for header in headers:
            rows = [test_csv_apps.row(header, address) for address in _addresses()]
            rows.append(test_csv_apps.row(header, base32(TIMED[0])))
            yield Seed(name, test_csv_apps.table(header, rows))
