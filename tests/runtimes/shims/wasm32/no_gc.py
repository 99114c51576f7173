"""Stands in for `gc` where collecting is not safe: the same names, and nothing is collected."""


def collect() -> int:
    """Nothing."""
    return 0


def enable() -> None:
    """Nothing."""


def disable() -> None:
    """Nothing."""


def isenabled() -> bool:
    """Never."""
    return False


def threshold(amount: int = -1) -> int:
    """No threshold."""
    return -1
