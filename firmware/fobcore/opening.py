"""From key slots and journal file to an open vault; at a first start, to an empty one."""

from fobcore.errors import STORAGE, FobError
from fobcore.hmac import Hmac
from fobcore.journal import Journal
from fobcore.keys import WIPING, Slot, Unreadable
from fobcore.sealing import HEADER, MAGIC, Broken, Header, Sealer
from fobcore.vault import Vault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.keys import KeySlots
    from fobcore.parts import File, Urandom

_SEARCH = 512


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


def vault_under(master: bytes, vault: bytes, file: "File", urandom: "Urandom") -> Vault:
    """The vault of a master key and vault id, not loaded yet."""
    sealer = _sealer_of(file, master, vault)
    name_key = Hmac(master, "SHA256").digest(b"mfob names" + vault + b"\x01")
    return Vault(Journal(file, sealer, urandom), name_key)


def open_vault(slots: "KeySlots", file: "File", urandom: "Urandom") -> Vault:
    """The vault of a fob without a PIN, not loaded yet. Raises FobError STORAGE."""
    slot = prepare(slots, file, urandom)
    return vault_under(slot.key, slot.vault, file, urandom)


def _sealer_of(file: "File", master: bytes, vault: bytes) -> Sealer:
    """The sealer of the generation that the journal is in: that of its first sound record."""
    tried = set()
    offset = 0
    end = file.size()
    while offset + HEADER <= end:
        header = Header(file.read(offset, HEADER))
        if header.plausible and header.vault == vault and offset + header.size <= end:
            sealer = Sealer(master, vault, header.generation)
            try:
                sealer.open(file.read(offset, header.size))
                return sealer
            except Broken:
                tried.add(header.generation)
        chunk = file.read(offset + 1, min(_SEARCH, end - offset - 1))
        found = chunk.find(MAGIC)
        offset += 1 + (found if found >= 0 else max(len(chunk) - 1, 1))
    # Nothing sound in it: a new journal, or one that is damaged all through.
    return Sealer(master, vault, min(tried) if tried else 1)
