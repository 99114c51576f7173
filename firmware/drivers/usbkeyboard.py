"""The fob as a USB keyboard beside its serial line, by MicroPython's machine.USBDevice.

A boot keyboard as HID 1.11 has it: its report descriptor is that of appendix E.6, a report has 8
bytes (B.1). Loaded only where the owner wants it.
"""

from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import UsbBuiltin, UsbDevice

# what is asked (HID 1.11, 7.1 and 7.2), and where the bytes go
_GET_DESCRIPTOR = 0x8106  # bmRequestType, bRequest
_GET_REPORT = 0xA101
_GET_IDLE = 0xA102
_GET_PROTOCOL = 0xA103
_SET_REPORT = 0x2109
_SET_IDLE = 0x210A
_SET_PROTOCOL = 0x210B
_HID = 0x21
_REPORT = 0x22
_INPUT = 1
_OUTPUT = 2
_SETUP = 1  # stages
_ACK = 3
_IN = 0x80

_KEYS = (
    b"\x05\x01\x09\x06\xa1\x01"  # generic desktop, keyboard: a collection
    b"\x05\x07\x19\xe0\x29\xe7\x15\x00\x25\x01\x75\x01\x95\x08\x81\x02"  # 8 modifiers, a bit each
    b"\x95\x01\x75\x08\x81\x01"  # a byte that is nothing
    b"\x95\x05\x75\x01\x05\x08\x19\x01\x29\x05\x91\x02"  # out: 5 lamps, a bit each
    b"\x95\x01\x75\x03\x91\x01"  # and 3 bits
    b"\x95\x06\x75\x08\x15\x00\x25\x65\x05\x07\x19\x00\x29\x65\x81\x00"  # 6 keys, a byte each
    b"\xc0"
)
_UP = bytes(8)


class UsbKeyboard:
    """`device`: machine.USBDevice(). Nothing happens before begin().

    `ready`: a computer has set it up, the `times`-th time. `lamps`: what it last said of Num Lock
    (1), Caps Lock (2) and others, None before.
    """

    def __init__(self, device: "UsbDevice") -> None:
        builtin: "UsbBuiltin" = device.BUILTIN_DEFAULT
        self.ready = False
        self.times = 0
        self.lamps: "int | None" = None
        self._device = device
        self._interface = builtin.itf_max  # the builtin ones' are before it
        self._endpoint = builtin.ep_max | _IN
        self._hid = b"\x09\x21\x11\x01\x00\x01\x22" + len(_KEYS).to_bytes(2, "little")
        self._report = bytearray(8)
        self._down = False  # it tells of a key, and is with the computer or on the way
        self._flying = False  # a report is
        self._owed = False  # that the key is up again, which could not be sent yet
        self._output = bytearray(1)
        self._idle = 0
        self._protocol = 1

    def begin(self) -> None:
        """The computer sees the fob go and come back, as a serial line and a keyboard."""
        device = self._device
        builtin = device.BUILTIN_DEFAULT
        device.active(False)
        device.builtin_driver = builtin
        device.config(
            builtin.desc_dev,
            self._configuration(builtin.desc_cfg),
            None,
            self._opened,
            self._reset,
            self._asked,
            self._done,
        )
        device.active(True)

    def _configuration(self, builtin: bytes) -> bytes:
        """The builtin interfaces, and behind them ours (USB 2.0, 9.6; HID 1.11, 7.1)."""
        ours = bytes((9, 4, self._interface, 0, 1, 3, 1, 1, 0))  # HID, boot, keyboard
        ours += self._hid
        ours += bytes((7, 5, self._endpoint, 3, 8, 0, 10))  # interrupt, 8 bytes, each 10 ms
        whole = bytearray(builtin) + ours
        whole[2:4] = len(whole).to_bytes(2, "little")
        whole[4] = self._interface + 1
        return bytes(whole)

    @property
    def busy(self) -> bool:
        """Whether the last key is not through yet."""
        if self._owed and not self._flying:
            self._owed = not self._submit(_UP)
        return self._flying or self._owed

    def press(self, modifiers: int, key: int) -> bool:
        """A key down and, as soon as the computer has that, up; False: it can't be sent. Not while
        it is busy."""
        self._report[0] = modifiers
        self._report[2] = key
        self._down = True  # before: it may be over at once
        if self._submit(self._report):
            return True
        self._forget()
        return False

    def _submit(self, report: "bytes | bytearray") -> bool:
        if not self.ready:
            return False
        self._flying = True
        try:
            if self._device.submit_xfer(self._endpoint, report):
                return True
        except OSError:  # the last one still waits for the computer, or USB is off
            pass
        self._flying = False
        return False

    def _forget(self) -> None:
        self._down = False
        self._report[0] = self._report[2] = 0

    # what USBDevice calls, between two steps of the program

    def _opened(self, descriptor: memoryview) -> None:
        self.ready = True
        self.times += 1

    def _reset(self) -> None:
        self.ready = False
        self.lamps = None
        self._flying = self._owed = False
        self._forget()
        self._idle = 0
        self._protocol = 1

    def _done(self, endpoint: int, result: int, count: int) -> bool:
        if endpoint != self._endpoint:
            return False
        self._flying = False
        if self._down:
            self._forget()
            self._owed = not self._submit(_UP)  # here: no key is down while the fob does others
        return True

    def _asked(self, stage: int, request: memoryview) -> "bool | bytes | bytearray":
        """A control request: False refuses it, True lets it go on, a buffer is the data."""
        kind, what, value, index, length = unpack_from("<BBHHH", request, 0)
        if index != self._interface:
            return False
        ask = kind << 8 | what
        if ask == _SET_REPORT:
            if value != _OUTPUT << 8 or length != 1:
                return False
            if stage == _ACK:
                self.lamps = self._output[0]
            return self._output if stage == _SETUP else True
        if ask == _SET_IDLE:
            self._idle = value >> 8
            return value & 0xFF == 0
        if ask == _SET_PROTOCOL:  # its reports are the same in both
            if value > 1:
                return False
            self._protocol = value
            return True
        data = self._told(ask, value)
        if data is None:
            return False
        return data if stage == _SETUP else True

    def _told(self, ask: int, value: int) -> "bytes | None":
        if ask == _GET_DESCRIPTOR:
            return {_HID: self._hid, _REPORT: _KEYS}.get(value >> 8)
        if ask == _GET_REPORT:
            now = {_INPUT << 8: bytes(self._report), _OUTPUT << 8: bytes((self.lamps or 0,))}
            return now.get(value)
        if ask == _GET_IDLE:
            return bytes((self._idle,))
        if ask == _GET_PROTOCOL:
            return bytes((self._protocol,))
        return None
