"""A backup's document, its file and its encryption, apart from any fob."""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fobcore.account import Account
from mfob.backup import agefile, document, files
from mfob.errors import HostError

ACCOUNTS = [
    Account("GitHub", "alice", b"12345678901234567890", favourite=True),
    Account("", "bob", bytes(range(255)), "hotp", "SHA512", 10, 30, (1 << 64) - 1),
    Account("Steam", "莎士", b"s", "steam", digits=5),
    Account("é", "n" * 64, b"x" * 32, "totp", "SHA256", 8, 86400),
]


def written() -> dict[str, Any]:
    return json.loads(document.write(ACCOUNTS, {"name": "Keys"}, 1795555555))


def refused(change: Any) -> str:
    """The sentence about a document that was changed by `change(document)`."""
    content = written()
    text = change(content)
    data = text if isinstance(text, bytes) else json.dumps(content).encode()
    with pytest.raises(HostError) as caught:
        document.read(data)
    assert caught.value.code == "bad_backup"
    assert "GEZDGNBV" not in caught.value.message and "alice" not in caught.value.message
    return caught.value.message


def test_what_is_written() -> None:
    content = written()
    assert list(content) == ["format", "version", "about", "created", "fob", "accounts"]
    assert content["created"] == "2026-11-24T21:25:55Z"  # date -u -d @1795555555
    assert content["accounts"][0]["secret"] == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 4648
    text = document.write(ACCOUNTS, {}, 0).decode()
    assert "莎士" in text and text.endswith("}\n")  # for a text editor


def test_what_is_read_is_what_was_written() -> None:
    found = document.read(document.write(ACCOUNTS, {}, 0))
    assert [vars(account) for account in found.accounts] == [vars(one) for one in ACCOUNTS]
    assert "12345" not in repr(found)


def test_a_full_fob_fits() -> None:
    wide = [Account("\U0001f511" * 64, "\U0001f511" * 64, b"k" * 255)] * 1000
    data = document.write(wide, {}, 0)
    assert len(data) < document.SIZE_MAX // 2
    assert len(document.read(data).accounts) == 1000


@pytest.mark.parametrize("change", [
    lambda d: d.pop("format"), lambda d: d.update(format="other"), lambda d: d.pop("version"),
    lambda d: d.update(version=True), lambda d: d.update(version="1"),
    lambda d: d.update(version=0), lambda d: d.update(more=1), lambda d: d.pop("accounts"),
    lambda d: d.update(accounts={}), lambda d: d.update(accounts=d["accounts"] * 251),
    lambda d: d.update(created=5), lambda d: d.update(created="x" * 41),
    lambda d: d["accounts"].append([]), lambda d: d["accounts"].append({}),
    lambda d: d["accounts"][0].update(more=1), lambda d: d["accounts"][0].pop("favourite"),
    lambda d: d["accounts"][0].update(favourite=1), lambda d: d["accounts"][0].update(digits=True),
    lambda d: d["accounts"][0].update(digits=6.0), lambda d: d["accounts"][0].update(digits="6"),
    lambda d: d["accounts"][0].update(digits=11), lambda d: d["accounts"][0].update(counter=1),
    lambda d: d["accounts"][0].update(counter=-1), lambda d: d["accounts"][0].update(period=0),
    lambda d: d["accounts"][0].update(type="TOTP"), lambda d: d["accounts"][0].update(issuer=None),
    lambda d: d["accounts"][0].update(name=""), lambda d: d["accounts"][0].update(name="a\x1bb"),
    lambda d: d["accounts"][0].update(name="\ud800"), lambda d: d["accounts"][0].update(secret=""),
    lambda d: d["accounts"][0].update(secret="gezd"),
    lambda d: d["accounts"][0].update(secret="GEZD GNBV"),
    lambda d: d["accounts"][0].update(secret="GEZDGNBVA"),
    lambda d: d["accounts"][0].update(secret="A" * 410),
    lambda d: d["accounts"][1].update(counter=1 << 64), lambda d: b"", lambda d: b"{",
    lambda d: b"[]", lambda d: b"\xff", lambda d: b"[" * 100_000, lambda d: b'{"a":' * 100_000,
    lambda d: b"9" * 10_000, lambda d: b"NaN",
    lambda d: json.dumps(d).replace('"version": 1', '"version": 1, "version": 1').encode(),
    lambda d: b" " * (document.SIZE_MAX + 1),
])  # fmt: skip
def test_what_is_none(change: Any) -> None:
    refused(change)


def test_its_size_is_looked_at_first() -> None:
    assert "4 MiB" in refused(lambda d: b" " * (document.SIZE_MAX + 1))


def test_a_newer_one() -> None:
    assert "newer mfob" in refused(lambda d: d.update(version=2))
    assert "9999" in refused(lambda d: d.update(version=10**30))


# -- age


def armoured(data: bytes) -> bytes:
    """As in age's specification: PEM's, lines of 64."""
    text = base64.b64encode(data)
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = (b"-----%s AGE ENCRYPTED FILE-----" % word for word in (b"BEGIN", b"END"))
    return b"\n".join([begin, *lines, end, b""])


def test_the_kind_of_a_file() -> None:
    sealed = agefile.seal(b"x", "correct horse")
    assert agefile.kind(sealed) == agefile.PASSPHRASE
    from pyrage import x25519  # pyright: ignore[reportAttributeAccessIssue]

    assert agefile.kind(armoured(sealed)) == agefile.PASSPHRASE
    mine = x25519.Identity.generate()
    assert agefile.kind(agefile.seal_for(b"x", [str(mine.to_public())])) == agefile.RECIPIENTS
    for other in (b"", b"{}", b"age-encryption.org/v2\n", armoured(b"x")):
        assert agefile.kind(other) is None
    assert agefile.unseal(armoured(sealed), "correct horse") == b"x"


@pytest.mark.parametrize("wrapped", [lambda data: data, armoured])
def test_work_without_end_is_refused(wrapped: Callable[[bytes], bytes]) -> None:
    """scrypt with r = 8 takes 1 KiB times N: 1 GiB are 2**20."""
    costly = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA %d\nAAAA\n--- AAAA\n"
    for work, wants in ((21, "2 GiB"), (22, "4 GiB"), (99, "GiB")):
        with pytest.raises(HostError, match=wants) as caught:
            agefile.kind(wrapped(costly % work))
        assert caught.value.code == "bad_backup"
        assert "`age -d FILE | mfob restore -`" in caught.value.message
    for work in (1, 10, 20):
        assert agefile.kind(wrapped(costly % work)) == agefile.PASSPHRASE


# -- files


def test_a_file_for_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    old = os.umask(0)
    try:
        files.write(path, b"one")
    finally:
        os.umask(old)
    assert path.read_bytes() == b"one" and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_nlink == 1 and os.listdir(tmp_path) == ["a"]


def test_it_never_was_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = os.fsync

    def fsync(handle: int) -> None:
        seen.append((stat.S_IMODE(os.fstat(handle).st_mode), sorted(os.listdir(tmp_path))))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files.write(tmp_path / "a", b"one")
    mode, names = seen[0]
    assert mode == 0o600 and len(names) == 1 and "a" not in names  # beside it, and in full first
    assert seen[1][1] == ["a"]


def test_not_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    path.chmod(0o644)
    with pytest.raises(HostError) as caught:
        files.write(path, b"one")
    assert caught.value.code == "exists" and path.read_bytes() == b"mine"
    files.write(path, b"two", force=True)
    assert path.read_bytes() == b"two" and stat.S_IMODE(path.stat().st_mode) == 0o600
    # one that comes between the look and the end
    for links in (True, False):
        if not links:
            monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "no")))
        late = tmp_path / f"late{links}"
        monkeypatch.setattr(os, "fsync", lambda _handle, late=late: late.write_bytes(b"mine"))
        with pytest.raises(HostError) as caught:
            files.write(late, b"one")
        assert caught.value.code == "exists" and late.read_bytes() == b"mine"
    assert sorted(os.listdir(tmp_path)) == ["a", "lateFalse", "lateTrue"]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "no")))
    files.write(tmp_path / "a", b"one")
    assert (tmp_path / "a").read_bytes() == b"one" and os.listdir(tmp_path) == ["a"]


def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(HostError) as caught:
        files.write(path, b"one", force=True)
    assert caught.value.code == "unwritable" and "No space left" in caught.value.message
    assert path.read_bytes() == b"mine" and os.listdir(tmp_path) == ["a"]


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    link = tmp_path / "link"
    link.symlink_to(target)
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "."):
        for force in (True, False):
            with pytest.raises(HostError) as caught:
                files.write(tmp_path / name, b"one", force)
            assert caught.value.code == "exists", name
    assert target.read_bytes() == b"mine"
    with pytest.raises(HostError) as caught:
        files.check_free(tmp_path / "none" / "a", False)
    assert caught.value.code == "no_folder"
