import micropython; micropython.kbd_intr(-1)  # noqa: E702, I001  the guard: no way to a prompt
try:
    import machine
    import os
    import sys

    def read(path):  # noqa: ANN001, ANN201
        """A file's text; empty where there is none."""
        try:
            with open(path) as file:
                return file.read()
        except OSError:
            return ""

    def complete(slot):  # noqa: ANN001, ANN201
        """Whether a place holds firmware: `mfob install` puts its start there last."""
        for name in ("/start.mpy", "/start.py"):
            try:
                os.stat("/" + slot + name)
                return True
            except OSError:
                pass
        return False

    class Found:
        """A file system that shows the firmware's files at /found, for import.

        MicroPython looks for four paths a module, and littlefs reads every folder above for each
        of them: 16 ms on an RP2040. Here a module is looked for once, by opening it.
        """

        file = None  # that stat has found and open hands out

        def mount(self, readonly, mkfs):  # noqa: ANN001, ANN201
            """As os.mount wants it."""

        def umount(self):  # noqa: ANN201
            """As os.umount wants it."""

        def stat(self, path):  # noqa: ANN001, ANN201
            """In import's order: a folder, NAME.py, NAME.mpy, which is opened at once."""
            if path.endswith(".py"):
                try:
                    self.file = open(path[:-2] + "mpy", "rb")
                except OSError:
                    self.file = None
                    return os.stat(path)
            elif path.endswith(".mpy") and self.file:
                return (0x8000,) + (0,) * 9
            elif path.count("/") == 2:  # the folders of a place hold none themselves
                return os.stat(path)
            raise OSError(2)

        def open(self, path, mode):  # noqa: ANN001, ANN201
            """The file that stat has found."""
            file, self.file = self.file, None
            return file or open(path, mode)

    def held():  # noqa: ANN201
        """Whether the board's button "ok" is down."""
        from board import BOARD

        for button in BOARD["buttons"]:
            if button["role"] == "ok":
                pull = button["pull"] and getattr(machine.Pin, "PULL_" + button["pull"].upper())
                pin = machine.Pin(button["pin"], machine.Pin.IN, pull)
                return pin.value() == button["active"]

    # One file says which of the two places for firmware is the one to start, with a "!" where the
    # other one has failed.
    pointer = read("/slot") or "a"
    slot, second = pointer[0], pointer[1:] == "!"
    crashes = len(read("/crashes"))
    other = {"a": "b", "b": "a"}[slot]
    # A button that wakes it from sleep is no hand at power-on.
    slept = machine.reset_cause() == getattr(machine, "DEEPSLEEP_RESET", -1)
    if crashes >= 3 and not second and complete(other):
        # Three crashes in a row: the firmware in the other place. After three more, none.
        with open("/slot.new", "w") as file:
            file.write(other + "!")
        os.rename("/slot.new", "/slot")
        slot, second = other, True
    # MicroPython looks into all folders for a module of its own, at each import of it: 5 ms.
    folders = sys.path[:]
    sys.path[:] = [".frozen"]  # none at all would hide modules that are loaded
    for name in ("array", "binascii", "cryptolib", "hashlib", "json", "os", "select", "struct",
                 "time"):  # fmt: skip
        if name not in sys.modules:
            sys.modules[name] = __import__(name)
    sys.path[:] = folders
    if complete(slot):  # else it is frozen into the image
        os.mount(Found(), "/found")
        sys.path.insert(0, "/found/" + slot)
    if held() and not slept or read("/maintenance"):
        # The owner's hand, or a press on the fob before: MicroPython's prompt, the vault not open.
        if read("/maintenance"):
            os.remove("/maintenance")
        micropython.kbd_intr(3)
    else:
        if crashes >= (6 if second else 3):
            import halt

            halt.show()
        import gc

        # What is loaded is to lie together: garbage in between would leave no hole of 4 KB.
        gc.threshold(1 << 14)
        import start

        start.main()  # does not come back, but after a wipe
        machine.reset()
except BaseException as error:
    import machine
    import os
    import sys

    try:
        if not isinstance(error, KeyboardInterrupt):
            with open("/crashes", "a") as file:
                file.write("x")
            full = os.stat("/crashes")[6] % 8 == 0  # a small log
            with open("/crash.log", "w" if full else "a") as file:
                sys.print_exception(error, file)
            sys.print_exception(error)
    finally:
        machine.reset()
