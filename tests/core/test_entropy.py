"""Random bytes: mixed, looked at, and a vault that nothing was put in gets a key of both."""

import fakes
from fob import Fob
from fobcore.entropy import Entropy, Stuck

SEED = "00112233445566778899aabbccddeeff" * 2


def test_it_gives_what_is_asked_for_and_never_the_same():
    entropy = Entropy(fakes.Random())
    seen = [entropy(n) for n in (1, 16, 32, 33, 100, 32, 32)]
    assert [len(data) for data in seen] == [1, 16, 32, 33, 100, 32, 32]
    assert len({data[:16] for data in seen[1:]}) == 6


def test_what_the_host_gives_changes_all_that_follows():
    one, two = Entropy(fakes.Random()), Entropy(fakes.Random())
    assert one(32) == two(32)  # the same generator: a chip that repeats itself
    two.mix(b"x" * 32)
    assert one(32) != two(32)


def test_a_stuck_generator_makes_no_key():
    for urandom in (bytes, lambda n: b"\x5a" * n, lambda n: bytes(range(n))):
        entropy = Entropy(urandom)
        try:
            entropy(32)
            raise AssertionError("took it")
        except Stuck:
            pass
        assert len(entropy.any(16)) == 16  # for IVs, which do not rest on it


def test_an_empty_vault_gets_a_new_key_of_the_host_s_bytes():
    fob = Fob()
    fob.hello()
    before = fob.keeper._master
    assert fob.ask({"do": "entropy", "bytes": SEED}) == {"ok": {"new_key": True}}
    assert fob.keeper._master != before and bytes(fob.flash.data).find(before) < 0
    fob.add("alice")
    kept = fob.keeper._master
    assert fob.ask({"do": "entropy", "bytes": SEED}) == {"ok": {"new_key": False}}
    assert fob.keeper._master == kept
    again = Fob(flash=fob.flash, file=fob.file)
    assert len(again.vault) == 1


def test_odd_bytes_are_refused():
    fob = Fob()
    fob.hello()
    for odd in ("", "00", "zz" * 32, SEED + "00"):
        assert fob.ask({"do": "entropy", "bytes": odd}) == {"error": "bad_request"}, odd
