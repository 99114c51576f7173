"""Each importer is there under its name, and files are known apart."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from importers import corpus
from mfob.errors import HostError
from mfob.importers import reading, registry
from mfob.importers.kdf import MEMORY_MAX, Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, Entry, File

NAMES = registry.names()


@pytest.mark.parametrize("name", NAMES)
def test_importers(name: str) -> None:
    known = registry.importer(name)
    assert known.name == name
    assert known.title and re.fullmatch(r"[a-z0-9][a-z0-9-]{1,19}", name)
    for data in (b"", b"\0", b"{}", b"[]", b"PK\x03\x04", b"<?xml version='1.0'?>", b"\xff" * 99):
        assert not known.detect(File("x", data))


def test_no_such_format() -> None:
    with pytest.raises(HostError, match="aegis") as caught:
        registry.importer("nokia")
    assert caught.value.code == FORMAT


@pytest.mark.parametrize("data", [b"", b"Dear reader,\n\nnothing.\n", b"{}", b'{"a": 1}', b"\0"])
def test_of_no_format(data: bytes) -> None:
    with pytest.raises(HostError, match="--format") as caught:
        registry.detect(File("x.bin", data))
    assert caught.value.code == FORMAT


def test_of_two_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("aegis", "2fas"):
        monkeypatch.setattr(registry.importer(name), "detect", lambda file: True)
    with pytest.raises(HostError, match="--format, aegis or 2fas") as caught:
        registry.detect(File("x", b"{}"))
    assert caught.value.code == FORMAT


def test_one_importer_at_most_knows_a_file() -> None:
    """Of the corpus: the marked ones, each alone; and its format's name is told by nobody else."""
    files = [path for path in corpus.FOLDER.glob("*/*") if not path.name.endswith("expected.json")]
    if not files:
        pytest.skip(f"the corpus of exports is not beside the repository: {corpus.FOLDER}")
    for path in files:
        file = File(path.name, path.read_bytes())
        if path.name == "andotp_encrypted_old.bin":  # it has no mark
            with pytest.raises(HostError, match="looks like an encrypted andOTP backup"):
                registry.detect(file)
        else:
            assert registry.detect(file).name in NAMES  # raises where two know it


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(registry.SIZE_MAX + 1)
    with pytest.raises(HostError, match="at most 64 MiB") as caught:
        reading.load(str(path))
    assert caught.value.code == LIMIT


class Encrypted:
    """A format whose password is `right`."""

    name = title = "test"

    def detect(self, file: File) -> bool:
        return True

    def encrypted(self, file: File) -> bool:
        return True

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        if password != "right":
            raise HostError("The password is wrong.", PASSWORD)
        return []


@pytest.mark.parametrize(("typed", "asked"), [
    (["right"], 1), (["a", "right"], 2), (["a", "b", "right"], 3),
])  # fmt: skip
def test_three_passwords(
    typed: list[str], asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "detect", lambda file: Encrypted())
    tries: list[int] = []
    reading.read(File("x", b""), None, lambda f, k, n: tries.append(n) or typed[n], Kdf())
    assert tries == list(range(asked))


@pytest.mark.parametrize("typed", [["a", "b", "c", "right"], ["a", None]])
def test_no_right_one_among_them(
    typed: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "detect", lambda file: Encrypted())
    with pytest.raises(HostError) as caught:
        reading.read(File("x", b""), None, lambda f, k, n: typed[n], Kdf())
    assert caught.value.code == PASSWORD


@pytest.mark.parametrize("derive", [
    lambda kdf: kdf.pbkdf2("sha256", b"p", b"s" * 16, 1 << 31, 32),
    lambda kdf: kdf.pbkdf2("sha1", b"p", b"s" * 16, 15_000_000, 32),  # two blocks each
    lambda kdf: kdf.scrypt(b"p", b"s" * 16, 1 << 30, 8, 1, 32),
    lambda kdf: kdf.scrypt(b"p", b"s" * 16, 1 << 15, 8, 1 << 12, 32),
    lambda kdf: kdf.argon2id(b"p", b"s" * 16, 1, (MEMORY_MAX >> 10) + 1, 1, 32),
    lambda kdf: kdf.argon2id(b"p", b"s" * 16, 1 << 20, 1 << 16, 1, 32),
])  # fmt: skip
def test_a_password_that_costs_too_much(derive) -> None:  # noqa: ANN001
    with pytest.raises(HostError) as caught:
        derive(Kdf())
    assert caught.value.code == LIMIT


@pytest.mark.parametrize("derive", [
    lambda kdf: kdf.pbkdf2("sha256", b"p", b"s" * 16, 0, 32),
    lambda kdf: kdf.pbkdf2("sha256", b"p", b"s" * 16, -1, 32),
    lambda kdf: kdf.scrypt(b"p", b"s" * 16, 1000, 8, 1, 32),
    lambda kdf: kdf.scrypt(b"p", b"s" * 16, 1, 8, 1, 32),
    lambda kdf: kdf.scrypt(b"p", b"s" * 16, 16, 0, 1, 32),
    lambda kdf: kdf.argon2id(b"p", b"s" * 4, 1, 64, 1, 32),
    lambda kdf: kdf.argon2id(b"p", b"s" * 16, 0, 64, 1, 32),
    lambda kdf: kdf.argon2id(b"p", b"s" * 16, 1, 7, 1, 32),
])  # fmt: skip
def test_a_cost_that_can_not_be(derive) -> None:  # noqa: ANN001
    with pytest.raises(HostError) as caught:
        derive(Kdf())
    assert caught.value.code == FORMAT


def test_the_keys_of_a_file_have_one_budget() -> None:
    """Each of 16 s on a slow computer, which this one does in 3; and again for each password."""
    ticks = itertools.count(0, 3)
    kdf = Kdf(clock=lambda: next(ticks))
    derived: list[float] = []
    kdf._progress = lambda what, seconds: derived.append(seconds)

    def derive() -> None:
        with kdf._paid(0, 16.0, True):
            pass

    for _ in range(2):
        kdf.again()
        derive()
        derive()  # 3 + 16
        with pytest.raises(HostError, match="22 s") as caught:
            derive()  # 6 + 16
        assert caught.value.code == LIMIT
    assert derived == [16.0] * 4


def test_a_slow_computer_pays_what_was_declared() -> None:
    ticks = itertools.count(0, 1000)
    kdf = Kdf(clock=lambda: next(ticks))
    for _ in range(100):
        kdf.pbkdf2("sha1", b"p", b"s" * 8, 1000, 20)
    with pytest.raises(HostError):
        kdf.pbkdf2("sha1", b"p", b"s" * 8, 19_950_000, 20)


def test_each_try_of_a_password_has_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dear(Encrypted):
        def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
            with kdf._paid(0, 15.0, True):
                pass
            return super().read(file, password, kdf)

    monkeypatch.setattr(registry, "detect", lambda file: Dear())
    typed = iter(("a", "b", "right"))
    ticks = itertools.count(0, 15)
    reading.read(File("x", b""), None, lambda f, k, n: next(typed), Kdf(clock=lambda: next(ticks)))


def test_progress_is_told_before() -> None:
    told: list[float] = []
    Kdf(lambda what, seconds: told.append(seconds)).pbkdf2("sha1", b"p", b"s" * 8, 100_000, 20)
    assert told == [0.1]


def test_rfc_vectors() -> None:
    """RFC 7914, section 12; RFC 6070, section 2."""
    kdf = Kdf()
    assert kdf.scrypt(b"password", b"NaCl", 1024, 8, 16, 64).hex()[:20] == "fdbabe1c9d3472007856"
    assert kdf.pbkdf2("sha1", b"password", b"salt", 4096, 20).hex() == (
        "4b007901b765489abead49d926f721d065a429c1"
    )
