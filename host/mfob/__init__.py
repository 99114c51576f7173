"""mfob puts accounts on an MFA key fob and gets codes from it; `from mfob import Fob`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mfob.device import Fob as Fob
    from mfob.errors import HostError as HostError

__version__ = "0.1.0"
__all__ = ["Fob", "HostError", "__version__"]

_LAZY = {"Fob": "mfob.device", "HostError": "mfob.errors"}


def __getattr__(name: str) -> object:
    """Imports the API at its first use, so that the command line starts quickly."""
    if name not in _LAZY:
        raise AttributeError(f"module 'mfob' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LAZY[name]), name)
