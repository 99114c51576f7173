"""From key slots and journal file to an open vault; at a first start, to an empty one."""

from fobcore.errors import STORAGE, FobError
from fobcore.hmac import Hmac
from fobcore.journal import Journal
from fobcore.keys import Slot, Unreadable
from fobcore.sealing import HEADER, MAGIC, Broken, Header, Sealer
from fobcore.vault import Vault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.keys import KeySlots
    from fobcore.parts import File, Urandom

_SEARCH = 512


def open_vault(slots: "KeySlots", file: "File", urandom: "Urandom") -> Vault:
    """The vault, not loaded yet. Raises FobError STORAGE: what can't be read is never "empty".

    `slots`: KeySlots; `file`: the journal's file with exists(), create() and what Journal asks
    of it; `urandom(n)`: n random bytes.
    """
    try:
        slot = slots.load()
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
        elif not file.exists():
            raise FobError(STORAGE)
    except Unreadable:
        raise FobError(STORAGE) from None
    sealer = _sealer_of(file, slot)
    name_key = Hmac(slot.master, "SHA256").digest(b"mfob names" + slot.vault + b"\x01")
    return Vault(Journal(file, sealer, urandom), name_key)


def _sealer_of(file: "File", slot: Slot) -> Sealer:
    """The sealer of the generation that the journal is in: that of its first sound record."""
    tried = set()
    offset = 0
    end = file.size()
    while offset + HEADER <= end:
        header = Header(file.read(offset, HEADER))
        if header.plausible and header.vault == slot.vault and offset + header.size <= end:
            sealer = Sealer(slot.master, slot.vault, header.generation)
            try:
                sealer.open(file.read(offset, header.size))
                return sealer
            except Broken:
                tried.add(header.generation)
        chunk = file.read(offset + 1, min(_SEARCH, end - offset - 1))
        found = chunk.find(MAGIC)
        offset += 1 + (found if found >= 0 else max(len(chunk) - 1, 1))
    # Nothing sound in it: a new journal, or one that is damaged all through.
    return Sealer(slot.master, slot.vault, min(tried) if tried else 1)
