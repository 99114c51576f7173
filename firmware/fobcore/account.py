"""An account, and how codes are made of what a service gave."""

TOTP = "totp"
HOTP = "hotp"
STEAM = "steam"
TYPES = (TOTP, HOTP, STEAM)
ALGORITHMS = ("SHA1", "SHA256", "SHA512")
COUNTER_MAX = (1 << 64) - 1


class Account:
    """What a service gave: who, the secret, and how codes are made of it.

    issuer 0 to 64 characters, name 1 to 64, both without control characters (the host also brings
    them into Unicode's form NFC, which the fob can't check); secret 1 to 255 bytes; digits 5 to
    10; period 1 to 86,400 s; counter 0 to 2**64 - 1: the next one of a HOTP, 0 otherwise. Steam
    is SHA1, 5 characters, 30 s. favourite: it stands before those that are none.
    """

    def __init__(
        self,
        issuer: str,
        name: str,
        secret: bytes,
        type: str = "totp",
        algorithm: str = "SHA1",
        digits: int = 6,
        period: int = 30,
        counter: int = 0,
        favourite: bool = False,
    ) -> None:
        self.issuer = issuer
        self.name = name
        self.secret = secret
        self.type = type
        self.algorithm = algorithm
        self.digits = digits
        self.period = period
        self.counter = counter
        self.favourite = favourite
        self.issuer_strip = b""  # pictures of both, see fobcore.strip: what no font here can show
        self.name_strip = b""

    def check(self) -> None:
        """Raises FobError with the code of the first field that is not valid."""
        from fobcore.rules import check

        check(self)

    def labels(self) -> "list[str | bytes]":
        """Issuer and name as they are shown, a text or a strip each; the name alone where there is
        no issuer."""
        name = self.name_strip or self.name
        return [self.issuer_strip or self.issuer, name] if self.issuer else [name]

    def same_key(self, other: "Account") -> bool:
        """Whether both make the same codes; where a HOTP's counter stands is not looked at."""
        return (
            self.secret == other.secret
            and self.type == other.type
            and self.algorithm == other.algorithm
            and self.digits == other.digits
            and self.period == other.period
        )
