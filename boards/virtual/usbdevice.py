"""machine.USBDevice as the virtual fob sees it: the computer's half is as strict (parts/usb.py).

What USB tells the program comes while the program waits for its console, not between any two of
its steps.
"""

import virtual
from micropython import const

_IN = const(0x80)
_SETUP = const(1)
_DATA = const(2)
# what happens, and what is answered
_RESET = const(1)
_OPEN = const(2)
_CONTROL = const(3)
_REFUSE = const(1)
_GO_ON = const(2)
_BUFFER = const(3)

_data = bytearray(256)
_lengths = virtual.call(virtual.USB, 1, into=_data)
_device: list = []


class _None:
    itf_max = 0
    ep_max = 0
    str_max = 1
    desc_dev = bytes(_data[: _lengths & 0xFF])
    desc_cfg = b""


class _Default:
    itf_max = _lengths >> 16 & 0xFF
    ep_max = _lengths >> 24
    str_max = 5
    desc_dev = _None.desc_dev
    desc_cfg = bytes(_data[_lengths & 0xFF : (_lengths & 0xFF) + (_lengths >> 8 & 0xFF)])


class _USBDevice:
    BUILTIN_NONE = _None
    BUILTIN_DEFAULT = BUILTIN_CDC = _Default

    def __init__(self) -> None:
        self._builtin = _None
        self._calls: tuple = (None, None, None, None)
        self._buffer: bytearray | None = None  # of the control transfer under way

    @property
    def builtin_driver(self) -> type:
        return self._builtin

    @builtin_driver.setter
    def builtin_driver(self, value: type) -> None:
        if value not in (_None, _Default):
            raise ValueError("the virtual fob takes its own constants only")
        virtual.call(virtual.USB_BUILTIN, 1 if value is _Default else 0)
        self._builtin = value

    def config(  # noqa: PLR0913
        self,
        desc_dev: bytes,
        desc_cfg: bytes,
        desc_strs: object,
        open_itf_cb=None,  # noqa: ANN001
        reset_cb=None,  # noqa: ANN001
        control_xfer_cb=None,  # noqa: ANN001
        xfer_cb=None,  # noqa: ANN001
    ) -> None:
        """Keeps what is called, and says what the fob is."""
        if desc_strs is not None:
            raise ValueError("the virtual fob has no strings")
        self._calls = (open_itf_cb, reset_cb, control_xfer_cb, xfer_cb)
        virtual.call(virtual.USB_CONFIG, len(desc_dev), 0, 0, bytes(desc_dev) + bytes(desc_cfg))

    def active(self, value: object = None) -> bool:
        """Whether it was; with a value: is from now on."""
        wanted = 2 if value is None else 1 if value else 0
        was = virtual.call(virtual.USB_ACTIVE, wanted) == 1
        if value and not virtual.usb:
            virtual.usb.append(self._turn)
        return was

    def submit_xfer(self, ep: int, buffer: bytes | bytearray | memoryview) -> bool:
        """A report to the computer. OSError: not active, or the last one is not through."""
        if not ep & _IN:
            raise ValueError("the virtual fob's computer sends to no endpoint")
        virtual.call(virtual.USB_SUBMIT, ep, 0, 0, buffer)
        return True

    def _turn(self) -> None:
        """All that has happened since."""
        opened, reset, asked, done = self._calls
        answer = 0
        out = None
        while True:
            value = virtual.call(virtual.USB_NEXT, answer, 0, 0, out, _data)
            kind, a, size, more = value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF, value >> 24
            answer = 0
            out = None
            view = memoryview(_data)[:size]
            if not kind:
                return
            if kind == _RESET:
                reset()
            elif kind == _OPEN:
                opened(view)
            elif kind == _CONTROL:
                answer, out = self._control(asked, a, view, memoryview(_data)[size : size + more])
            else:
                done(a, 0, size)

    def _control(self, asked, stage: int, request: memoryview, came: memoryview):  # noqa: ANN001, ANN202
        if stage == _DATA and self._buffer is not None:
            self._buffer[: len(came)] = came
        got = asked(stage, request)
        if isinstance(got, (bytes, bytearray)):
            to_fob = stage == _SETUP and not request[0] & _IN
            self._buffer = got if to_fob and isinstance(got, bytearray) else None
            return _BUFFER, got
        return (_GO_ON if got else _REFUSE), None


def USBDevice() -> _USBDevice:  # noqa: N802
    """The only one."""
    if not _device:
        _device.append(_USBDevice())
    return _device[0]
