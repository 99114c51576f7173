"""`make demo`: from a picture of a QR code to the right six digits on a virtual fob's screen."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mfob.sim.client import Sim
from mfob.sim.errors import SimError

_MFOB = [sys.executable, "-m", "mfob"]
_PATIENCE = 10.0  # s for a command of the demo, and for a screen
_LOOK = 0.3  # s between looks whether a command still runs


def main(arguments: Sequence[str]) -> int:
    """Runs the demo with the picture named; 0 when the fob's code and pyotp's are the same."""
    if len(arguments) != 1:
        print("usage: python -m mfob.sim.demo PICTURE", file=sys.stderr)
        return 2
    live = sys.stdin.isatty() and sys.stdout.isatty()
    with tempfile.TemporaryDirectory(prefix="mfob-demo-") as folder:
        try:
            with Sim.start(folder, lease=True) as sim:
                same = _enrol(sim, folder, Path(arguments[0]))
                if same and live:
                    _watch(sim)
        except SimError as error:
            print(f"The demo failed: {error}", file=sys.stderr)
            return 1
    return 0 if same else 1


def _enrol(sim: Sim, folder: str, picture: Path) -> bool:
    """Sets the clock, adds the account, shows the display; whether its code is the right one."""
    print("A virtual fob is on: the real firmware, on MicroPython, with modelled parts.\n")
    _asked(sim, folder, "clock", "set")
    _asked(sim, folder, "add", "--qr", str(picture))
    # UTC stands from here on, so that both codes are for the same moment.
    sim.stop_time()
    utc = sim.utc()
    expected = _pyotp_code(picture, utc)
    with suppress(SimError):  # what is there in its place is shown and compared below
        sim.wait_screen(lambda lines: _code(lines) == expected, _PATIENCE)
    lines = sim.text()
    print("\nThe fob's display:\n")
    print("\n".join(sim.picture().halves()))
    print("\nRead back from its pixels: " + " | ".join(lines))
    print(f"Code on the fob's screen:  {_code(lines) or '-'}")
    print(
        f"Code that pyotp gives:     {expected}   (at {time.strftime('%c', time.gmtime(utc))} UTC)"
    )
    sim.go()
    if _code(lines) == expected:
        print("They are equal.")
        return True
    print("They are NOT equal.", file=sys.stderr)
    return False


def _asked(sim: Sim, folder: str, *command: str) -> None:
    """Runs a command of mfob's that waits for the fob's button, and presses it."""
    print("$ mfob -p sim " + " ".join(command), flush=True)
    process = subprocess.Popen([*_MFOB, "-p", f"sim:{folder}", *command])
    try:
        lines = _question(sim, process, command[0])
        print("  the fob asks: " + " | ".join(lines), flush=True)
        time.sleep(0.5)  # a person reads; the fob takes no press before 0.3 s
        sim.press("ok")
        if process.wait(_PATIENCE):
            raise SimError(f"`mfob {command[0]}` ended with exit code {process.returncode}")
    except subprocess.TimeoutExpired:
        raise SimError(f"`mfob {command[0]}` did not end") from None
    finally:
        process.kill()
        process.wait()


def _question(sim: Sim, process: subprocess.Popen[bytes], command: str) -> list[str]:
    """What the fob asks; SimError where the command ends without a question, or none comes."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return sim.wait_screen("ok = yes", _LOOK)
        except SimError:
            if process.poll() is not None:
                message = f"`mfob {command}` ended with exit code {process.returncode}"
                raise SimError(message) from None
            if time.monotonic() > until:
                raise


def _code(lines: list[str]) -> str:
    """The code among the lines of a screen: the one that is digits in groups."""
    for line in lines:
        digits = line.replace(" ", "")
        if digits.isdigit() and len(digits) >= 5:
            return digits
    return ""


def _pyotp_code(picture: Path, utc: int) -> str:
    """The code of the picture's account by an independent program."""
    import pyotp
    import zxingcpp
    from PIL import Image

    with Image.open(picture) as image:
        uri = zxingcpp.read_barcodes(image)[0].text
    account = pyotp.parse_uri(uri)
    assert isinstance(account, pyotp.TOTP)
    return account.at(utc)


def _watch(sim: Sim) -> None:
    from mfob.sim import window

    print("\nIt stays on: o is the button ok, n is next, q ends.", flush=True)
    time.sleep(2)  # to be read before the picture covers it
    window.show(sim)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
