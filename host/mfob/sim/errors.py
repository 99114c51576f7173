"""What can go wrong in the virtual fob, always with a sentence for a person."""

from mfob.errors import HostError


class SimError(HostError):
    """The virtual fob can't do what was asked of it."""

    def __init__(self, message: str, code: str = "sim") -> None:
        super().__init__(message, code)


class ModelError(SimError):
    """The firmware did to a modelled part what the real part would not accept: a bug found."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "model")
