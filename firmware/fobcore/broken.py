"""The error of what does not verify."""


class Broken(Exception):
    """A record that does not verify, or of a format that this firmware does not know."""
