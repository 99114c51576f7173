"""A vault that lies in the flash of a board whose file system no longer knows of it.

A stock MicroPython formats a flash whose file system it can't mount, which leaves most blocks as
they were: key slots (fobcore.keys) and journal records (fobcore.sealing) can be there still. They
are searched for on the board itself, and nothing of their content leaves it.
"""

from __future__ import annotations

from collections.abc import Callable

from mfob.board_prompt import BoardError, BoardPrompt
from mfob.errors import HostError
from mfob.install.survey import Files

_KNOWN = ("/keys.map", "/keys0", "/keys1", "/journal")  # the file system's own word of a vault
# How a chip's raw flash is had, by sys.platform.
_DEVICES = {
    "rp2": "from rp2 import Flash\nf=Flash()",
    "esp32": "from flashbdev import bdev as f",
}
_COMPUTER = "from virtual import Flash\nf=Flash()"
# (littlefs?, key slots, blocks with journal records)
_LOOK = """\
{device}
from hashlib import sha256
z=f.ioctl(5,0)
b=bytearray(z)
m=memoryview(b)
k=j=l=0
for n in range(f.ioctl(4,0)):
 f.readblocks(n,b)
 if n<2 and b[8:16]==b'littlefs':l=1
 if b[16:20]==b'mfbK' and sha256(m[:112]).digest()[:16]==b[112:128]:k+=1
 o=b.find(b'\\xf0\\xb5\\x01\\x00')
 while 0<=o<z-70:
  s=b[o+4]|b[o+5]<<8
  if s and s%16==0 and s<=4096:
   j+=1
   break
  o=b.find(b'\\xf0\\xb5\\x01\\x00',o+1)
print((l,k,j))
"""


def check(
    prompt: BoardPrompt, platform: str, files: Files, agree: Callable[[], None] | None
) -> None:
    """Looks for a vault that no file belongs to; `agree` asks whether it may go.

    Raises HostError "vault_lost" where there is one and no `agree`; "not_littlefs", "unseen".
    """
    if any(path in files.found for path in _KNOWN):
        return
    device = _DEVICES.get(platform, _COMPUTER)
    try:
        littlefs, slots, records = prompt.ask(_LOOK.format(device=device))
    except BoardError as error:
        raise HostError(
            f"The board's flash can't be looked at for a lost vault ({error.raised}): nothing was"
            " written.",
            "unseen",
        ) from None
    if slots or records:
        if agree is None:
            raise HostError(
                "The board's flash holds a vault whose file system is gone: nothing was written"
                f" over it ({slots} key slots, {records} blocks of accounts). If the accounts in"
                " it are not needed any more, `mfob install --forget-vault` goes on.",
                "vault_lost",
            )
        agree()
    if not littlefs:
        raise HostError(
            "The board's file system is not littlefs, which mfob needs to survive a power cut:"
            " format it as littlefs (os.VfsLfs2.mkfs) or use the stock image of MicroPython.",
            "not_littlefs",
        )
