"""Where fobs are: ports by USB id, a handshake to tell a fob from a stranger, virtual fobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mfob import trace, usbids
from mfob.errors import NO_FOB, HostError
from mfob.exchange import Timing
from mfob.hostclock import sim_dir
from mfob.link import Link
from mfob.serialport import SerialPort

_PROBE = Timing(patience=1.5)  # a stranger among several ports is not waited for long


@dataclass(frozen=True)
class Place:
    """Where a fob may be. `uart`: behind a USB-UART chip; `serial`: the USB serial number."""

    path: str
    uart: bool = False
    serial: str | None = None


@dataclass(frozen=True)
class Found:
    """A fob that answered. `id` is 16 hex digits."""

    port: str
    id: str
    board: str
    firmware: str


def scan() -> list[Place]:
    """The ports whose USB id a fob may have, by path. Nothing is opened."""
    from serial.tools import list_ports

    places = []
    for port in list_ports.comports():
        if usbids.name(port.vid, port.pid):
            uart = usbids.uart(port.vid, port.pid)
            places.append(Place(port.device, uart, port.serial_number or None))
    return sorted(places, key=lambda place: place.path)


def at(port: str) -> Place:
    """The place that -p names: a path, `sim` or `sim:DIR`.

    Raises HostError "no_sim", or "no_power" for a virtual fob that is switched off.
    """
    folder = sim_dir(port)
    if folder is None:
        known = [place for place in scan() if place.path == port]
        return known[0] if known else Place(port)
    link = folder / "port"
    if link.exists():
        return Place(str(link))
    from mfob.sim.state import StateDir

    if StateDir(folder).running():
        message = f"The virtual fob in {folder} has no power: `mfob sim power on` gives it some."
        raise HostError(message, "no_power", NO_FOB)
    message = f"No virtual fob runs in {folder}: `mfob sim start` starts one."
    raise HostError(message, "no_sim", NO_FOB)


def probe(place: Place, say: trace.Trace = trace.silent) -> Found | HostError:
    """The fob that answers there, or why none does."""
    try:
        link = Link(opener(place), say=say, timing=_PROBE)
    except HostError as error:
        return error
    try:
        hello = link.greet()
    except HostError as error:
        return error
    finally:
        link.close()
    return Found(place.path, str(hello["id"]), str(hello["board"]), str(hello["firmware"]))


def the_only(say: trace.Trace = trace.silent) -> Place:
    """The one place where a fob is. Raises HostError "no_fob" or "several_fobs"."""
    places = scan()
    if not places:
        raise HostError(
            "No fob found: plug it in, or name its port with -p (`-p sim` is the virtual one).",
            "no_fob",
            NO_FOB,
        )
    if len(places) == 1:
        return places[0]
    answers = [(place, probe(place, say)) for place in places]
    found = [(place, fob) for place, fob in answers if isinstance(fob, Found)]
    if len(found) == 1:
        return found[0][0]
    if found:
        listed = "".join(f"\n  {fob.port}  {fob.board}  {fob.id}" for _, fob in found)
        message = f"Several fobs are here, choose one with -p:{listed}"
        raise HostError(message, "several_fobs", NO_FOB)
    listed = "".join(f"\n  {place.path}: {why}" for place, why in answers)
    raise HostError(f"None of these ports has a fob that answers:{listed}", "no_fob", NO_FOB)


def opener(place: Place) -> Callable[[], SerialPort]:
    """Opens the place's port; after a loss also under the new path of the same USB device."""

    def opened() -> SerialPort:
        try:
            return SerialPort(place.path, place.uart)
        except HostError as error:
            if error.code != "no_port" or place.serial is None:
                raise
            for other in scan():
                if other.serial == place.serial and other.uart == place.uart:
                    return SerialPort(other.path, other.uart)
            raise

    return opened
