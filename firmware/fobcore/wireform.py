"""An account as it travels: a JSON object of the link."""

from fobcore import base32
from fobcore.account import Account
from fobcore.errors import BAD_REQUEST, BAD_SECRET, FobError


def to_wire(account: Account) -> dict:
    """The JSON object of the link's `adds` and `exported`. It holds the secret; of a favourite
    it says so."""
    wire: dict = {
        "issuer": account.issuer,
        "name": account.name,
        "secret": base32.encode(account.secret),
        "type": account.type,
        "algorithm": account.algorithm,
        "digits": account.digits,
        "period": account.period,
        "counter": account.counter,
    }
    if account.favourite:
        wire["favourite"] = True
    return wire


def from_wire(fields: object) -> Account:
    """The checked account of a link object. Raises FobError."""
    if not isinstance(fields, dict):
        raise FobError(BAD_REQUEST)
    text = fields.get("secret")
    try:
        secret = base32.decode(text) if isinstance(text, str) else b""
    except base32.Bad:
        raise FobError(BAD_SECRET) from None
    account = Account(
        fields.get("issuer", ""),
        fields.get("name", ""),
        secret,
        fields.get("type", "totp"),
        fields.get("algorithm", "SHA1"),
        fields.get("digits", 6),
        fields.get("period", 30),
        fields.get("counter", 0),
        fields.get("favourite") is True,
    )
    account.check()
    return account
