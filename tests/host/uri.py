"""What the tests of otpauth addresses share: a key, what an address says or is refused with."""

from __future__ import annotations

import pytest

from mfob import otpauth
from mfob.enrol import Enrolment, Fields
from mfob.errors import HostError
from mfob.otpauth import take_apart

KEY = "JBSWY3DPEHPK3PXP"
RAW = b"Hello!\xde\xad\xbe\xef"  # of KEY: RFC 4648, by hand


def with_query(query: str, label: str = "a:b", kind: str = "totp") -> Enrolment:
    """The account of an address with KEY and more parameters."""
    return otpauth.parse(f"otpauth://{kind}/{label}?secret={KEY}&{query}")


def who(uri: str) -> tuple[str, str]:
    """Issuer and name of an address that has %s for the key; nothing else may be odd about it."""
    found = take_apart(uri % KEY).enrol(Fields(type="totp"))
    assert found.account.secret == RAW
    assert found.warnings == ()
    return found.account.issuer, found.account.name


def refused(uri: str) -> HostError:
    """Why an address is refused: without its key, also in what caused it."""
    with pytest.raises(HostError) as caught:
        otpauth.parse(uri)
    assert "JBSW" not in repr(caught.value) + caught.value.message
    assert caught.value.__cause__ is None
    assert caught.value.exit_code == 1
    return caught.value
