"""Made format1.img.xz: what a fob of format 1 has on flash (slots, journal, tally, files).

    PYTHONPATH=host:firmware python tests/data/make_format1.py

Once, with the virtual fob, by the firmware of that time; not to be made again: every later
firmware reads the same old image. The firmware's own files are taken out, so that it stays small.
"""

import lzma
import tempfile
from pathlib import Path

from littlefs import LittleFS, UserContext

from fobcore.account import Account
from mfob import Fob
from mfob.sim.client import Sim

IMAGE = Path(__file__).with_name("format1.img.xz")
PIN = "730219"
BLOCK = 4096
ACCOUNTS = (
    Account("GitHub", "alice", b"12345678901234567890"),
    Account("Bank", "bob", b"12345678901234567890123456789012", "totp", "SHA256", 8, 60),
    Account("", "carol", b"1234567890" * 6 + b"1234", "totp", "SHA512", 7),
    Account("Works", "dora", b"a counter's key.", "hotp", counter=41),
    Account("Steam", "gabe", b"steam's own key!", "steam", digits=5),
    Account("Gone", "gone", b"taken off again."),
)


def main() -> None:
    """Everything that format 1 can hold: all kinds of account and change, a PIN, wrong tries."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder, "fob")
        with (
            Sim.start(state, lease=True, auto_approve=True, rtc_set=True),
            Fob.open(f"sim:{state}") as fob,
        ):
            ids = [fob.add(account).id for account in ACCOUNTS]
            assert None not in ids
            numbers = [id or 0 for id in ids]
            for _ in range(3):
                fob.code(numbers[3])
            fob.delete(numbers[5])
            fob.rename(numbers[0], "GitHub", "alice@example.org")
            fob.move(numbers[4], 1)
            fob.set_name("old fob")
            fob.set_setting("usb_code", "free")
            fob.set_pin(PIN)
            fob.lock()
            fob.unlock(PIN)
        image = without_firmware((state / "flash.img").read_bytes())
    IMAGE.write_bytes(lzma.compress(image, preset=9))
    print(IMAGE, IMAGE.stat().st_size)


def without_firmware(image: bytes) -> bytes:
    """The image without the files in /a, and blank where they lay."""
    context = UserContext(buffsize=len(image))
    context.buffer[:] = image
    fs = LittleFS(context, block_size=BLOCK, block_count=len(image) // BLOCK, prog_size=256)
    texts = []
    for folder, _, names in reversed(list(fs.walk("/a"))):
        for name in names:
            with fs.open(f"{folder}/{name}", "rb") as file:
                texts.append(file.read())
            fs.remove(f"{folder}/{name}")
        fs.remove(folder)
    fs.unmount()
    data = bytearray(context.buffer)
    for begin in range(2 * BLOCK, len(data), BLOCK):
        piece = bytes(data[begin + 64 : begin + 192])  # behind a block's pointers
        if any(piece in text for text in texts):
            data[begin : begin + BLOCK] = b"\xff" * BLOCK
    return bytes(data)


if __name__ == "__main__":
    main()
