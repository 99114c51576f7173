"""What of the fob works, for `mfob info`."""

import gc

from drivers.storage import free_bytes
from fobcore.entropy import Stuck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from drivers.buttons import Buttons
    from fobcore.entropy import Entropy
    from fobcore.parts import Display


def health(display: "Display", entropy: "Entropy", buttons: "Buttons") -> "dict[str, object]":
    """Free bytes of heap and file system, and the parts."""
    gc.collect()
    try:
        entropy(16)
        random = True
    except Stuck:
        random = False
    return {
        "heap": gc.mem_free(),
        "flash": free_bytes(),
        "display": display.answers(),
        "random": random,
        "buttons": buttons.held,
    }
