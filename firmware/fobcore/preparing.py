"""The key slots and the journal's file at power-on: which slot holds, what a cut left undone."""

from fobcore.errors import STORAGE, FobError
from fobcore.keys import WIPING, Slot, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.keys import KeySlots
    from fobcore.parts import File, Urandom


def prepare(slots: "KeySlots", file: "File", urandom: "Urandom") -> Slot:
    """The slot that holds, after what a cut left undone has been finished; at a first start, made.

    `slots`: KeySlots; `file`: the journal's file; `urandom(n)`: n random bytes. Raises FobError
    STORAGE: what can't be read is never "empty".
    """
    try:
        slot = slots.load()
        if slot is not None and slot.kind == WIPING:
            wipe(slots, file)
            slot = None
        if slot is None:
            if file.exists():
                raise FobError(STORAGE)  # accounts without their key
            slot = Slot(urandom(8), urandom(32))
            slots.store(slot)
        slots.settle()
        if not slot.made:
            if not file.exists():
                file.create()
            slots.mark_made()
            slot.made = True
        elif not file.exists():
            raise FobError(STORAGE)
    except Unreadable:
        raise FobError(STORAGE) from None
    return slot


def wipe(slots: "KeySlots", file: "File") -> None:
    """Erases both slots, then the journal; begun, it is finished at the next start. For ever."""
    slots.begin_wipe()
    if file.exists():
        file.remove()
    slots.end_wipe()
