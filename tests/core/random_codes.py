"""Helper: the random accounts of a data file through the path that makes the fob's codes."""

from fobcore import otp
from fobcore.account import Account
from fobcore.hmac import Hmac


def check(cases: tuple, algorithm: str, hash=None) -> None:
    """`hash`: another implementation of the algorithm."""
    for kind, secret, digits, period, moment, code, whose in cases:
        account = Account("", "random", bytes.fromhex(secret), kind, algorithm, digits, period)
        account.counter = moment if kind == "hotp" else 0
        account.check()
        counter = moment if kind == "hotp" else moment // period
        made = otp.code(account, Hmac(account.secret, hash or algorithm), counter)
        assert made == code, (kind, algorithm, digits, period, moment, whose, made, code)
