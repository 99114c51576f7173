"""The chip's USB, as MicroPython's machine.USBDevice over TinyUSB has it, and the computer that
it is plugged into.

It refuses what they refuse, and what they don't check though it can't go well: an endpoint that is
not open (TinyUSB writes to nowhere), a configuration changed under way, descriptors that no
computer takes, builtin interfaces left out. Sources: MicroPython 1.28, extmod/machine_usb_device.c
and shared/tinyusb; USB 2.0, 9; HID 1.11.
"""

import errno
from collections.abc import Callable, Generator
from dataclasses import dataclass
from struct import pack, unpack_from

from mfob.sim.errors import ModelError
from mfob.sim.parts import hidreport
from mfob.sim.parts.desk import MS, Desk

SETUP, DATA, ACK = 1, 2, 3  # stages of a control transfer
ITF_MAX, EP_MAX, STR_MAX = 2, 3, 5  # of MicroPython's CDC
_DEVICE, _CONFIGURATION, _INTERFACE, _ENDPOINT, _ASSOCIATION = 1, 2, 4, 5, 11
_HID, _REPORT = 0x21, 0x22
_LAST_EP = 16  # CFG_TUD_ENDPPOINT_MAX of an RP2040
_MOUNTING = 20 * MS  # from one step of enumeration to the next
GONE = 200 * MS  # that a computer takes to see it go and come back

# MicroPython's for an RP2040 (shared/tinyusb/mp_usbd_descriptor.c).
DESC_DEV = bytes.fromhex("12010002ef0201408a2e0500000101020301")
DESC_CFG = bytes.fromhex(
    "09024b00020100807d"
    "080b000202020000"
    "090400000102020004"
    "0524002001"
    "0524010001"
    "04240206"
    "0524060001"
    "07058103080001"
    "09040100020a000000"
    "07050202400000"
    "07058202400000"
)


@dataclass
class Event:
    """What happens to the program: reset, open (data: the descriptors), control (a: the stage,
    data: the request, more: what the computer sends), done (a: the endpoint, b: bytes)."""

    kind: str
    a: int = 0
    b: int = 0
    data: bytes = b""
    more: bytes = b""


Answer = bool | bytes | bytearray | None  # of a control event; None: of any other
Life = Generator[Event | None, Answer, None]


class Usb:
    """One chip's, from its reset on. `ticks()`: ns. on_gone() is called when the computer sees it
    go for GONE ns, and the serial line with it. The program calls config(), active() and
    submit(), and takes its events with go_on()."""

    def __init__(self, ticks: Callable[[], int], desk: Desk) -> None:
        self.desk = desk
        self.on_gone: Callable[[], None] = _nothing
        self.reports: list[bytes] = []  # that the computer took
        self.replugs = 0
        self.awake = True  # the computer asks for reports
        self.present = True  # there is one; else it is a charger
        self.mounted = False  # our interfaces, by a computer
        self._ticks = ticks
        self._builtin = False
        self._active = False
        self._trigger = False
        self._desc: tuple[bytes, bytes] | None = None
        self._open: dict[int, int] = {}  # endpoint: ns between two looks of the computer
        self._pending: dict[int, bytes] = {}
        self._looked = 0
        self._told: int | None = None  # of the lamps
        self._form: hidreport.Reports | None = None
        self._interface = -1
        self._life = self._live()
        next(self._life)

    # what the program calls

    @property
    def active(self) -> bool:
        """Whether the program's USB is on."""
        return self._active

    def set_builtin(self, default: bool) -> None:
        """machine.USBDevice.builtin_driver. OSError(EINVAL) while active."""
        if self._active:
            raise OSError(errno.EINVAL)
        self._builtin = default

    def config(self, desc_dev: bytes, desc_cfg: bytes) -> None:
        """machine.USBDevice.config()."""
        if self._active:
            raise ModelError("USB is configured while a computer may be at it")
        self._desc = (bytes(desc_dev), bytes(desc_cfg))

    def activate(self, on: bool) -> None:
        """machine.USBDevice.active(on). OSError(EINVAL): nothing was configured."""
        if on == self._active:
            return
        if on and not self._builtin and self._desc is None:
            raise OSError(errno.EINVAL)
        if on and not self._builtin:
            raise ModelError("without the builtin driver the serial line is gone")
        self._active = on
        self._trigger = True

    def submit(self, endpoint: int, data: bytes) -> None:
        """machine.USBDevice.submit_xfer() to the computer. OSError(EINVAL): not active,
        OSError(EBUSY): the last one is not through."""
        if not self._active or self._trigger:
            raise OSError(errno.EINVAL)
        if not 0 < endpoint & 0x7F < _LAST_EP:
            raise ValueError("ep")
        if endpoint not in self._open:
            raise ModelError(f"the endpoint {endpoint:#x} is not open")
        if endpoint in self._pending:
            raise OSError(errno.EBUSY)
        self._pending[endpoint] = bytes(data)

    def go_on(self, answer: Answer = None) -> Event | None:
        """What happens next; None: nothing for now. After a control event with its answer."""
        return self._life.send(answer)

    # what the computer does

    def _live(self) -> Life:
        yield None
        while True:
            if self._trigger:
                self._trigger = False
                self._drop()
                self.replugs += 1
                self.on_gone()
                yield Event("reset")
                yield from self._wait(GONE)
                if self._active and self._desc is not None and self.present:
                    yield from self._mount(*self._desc)
            elif self.mounted and self.desk.says and self._told != self.desk.lamps:
                yield from self._tell(self.desk.lamps)
            elif self._due():
                endpoint, data = self._pending.popitem()
                self._took(data)
                yield Event("done", endpoint, len(data))
            else:
                yield None

    def _drop(self) -> None:
        self.mounted = False
        self._open.clear()
        self._pending.clear()
        self._told = self._form = None
        self.desk.all_up()

    def _wait(self, ns: int) -> Life:
        until = self._now() + ns
        while self._now() < until and not self._trigger:
            yield None

    def _now(self) -> int:
        return self._ticks()

    def _due(self) -> bool:
        """Whether the computer asks for a report now, and gets one."""
        if not (self._pending and self.awake and self.present):
            return False
        now = self._now()
        if now - self._looked < max(self._open[ep] for ep in self._pending):
            return False
        self._looked = now
        return True

    def _took(self, data: bytes) -> None:
        assert self._form is not None
        self.reports.append(data)
        self.desk.pressed(self._form.pressed(data), self._now())

    def _mount(self, desc_dev: bytes, desc_cfg: bytes) -> Life:
        if desc_dev != DESC_DEV:
            raise ModelError("the device descriptor is not the builtin one: who would know it?")
        keyboard = check_configuration(desc_cfg)
        yield from self._wait(_MOUNTING)
        self._interface = keyboard.interface
        self._open = {keyboard.endpoint: keyboard.interval * MS}
        yield Event("open", data=keyboard.data)
        idle = yield from self._control(0x21, 0x0A, 0, 0)
        if idle is None:
            raise ModelError("a boot keyboard takes SET_IDLE")
        asked = keyboard.report_length
        report = yield from self._control(0x81, 6, _REPORT << 8, asked)
        if report is None or len(report) != asked:
            raise ModelError("the report descriptor has not the length that it is said to have")
        self._form = hidreport.parse(report)
        if self._form.input_bits != 64 or self._form.output_bits != 8:
            raise ModelError("a boot keyboard's reports have 8 bytes and 1 (HID 1.11, B.1)")
        self.mounted = True

    def _tell(self, lamps: int) -> Life:
        taken = yield from self._control(0x21, 9, 0x0200, 1, bytes((lamps,)))
        if taken is None:
            raise ModelError("the keyboard takes no word of the lamps")
        self._told = lamps

    def _control(
        self, kind: int, ask: int, value: int, length: int, out: bytes = b""
    ) -> Generator[Event | None, Answer, bytes | None]:
        """A control request to our interface; None: refused. Else the data that came."""
        return control(kind, ask, value, self._interface, length, out)


def _nothing() -> None:
    """Nobody cares."""


def control(
    kind: int, ask: int, value: int, index: int, length: int, out: bytes = b""
) -> Generator[Event | None, Answer, bytes | None]:
    """A control transfer, as TinyUSB hands it to the program. Ends with the data that came, None
    where it was refused."""
    request = pack("<BBHHH", kind, ask, value, index, length)
    answer = yield Event("control", SETUP, data=request)
    if answer is None or answer is False:
        return None
    if isinstance(answer, bool):
        if length:
            raise ModelError("a request with data is answered without a buffer")
    else:
        if not length:
            raise ModelError("a buffer for a request without data")
        if not kind & 0x80 and len(answer) < length:
            raise ModelError("the buffer is shorter than what comes")
        if not (yield Event("control", DATA, data=request, more=out)):
            return None
    if not (yield Event("control", ACK, data=request)):
        return None
    return b"" if isinstance(answer, bool) or not kind & 0x80 else bytes(answer[:length])


@dataclass
class Keyboard:
    """Where it is in a configuration, and what it says of itself."""

    interface: int = -1
    endpoint: int = -1
    interval: int = 0  # ms
    report_length: int = 0
    data: bytes = b""


def check_configuration(whole: bytes) -> Keyboard:
    """The keyboard in a configuration descriptor. ModelError: no computer would take it, or the
    builtin interfaces are not as they were."""
    if len(whole) < 9 or whole[0] != 9 or whole[1] != _CONFIGURATION:
        raise ModelError("no configuration descriptor")
    total, interfaces = unpack_from("<HB", whole, 2)
    if total != len(whole):
        raise ModelError(f"wTotalLength is {total}, but there are {len(whole)} bytes")
    if whole[5:9] != DESC_CFG[5:9] or whole[9 : len(DESC_CFG)] != DESC_CFG[9:]:
        raise ModelError("the builtin interfaces are not where they were")
    keyboard = Keyboard(data=whole[len(DESC_CFG) :])
    numbers = set(range(ITF_MAX))
    endpoints: set[int] = set()
    wanted = 0  # endpoints of the interface
    for one in descriptors(keyboard.data):
        if one[1] == _INTERFACE:
            if wanted:
                raise ModelError("an interface has fewer endpoints than it says")
            _, _, number, alternate, wanted, cls, sub, protocol, text = one
            if number in numbers or number != len(numbers):
                raise ModelError(f"the interface number {number} is not the next one")
            if (alternate, cls, sub, protocol) != (0, 3, 1, 1):
                raise ModelError("no boot keyboard")
            if text:
                raise ModelError(f"there is no string {text}")
            numbers.add(number)
            keyboard.interface = number
        elif one[1] == _HID:
            _, _, version, country, count, kind, length = unpack_from("<BBHBBBH", one)
            if len(one) != 9 or (version, country, count, kind) != (0x0111, 0, 1, _REPORT):
                raise ModelError("a HID descriptor that is none")
            if keyboard.interface < 0 or keyboard.endpoint >= 0:
                raise ModelError("the HID descriptor stands between interface and endpoint")
            keyboard.report_length = length
        elif one[1] == _ENDPOINT:
            _, _, address, kind, size, interval = unpack_from("<BBBBHB", one)
            if address & 0x7F < EP_MAX or address & 0x7F >= _LAST_EP or address in endpoints:
                raise ModelError(f"the endpoint {address:#x} is another's")
            if not address & 0x80 or kind != 3 or not 8 <= size <= 64 or interval != 10:
                raise ModelError("a keyboard's endpoint: interrupt, in, 8 to 64 bytes, 10 ms")
            endpoints.add(address)
            wanted -= 1
            keyboard.endpoint, keyboard.interval = address, interval
        else:
            raise ModelError(f"a descriptor of the kind {one[1]}")
    if wanted or interfaces != len(numbers):
        raise ModelError("not as many interfaces or endpoints as is said")
    if keyboard.endpoint < 0 or not keyboard.report_length:
        raise ModelError("there is no keyboard")
    return keyboard


_LENGTHS = {_INTERFACE: 9, _ENDPOINT: 7, _HID: 9}


def descriptors(data: bytes) -> list[bytes]:
    """One by one. ModelError: a length that can't be."""
    found = []
    while data:
        if len(data) < 2 or data[0] != _LENGTHS.get(data[1]) or data[0] > len(data):
            raise ModelError(f"a descriptor of {data[0]} bytes, of which {len(data)} are there")
        found.append(data[: data[0]])
        data = data[data[0] :]
    return found
