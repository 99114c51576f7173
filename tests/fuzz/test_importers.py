"""10,000 damaged exports of all apps: accounts or a HostError, nothing else, no key in a text.

FUZZ=n makes it n times as many, from other places with every run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.import_damage import damaged
from fuzz.import_seeds import Seed, secrets, seeds
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, Entry, File

TIMES = int(os.environ.get("FUZZ", "0"))
FILES = 310  # of an importer
SLOW = {"kdbx": 120, "qr": 150, "authenticator-plus": 150}
ALL_FILES = 10_000
# The share of an importer's files that entries come of: the damage got past the first look. Of
# those that are sealed again around it about as many as of plain ones; not of the pixels of a
# picture, nor of a KeePass database whose bytes were changed.
LEAST = {"kdbx": 1 / 12, "qr": 1 / 12}
HIDDEN = frozenset(secrets())
_REAL: dict[tuple[Any, ...], bytes] = {}


class CheapKdf(Kdf):
    """Pays for a key once, and for none that comes of a damaged salt or cost: a key that fits
    nothing does for those, since none would fit. KeePass files, which are sealed again, have keys
    that cost nothing. The limits are tried in test_hostile_imports.py."""

    def __init__(self, real: bool) -> None:
        super().__init__()
        self._real = real


def _cheaply(name: str) -> Callable[..., bytes]:
    pay = getattr(Kdf, name)

    def derive(self: CheapKdf, *given: Any) -> bytes:
        key = (name, *given)
        if key not in _REAL:
            if not self._real and not (name == "aes" and given[2] <= 1000):
                length = given[-1] if name != "argon2d" and name != "aes" else 32
                return hashlib.shake_256(repr(key).encode()).digest(length)
            _REAL[key] = pay(self, *given)
        return _REAL[key]

    return derive


for _name in ("pbkdf2", "scrypt", "argon2id", "argon2d", "aes"):
    setattr(CheapKdf, _name, _cheaply(_name))


def said(entry: Entry) -> str:
    """Every text that is told of an entry: its fields are shown to its owner, its key is not."""
    texts = [entry.skip, entry.reject, repr(entry)]
    if not (entry.skip or entry.reject):
        try:
            texts.append(repr(enrol(entry.fields, entry.warnings)))
        except HostError as error:
            texts.append(error.message)
    return "\n".join(texts)


def look(known: Any, file: File, password: str | None, kdf: Kdf) -> tuple[int, str]:
    """How many entries came, and all that was said."""
    known.encrypted(file)
    try:
        found = list(known.read(file, password, kdf))
    except HostError as error:
        assert error.code in (FORMAT, PASSWORD, LIMIT), error.code
        assert error.__cause__ is None  # what it came of may quote the file
        return 0, f"{error.message}\n{error!r}"
    for entry in found:
        for name, text in vars(entry.fields).items():
            assert text is None or isinstance(text, str), name
    return len(found), "\n".join(map(said, found))


def test_every_importer_has_a_sound_file() -> None:
    """Which is found, read, and kept to oneself."""
    assert set(seeds()) == set(registry.names())
    for name, listed in seeds().items():
        read = 0
        for seed in listed:
            count, texts = look(
                registry.importer(name), File(seed.name, seed.data), seed.password, CheapKdf(True)
            )
            read += count
            leaked(texts)
        assert read, name


def leaked(texts: str) -> None:
    found = [piece for piece in HIDDEN if piece in texts]
    assert not found, texts


def files_of(name: str) -> int:
    """How many are damaged for an importer; test_damaged_files counts that they were."""
    return SLOW.get(name, FILES) * max(1, TIMES)


def test_there_are_as_many_files_as_were_promised() -> None:
    assert sum(map(files_of, registry.names())) >= ALL_FILES * max(1, TIMES)
    assert min(map(files_of, registry.names())) >= 100


@pytest.mark.timeout(120 + 120 * TIMES)
@pytest.mark.parametrize("name", registry.names())
def test_damaged_files(name: str, record_property: Callable[[str, object], None]) -> None:
    known, listed = registry.importer(name), seeds()[name]
    for seed in listed:  # their keys are paid for here
        look(known, File(seed.name, seed.data), seed.password, CheapKdf(True))
    others = [seed.data for each in seeds().values() for seed in each]
    counts = {"files": 0, "entries": 0, "read": 0}

    @settings(
        max_examples=files_of(name),
        deadline=None,
        database=None,
        derandomize=not TIMES,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    )
    @given(damaged(listed, others), st.booleans())
    def run(case: tuple[Seed, bytes], asked: bool) -> None:
        seed, data = case
        file = File(seed.name, data)
        if asked:
            try:
                registry.detect(file)
            except HostError as error:
                assert error.code in (FORMAT, LIMIT)
        assert isinstance(known.detect(file), bool)
        count, texts = look(known, file, seed.password, CheapKdf(False))
        counts["files"] += 1
        counts["entries"] += count
        counts["read"] += count > 0
        leaked(texts)

    run()
    record_property("fuzz", counts)
    print(name, counts)
    assert counts["files"] >= files_of(name), counts
    assert counts["read"] > counts["files"] * LEAST.get(name, 1 / 7), counts
