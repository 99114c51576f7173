"""machine.USBDevice over the model of a chip's USB, in the test's own process."""

from collections.abc import Callable
from typing import Any

from mfob.sim.parts.desk import MS, Desk
from mfob.sim.parts.usb import (
    ACK,
    DATA,
    DESC_CFG,
    DESC_DEV,
    EP_MAX,
    ITF_MAX,
    SETUP,
    STR_MAX,
    Event,
    Usb,
    control,
)


class Builtin:
    """USBDevice.BUILTIN_DEFAULT."""

    itf_max = ITF_MAX
    ep_max = EP_MAX
    str_max = STR_MAX
    desc_dev = DESC_DEV
    desc_cfg = DESC_CFG


class Device:
    """As machine.USBDevice(), plugged into a computer with a desk. pass_time() is what goes on
    between two steps of the program, in ms."""

    BUILTIN_DEFAULT = Builtin

    def __init__(self) -> None:
        self.now = 0
        self.desk = Desk()
        self.usb = Usb(lambda: self.now * MS, self.desk)
        self._calls: tuple[Callable[..., Any], ...] = ()
        self._buffer: Any = None

    @property
    def builtin_driver(self) -> Any:
        return Builtin

    @builtin_driver.setter
    def builtin_driver(self, value: Any) -> None:
        self.usb.set_builtin(value is Builtin)

    def active(self, *on: bool) -> bool:
        was = self.usb.active
        if on:
            self.usb.activate(on[0])
        return was

    def config(
        self, desc_dev: bytes, desc_cfg: bytes, desc_strs: Any,
        opened: Any, reset: Any, asked: Any, done: Any,
    ) -> None:  # fmt: skip
        assert desc_strs is None or hasattr(desc_strs, "__getitem__")
        self.usb.config(desc_dev, desc_cfg)
        self._calls = (opened, reset, asked, done)

    def submit_xfer(self, endpoint: int, data: "bytes | bytearray") -> bool:
        self.usb.submit(endpoint, bytes(data))
        return True

    def pass_time(self, ms: int) -> None:
        for _ in range(ms):
            self.now += 1
            event = self.usb.go_on()
            while event is not None:
                event = self.usb.go_on(self.happen(event))

    def ask(
        self, kind: int, what: int, value: int, index: int, length: int, out: bytes = b""
    ) -> "bytes | None":
        """A control request of the computer's; None: refused."""
        transfer = control(kind, what, value, index, length, out)
        event = next(transfer)
        while True:
            try:
                event = transfer.send(self.happen(event))
            except StopIteration as end:
                return end.value

    def happen(self, event: "Event | None") -> Any:
        """Tells the program, as MicroPython does."""
        assert event is not None
        opened, reset, asked, done = self._calls
        if event.kind == "reset":
            reset()
        elif event.kind == "open":
            opened(memoryview(event.data))
        elif event.kind == "done":
            assert done(event.a, 0, event.b)  # TinyUSB's XFER_RESULT_SUCCESS
        else:
            if event.a == DATA and event.more:
                self._buffer[: len(event.more)] = event.more
            answer = asked(event.a, memoryview(event.data))
            if event.a == SETUP:
                self._buffer = answer
            else:
                assert event.a in (DATA, ACK)
                assert answer in (True, False)
            return answer
        return None
