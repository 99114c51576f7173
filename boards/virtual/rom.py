"""What a chip's MicroPython does at start: mount the flash, run boot.py and main.py, or prompt.

Run as `micropython rom.py READ_FD WRITE_FD` by mfob.sim.chips.unix. As on a chip, Ctrl-C is armed
before each file and put off after it, main.py runs only after a good boot.py, and what a file
raises is printed on the console; here it goes to stderr too, for the log.
"""

import micropython

micropython.kbd_intr(-1)

import builtins  # noqa: E402
import sys  # noqa: E402
from io import StringIO  # noqa: E402

import vfs  # noqa: E402
import virtual  # noqa: E402

virtual.connect(int(sys.argv[1]), int(sys.argv[2]))

# These three stay in sys.modules, where the firmware's imports find them.
import select  # noqa: E402, F401
import time  # noqa: E402, F401

import machine  # noqa: E402

_CTRL_D = 4
_import = __import__


def report(console: virtual.Console, error: BaseException) -> None:
    """Print a traceback on the console and in the log."""
    stream = StringIO()
    sys.print_exception(error, stream)  # pyright: ignore[reportArgumentType]
    text = stream.getvalue()  # pyright: ignore[reportAttributeAccessIssue]
    console.write(text.replace("\n", "\r\n"))
    sys.stderr.write(text)


def interrupt_soon() -> None:
    """A Ctrl-C came in the moment in which it was armed.

    A chip raises it at the file's first jump, which nothing here can reach: so the first import
    behind that of the first line raises it.
    """
    imports = [0]

    def import_(*args) -> object:  # noqa: ANN002
        imports[0] += 1
        if imports[0] > 1:
            builtins.__import__ = _import
            raise KeyboardInterrupt
        return _import(*args)

    builtins.__import__ = import_


def run(path: str, console: virtual.Console) -> bool:
    """Execute the file if it is there; returns False if it ended with an exception."""
    try:
        with open(path) as file:
            source = file.read()
    except OSError:
        return True
    try:
        code = compile(source, path, "exec")
        del source
        micropython.kbd_intr(3)
        if virtual.call(virtual.WINDOW):
            interrupt_soon()
        exec(code, {"__name__": "__main__"})
    except SystemExit:
        micropython.kbd_intr(-1)
        machine.soft_reset()
    except BaseException as e:
        micropython.kbd_intr(-1)
        report(console, e)
        return False
    micropython.kbd_intr(-1)
    return True


def prompt(console: virtual.Console) -> None:
    """The interactive prompt, as far as it takes to see that it is one: an echo, and Ctrl-D."""
    banner = "\r\nMicroPython %s; virtual fob\r\n>>> " % sys.version
    console.write(banner)
    byte = bytearray(1)
    while True:
        console.readinto(byte)
        if byte[0] == _CTRL_D:
            console.write("\r\nMPY: soft reboot\r\n")
            machine.soft_reset()
        console.write(b"\r\n>>> " if byte[0] == 13 else byte)


def start() -> None:
    """From power-on to the prompt, which a fob must never reach."""
    vfs.umount("/")
    flash = virtual.Flash()
    vfs.mount(vfs.VfsLfs2(flash, progsize=256), "/")  # pyright: ignore[reportArgumentType]
    # No ".frozen": asyncio there counts the ticks of the computer, in C, past the world's.
    sys.path[:] = ["", "/lib"]
    sys.argv[:] = []
    console = virtual.Console()
    if run("/boot.py", console):
        run("/main.py", console)
    prompt(console)


try:
    start()
except Exception as e:  # stdout is the fob's console; this is for the log
    sys.print_exception(e, sys.stderr)  # pyright: ignore[reportArgumentType]
    sys.exit(1)
