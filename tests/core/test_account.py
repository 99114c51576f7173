"""Which accounts are valid: one place says so, for host and fob."""

from fobcore.account import Account
from fobcore.errors import CODES, FobError
from fobcore.wireform import from_wire, to_wire


def code_of(**fields) -> str:
    """The error of an account that is sound but for these fields; empty when it is valid."""
    wire = {"issuer": "GitHub", "name": "alice", "secret": "GEZDGNBVGY3TQOJQ"}
    wire.update(fields)
    try:
        from_wire(wire)
    except FobError as error:
        assert error.code in CODES
        return error.code
    return ""


def test_sound_accounts():
    assert code_of() == ""
    for fields in (
        {"issuer": ""}, {"issuer": "x" * 64}, {"name": "\U0001f511" * 64}, {"digits": 5},
        {"digits": 10}, {"type": "hotp", "counter": (1 << 64) - 1}, {"type": "hotp", "digits": 10},
        {"algorithm": "SHA256"}, {"algorithm": "SHA512"}, {"type": "steam", "digits": 5},
        {"period": 1}, {"period": 86400}, {"secret": "AA"},
        {"secret": "ge zd-gnbv gy3tqojq ===="}, {"secret": "A" * 408},
    ):  # fmt: skip
        assert code_of(**fields) == "", fields


def test_each_field_has_its_error():
    for expected, fields in (
        ("bad_issuer", {"issuer": "x" * 65}), ("bad_issuer", {"issuer": 5}),
        ("bad_issuer", {"issuer": "a\nb"}), ("bad_issuer", {"issuer": " a"}),
        ("bad_name", {"name": ""}), ("bad_name", {"name": "x" * 65}), ("bad_name", {"name": None}),
        ("bad_name", {"name": "a\ud800"}),
        ("bad_issuer", {"issuer": "\udfff"}), ("bad_name", {"name": "a\x7f"}),
        ("bad_name", {"name": "a\x85b"}),
        ("bad_secret", {"secret": ""}), ("bad_secret", {"secret": "A1"}),
        ("bad_secret", {"secret": "A"}), ("bad_secret", {"secret": 7}),
        ("bad_secret", {"secret": "A" * 410}), ("bad_type", {"type": "motp"}),
        ("bad_type", {"type": []}), ("bad_algorithm", {"algorithm": "MD5"}),
        ("bad_digits", {"digits": 4}), ("bad_digits", {"digits": 11}),
        ("bad_digits", {"digits": "6"}), ("bad_digits", {"digits": True}),
        ("bad_period", {"period": 0}), ("bad_period", {"period": 86401}),
        ("bad_period", {"period": 30.5}), ("bad_counter", {"counter": -1}),
        ("bad_counter", {"counter": 1}), ("bad_counter", {"counter": 1 << 64, "type": "hotp"}),
        ("bad_digits", {"type": "steam"}),
        ("bad_algorithm", {"type": "steam", "algorithm": "SHA256"}),
        ("bad_period", {"type": "steam", "digits": 5, "period": 60}),
    ):  # fmt: skip
        assert code_of(**fields) == expected, (expected, fields)


def test_what_is_not_an_object():
    for wire in (None, [], "x", 5):
        try:
            from_wire(wire)
            raise AssertionError(wire)
        except FobError as error:
            assert error.code == "bad_request"


def test_errors_hold_no_secret():
    try:
        from_wire({"name": "a", "secret": "SECRETSECRET1"})
        raise AssertionError
    except FobError as error:
        assert "SECRET" not in repr(error) and not error.details


def test_same_key_looks_at_all_that_makes_the_code():
    base = Account("a", "b", b"key")
    assert base.same_key(Account("other", "name", b"key"))
    counted = Account("a", "b", b"key", "hotp", counter=5)
    assert counted.same_key(Account("a", "b", b"key", "hotp"))  # where it stands is not looked at
    for other in (
        Account("a", "b", b"kez"), Account("a", "b", b"key", digits=8),
        Account("a", "b", b"key", period=60), Account("a", "b", b"key", "hotp"),
        Account("a", "b", b"key", algorithm="SHA512"),
    ):  # fmt: skip
        assert not base.same_key(other)


def test_the_wire_and_back():
    zoe = Account("Zoë", "莎士比亚", bytes(range(20)), digits=8, period=60)
    counted = Account("", "n", b"k", "hotp", "SHA512", 10, counter=(1 << 64) - 1)
    for one in (zoe, counted, Account("Steam", "s", b"k" * 255, "steam", digits=5)):
        two = from_wire(to_wire(one))
        assert one.same_key(two) and (two.issuer, two.name) == (one.issuer, one.name)
        assert two.counter == one.counter
