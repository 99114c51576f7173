"""Damaged pictures of QR codes: ten kinds, 100 codes. `make bench` has the times."""

from __future__ import annotations

from collections import Counter

from data import make_damaged_qr
from mfob import pictures, qr
from mfob.errors import HostError


def test_94_of_100_are_read_and_none_wrong() -> None:
    seen: Counter[str] = Counter()
    codes = 0
    for damaged in make_damaged_qr.make():
        codes += len(damaged.texts)
        try:
            found = set(qr.accounts(pictures.grey(damaged.picture), damaged.kind))
        except HostError as error:
            assert error.code == "no_qr"
            continue
        assert found <= set(damaged.texts), f"{damaged.kind}: a wrong code"
        seen[damaged.kind] += len(found)
    assert (codes, len(make_damaged_qr.KINDS)) == (100, 10)
    assert set(seen) == set(make_damaged_qr.KINDS), "a kind of which none is read"
    assert seen.total() >= 94, seen


def test_the_same_seed_draws_the_same() -> None:
    one, two = (next(make_damaged_qr.make()) for _ in range(2))
    assert one.texts == two.texts
    assert one.picture.tobytes() == two.picture.tobytes()
