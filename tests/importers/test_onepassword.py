"""1Password's 1PUX."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from importers import uri
from importers.exports import account, all_kinds, base32, entries, found, one
from mfob.errors import HostError
from mfob.importers.model import FORMAT


def item(*codes: object, title: str = "Title", user: str = "user", **more: str) -> dict[str, Any]:
    """https://support.1password.com/1pux-format/"""
    fields = [{"title": "one-time password", "id": "TOTP_1", "value": {"totp": x}} for x in codes]
    fields.append({"title": "note", "id": "n", "value": {"string": "otpauth://totp/x"}})
    login = [
        {"designation": "password", "value": "hunter2"},
        {"designation": "username", "value": user},
    ]
    return {
        "uuid": "u",
        "state": "active",
        "details": {"loginFields": login, "sections": [{"title": "", "fields": fields}]},
        "overview": {"title": title},
        **more,
    }


def pux(*items: Any, member: str = "export.data") -> bytes:
    outer = {"accounts": [{"attrs": {}, "vaults": [{"attrs": {}, "items": list(items)}]}]}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("export.attributes", json.dumps({"version": 3}))
        packed.writestr(member, json.dumps(outer))
        packed.writestr("files/abc__picture.png", b"\x89PNG")
    return made.getvalue()


def test_every_kind() -> None:
    accounts = all_kinds()
    assert found("1password", pux(*(item(uri.of(each)) for each in accounts))) == accounts
    wrapped = ({"item": item(uri.of(each))} for each in accounts)  # as older versions do
    assert found("1password", pux(*wrapped)) == accounts


def test_several_in_one_item_and_bare_keys() -> None:
    first, second = account("GitHub", "alice"), account("GitHub", "alice")
    data = pux(item(base32(first), uri.of(second), title="GitHub", user="alice"))
    assert found("1password", data) == [first, second]


def test_archived_ones_are_taken_with_a_warning() -> None:
    entry = one("1password", pux(item("JBSWY3DPEHPK3PXP", state="archived")))
    assert not entry.skip
    assert entry.warnings == ("It is archived in 1Password.",)


def test_items_of_any_shape() -> None:
    odd = [None, 7, {}, {"details": []}, {"details": {"sections": [None, {"fields": {}}]}}]
    assert entries("1password", pux(*odd, item(5.5, None, {}, ""))) == []


def test_a_member_that_is_no_json() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("export.data", "{")
    with pytest.raises(HostError) as caught:
        entries("1password", made.getvalue())
    assert caught.value.code == FORMAT
