"""Which account a QUERY means."""

from __future__ import annotations

import pytest

from mfob.errors import HostError
from mfob.query import find
from mfob.records import Entry

ENTRIES = [
    Entry(1, "GitHub", "alice", "totp", "SHA1", 6, 30, 0),
    Entry(2, "GitHub", "alice2", "totp", "SHA1", 6, 30, 0),
    Entry(3, "github", "Alice", "totp", "SHA1", 6, 30, 0),
    Entry(4, "", "straße", "totp", "SHA1", 6, 30, 0),
    Entry(5, "Café", "bob", "totp", "SHA1", 6, 30, 0),
]


@pytest.mark.parametrize(
    ("query", "number"),
    [("GitHub:alice", 1), ("github:Alice", 3), ("alice2", 2), ("hub:ALICE2", 2), ("STRASSE", 4),
     ("cafe\u0301", 5), ("bob", 5)],
)  # fmt: skip
def test_one(query: str, number: int) -> None:
    assert find(ENTRIES, query).id == number


def test_several_are_listed() -> None:
    with pytest.raises(HostError) as caught:
        find(ENTRIES, "alice")
    assert (caught.value.code, caught.value.exit_code) == ("ambiguous", 1)
    assert caught.value.message.splitlines()[1:] == [
        "  GitHub:alice", "  GitHub:alice2", "  github:Alice",
    ]  # fmt: skip


def test_none() -> None:
    with pytest.raises(HostError, match='No account matches "carol"'):
        find(ENTRIES, "carol")
    with pytest.raises(HostError, match="no account on the fob yet"):
        find([], "carol")


def test_an_address_given_by_mistake_is_not_repeated() -> None:
    with pytest.raises(HostError) as caught:
        find(ENTRIES, "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP")
    assert "JBSW" not in caught.value.message
