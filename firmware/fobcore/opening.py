"""From a master key and the journal's file to an open vault."""

from fobcore.hmac import Hmac
from fobcore.journal import Journal
from fobcore.sealing import HEADER, MAGIC, Broken, Header, Sealer
from fobcore.vault import Vault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import File, Urandom

_SEARCH = 512


def vault_under(master: bytes, vault: bytes, file: "File", urandom: "Urandom") -> Vault:
    """The vault of a master key and vault id, not loaded yet."""
    sealer = _sealer_of(file, master, vault)
    name_key = Hmac(master, "SHA256").digest(b"mfob names" + vault + b"\x01")
    return Vault(Journal(file, sealer, urandom), name_key)


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
