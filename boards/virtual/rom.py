"""What a chip's MicroPython does at start: mount the flash, run boot.py and main.py, or prompt.

Run as `micropython rom.py READ_FD WRITE_FD RAW` by mfob.sim.chips.unix. As on a chip, a flash that
can't be mounted is formatted, Ctrl-C is armed before each file and put off after it, main.py runs
only after a good boot.py and not after a soft reset in raw mode (RAW 1), and what a file raises is
printed on the console; here it goes to stderr too, for the log.
"""

import micropython

micropython.kbd_intr(-1)

import builtins  # noqa: E402
import sys  # noqa: E402

import vfs  # noqa: E402
import virtual  # noqa: E402

virtual.connect(int(sys.argv[1]), int(sys.argv[2]))

# These three stay in sys.modules, where the firmware's imports find them.
import select  # noqa: E402, F401
import time  # noqa: E402, F401

import machine  # noqa: E402
import repl  # noqa: E402

_import = __import__
_main = {"__name__": "__main__"}  # boot.py, main.py and the prompt share their names


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
        exec(code, _main)
    except SystemExit:
        micropython.kbd_intr(-1)
        machine.soft_reset()
    except BaseException as e:
        micropython.kbd_intr(-1)
        sys.stderr.write(repl.report(console, e))
        return False
    micropython.kbd_intr(-1)
    return True


def mount(flash: virtual.Flash) -> None:
    """As ports/rp2/modules/_boot.py: what can't be mounted is formatted."""
    try:
        system = vfs.VfsLfs2(flash, progsize=256)  # pyright: ignore[reportArgumentType]
    except OSError:
        vfs.VfsLfs2.mkfs(flash, progsize=256)  # pyright: ignore[reportArgumentType]
        system = vfs.VfsLfs2(flash, progsize=256)  # pyright: ignore[reportArgumentType]
    vfs.mount(system, "/")


def start() -> None:
    """From power-on to the prompt, which a fob must never reach."""
    vfs.umount("/")
    mount(virtual.Flash())
    raw = sys.argv[3] == "1"
    # No ".frozen": asyncio there counts the ticks of the computer, in C, past the world's.
    sys.path[:] = ["", "/lib"]
    sys.argv[:] = []
    console = virtual.Console()
    if run("/boot.py", console) and not raw:
        run("/main.py", console)
    repl.Repl(console, _main, raw).run()


try:
    start()
except Exception as e:  # stdout is the fob's console; this is for the log
    sys.print_exception(e, sys.stderr)  # pyright: ignore[reportArgumentType]
    sys.exit(1)
