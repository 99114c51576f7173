"""Pictures of names: they come before the account, are sealed with it, and shown."""

import binascii
import hashlib

from fob import Fob
from fobcore import records, strip
from fobcore.account import Account
from fobcore.screens import PICTURE
from fobcore.wire import NO_CHANGE
from fobcore.wireform import to_wire

ROWS = bytes(range(64))  # 32 pixels wide, no two rows alike
STRIP = strip.pack([16, 16], ROWS)
OTHER = strip.pack([8, 8], bytes(range(100, 132)))
KEY = "GEZDGNBVGY3TQOJQ"


def digest(packed: bytes) -> str:
    return str(binascii.hexlify(hashlib.sha256(packed).digest()[:8]), "ascii")


def sent(fob, packed: bytes) -> dict:
    text = str(binascii.b2a_base64(packed), "ascii").strip()
    return fob.ask({"do": "picture", "strip": text})


def add(fob, pictures, issuer="I", press="ok", **more) -> dict:
    account = {"issuer": issuer, "name": "n", "secret": KEY}
    request = {"do": "add", "account": account, "pictures": pictures}
    request.update(more)
    return fob.ask(request, press)


def strips_of(fob, position=0) -> tuple:
    account = fob.vault.account_at(position)
    return account.issuer_strip, account.name_strip


def pictures_on(fob) -> list:
    """What of strips is on the screen: (strip, first column, behind the last)."""
    fob.pass_time(50)
    return [item[3:6] for item in fob.app._picture if item[0] == PICTURE]


def started(**parts) -> Fob:
    fob = Fob(**parts)
    fob.at(2000000000)
    fob.hello()
    return fob


def test_they_are_sealed_with_the_account_and_shown() -> None:
    fob = started()
    assert sent(fob, STRIP) == {"ok": {}}
    assert sent(fob, OTHER) == {"ok": {}}
    assert add(fob, [digest(STRIP), digest(OTHER)])["ok"]["status"] == "added"
    assert strips_of(fob) == (STRIP, OTHER)
    again = Fob(flash=fob.flash, file=fob.file)
    assert strips_of(again) == (STRIP, OTHER)
    assert fob.vault.pictures == []  # nothing is kept of them
    assert [part[0] for part in pictures_on(fob)] == [STRIP, OTHER]


def test_the_owner_approves_the_picture() -> None:
    fob = started()
    sent(fob, STRIP)
    account = {"issuer": "I", "name": "n", "secret": KEY}
    fob.send({"do": "add", "account": account, "pictures": [digest(STRIP), ""]})
    fob.pass_time(100)
    assert fob.app.asking and pictures_on(fob) == [(STRIP, 0, 32)]


def test_one_of_both() -> None:
    fob = started()
    sent(fob, STRIP)
    add(fob, ["", digest(STRIP)])
    assert strips_of(fob) == (b"", STRIP)


def test_a_picture_that_has_not_come() -> None:
    fob = started()
    assert add(fob, [digest(STRIP), ""], press=None) == {"error": "no_picture"}
    sent(fob, STRIP)
    sent(fob, OTHER)
    sent(fob, strip.pack([8], bytes(16)))  # the last two are kept
    assert add(fob, [digest(STRIP), ""], press=None) == {"error": "no_picture"}
    assert len(fob.vault) == 0


def test_what_is_no_picture() -> None:
    fob = started()
    for bad in (b"", STRIP[:-1], STRIP + b"x", b"\x00\x00\x00"):
        assert sent(fob, bad) == {"error": "bad_request"}
    assert fob.ask({"do": "picture", "strip": "*"}) == {"error": "bad_request"}
    assert fob.ask({"do": "picture"}) == {"error": "bad_request"}
    for bad in ("x", [], [""], ["", "", ""], {}):
        assert add(fob, bad, press=None) == {"error": "bad_request"}


def test_another_name_takes_them_away_or_brings_others() -> None:
    fob = started()
    sent(fob, STRIP)
    add(fob, [digest(STRIP), digest(STRIP)])
    rename = {"do": "rename", "id": 1, "issuer": "J", "name": "m"}
    assert fob.ask(rename, "ok") == {"ok": {}}
    assert strips_of(fob) == (b"", b"")
    sent(fob, OTHER)
    rename.update({"pictures": ["", digest(OTHER)], "name": "k"})
    assert fob.ask(rename, "ok") == {"ok": {}}
    assert strips_of(fob) == (b"", OTHER)


def test_a_batch_holds_them_against_what_was_approved() -> None:
    from fobcore import manifest

    account = Account("I", "n", b"1234567890")
    account.issuer_strip = STRIP
    fob = started()
    fob.ask({"do": "batch", "count": 1})
    listed = str(binascii.hexlify(manifest.digest(account)), "ascii")
    fob.ask({"do": "names", "at": 0, "rows": [["I", "n", listed, 0]]})
    fob.ask({"do": "approve"}, "ok")
    request = {"do": "adds", "batch": 0, "accounts": [to_wire(account)]}
    assert fob.ask(request) == {"error": "not_approved"}
    sent(fob, OTHER)
    request["pictures"] = [digest(OTHER), ""]
    assert fob.ask(request) == {"error": "not_approved"}
    sent(fob, STRIP)
    request["pictures"] = [digest(STRIP), ""]
    assert fob.ask(request) == {"ok": {"accounts": [[1, "added"]]}}
    assert strips_of(fob) == (STRIP, b"") and not fob.vault.pictures


def test_a_favourite_keeps_them() -> None:
    fob = started()
    sent(fob, STRIP)
    add(fob, [digest(STRIP), ""])
    assert fob.ask({"do": "favour", "id": 1, "favourite": True}, "ok") == {"ok": {}}
    assert fob.vault.favourite_at(0) and strips_of(fob) == (STRIP, b"")
    assert fob.ask({"do": "favour", "id": 1, "favourite": False}, "ok") == {"ok": {}}
    assert strips_of(fob) == (STRIP, b"")


def test_a_record_with_something_else_in_its_place() -> None:
    account = Account("I", "n", b"1234567890")
    account.issuer_strip = STRIP
    plain = records.account(records.ADD, NO_CHANGE, 1, account)
    at = plain.find(STRIP)
    broken = records.Record(plain[:at] + bytes(len(STRIP))).account()
    assert (broken.issuer_strip, broken.name_strip, broken.secret) == (b"", b"", b"1234567890")


def test_a_wide_one_is_shown_in_turns() -> None:
    wide = strip.pack([64] * 5, bytes(40 * 16))
    fob = started()
    sent(fob, wide)
    add(fob, [digest(wide), ""])
    seen = []
    for _ in range(24):
        fob.pass_time(500)
        part = pictures_on(fob)[0][1:]
        if part not in seen:
            seen.append(part)
    assert sorted(seen) == [(0, 64), (64, 128), (128, 192), (192, 256), (256, 320)]
