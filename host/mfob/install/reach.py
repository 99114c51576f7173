"""The board's port before the installation and after it: found, brought to its prompt, heard."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from mfob import discover, hostclock, portadvice, trace
from mfob.board_prompt import waits
from mfob.device import Fob
from mfob.discover import Place
from mfob.errors import NO_FOB, HostError
from mfob.exchange import Timing
from mfob.install import image
from mfob.install.wish import Hello, Person, Wish
from mfob.link import Link
from mfob.serialport import PortLost, SerialPort

RESETS = 12.0  # seconds for a fob to come to its prompt, or a Pico from its loader
_AT_ONCE = 0.4  # seconds in which a board that waits at its prompt says so
_GREETED = 1.5  # seconds in which a fob answers a greeting
_STARTS = 40.0  # seconds for the fob to answer, three crashes and the former firmware included
_LOOK = 0.1


def locate(wish: Wish) -> Place:
    """The port of -p, or the only one that may be a board's."""
    if wish.port is not None:
        return discover.at(wish.port)
    places = discover.scan()
    if len(places) == 1:
        return places[0]
    if places:
        listed = "".join(f"\n  {place.path}" for place in places)
        message = f"Several boards are here, choose one with -p:{listed}"
        raise HostError(message, "several_fobs", NO_FOB)
    if image.drive() is not None:
        raise image.no_image(wish.board)
    if image.loader_waits():
        raise image.not_mounted()
    raise HostError(portadvice.none_found(), "no_fob", NO_FOB)


def from_loader(wish: Wish, person: Person) -> Place:
    """Copies the image to a Pico in its loader; the port that it then has."""
    assert wish.uf2 is not None
    image.check_uf2(wish.uf2)
    folder = image.drive()
    if folder is None:
        raise image.not_mounted() if image.loader_waits() else image.no_drive()
    before = {place.path for place in discover.scan()}
    person.tell(f"Copying {wish.uf2.name} to {folder} ...")
    image.copy_uf2(wish.uf2, folder)
    until = time.monotonic() + RESETS
    while time.monotonic() < until:
        new = [place for place in discover.scan() if place.path not in before]
        if wish.port is not None:
            with suppress(HostError):
                return discover.at(wish.port)
        elif new:
            return new[0]
        time.sleep(_LOOK)
    raise HostError(
        "The Pico has the image, but no port of it came up: unplug it, plug it in and run"
        " `mfob install`.",
        "no_port",
        NO_FOB,
    )


def to_prompt(
    place: Place,
    given: str | None,
    person: Person,
    event: Callable[[str], None],
    say: trace.Trace,
) -> Hello | None:
    """Sends a running fob into maintenance, after the press; None where no fob answers."""
    now = hostclock.steady(given)
    port = opened(place, 0)
    try:
        if waits(port, _AT_ONCE, now):
            return None
    except PortLost:
        return None
    finally:
        port.close()
    try:
        # Seldom: what a program there does not read fills the board's buffer, and then no Ctrl-C
        # comes through.
        timing = Timing(repeat=_GREETED / 3, patience=_GREETED, now=now)
        hello = _greet(place, timing, say)
    except HostError as error:
        if error.code in ("silent", "lost"):
            return None
        if error.code == "protocol":
            raise HostError(
                "The fob's firmware is too far from this mfob to be asked: hold ok while you plug"
                " it in, then run `mfob install` again.",
                "protocol",
            ) from None
        raise
    person.tell(f"The fob runs firmware {hello.firmware}; its accounts stay as they are.")
    try:
        with Fob.open(given or place.path, event, say) as fob:
            fob.maintenance()
    except HostError as error:
        if error.code != "silent":  # it has restarted before its answer was read
            raise
    return hello


def opened(place: Place, seconds: float) -> SerialPort:
    """The place's port, waited for: a board that resets takes its port away for a moment."""
    until = time.monotonic() + seconds
    opener = discover.opener(place)
    while True:
        try:
            return opener()
        except HostError as error:
            if error.code != "no_port" or time.monotonic() > until:
                raise
            time.sleep(_LOOK)


def awaited(
    place: Place, slot: str, now: Callable[[], float], person: Person, say: trace.Trace
) -> Hello:
    """The fob, once it answers with the firmware of a place."""
    person.tell("Restarting ...")
    until = now() + _STARTS
    hello = None
    while now() < until and hello is None:
        try:
            hello = _greet(place, Timing(now=now), say)
        except HostError:
            _not_held(place, now)
    if hello is None:
        raise HostError(
            "The firmware is on the board, but no fob answers: check the wiring of its parts"
            " (boards/NAME/README.md), unplug it, plug it in and see `mfob info`.",
            "silent",
            NO_FOB,
        )
    if hello.place not in ("", slot):
        raise HostError(
            "The new firmware does not start on this board: the fob runs its former one again,"
            f" {hello.firmware}, with all that is on it. Its file crash.log says why.",
            "fell_back",
        )
    return hello


def _greet(place: Place, timing: Timing, say: trace.Trace) -> Hello:
    """The fob's hello. Raises HostError."""
    link = Link(discover.opener(place), say=say, timing=timing)
    try:
        told = link.greet()
    finally:
        link.close()
    names = ("firmware", "board", "id", "slot")
    return Hello(place.path, *(str(told.get(name, "")) for name in names))


def _not_held(place: Place, now: Callable[[], float]) -> None:
    """Raises HostError "held" where the board is at its prompt in place of being a fob."""
    held = False
    with suppress(HostError, PortLost):
        port = opened(place, 0)
        try:
            held = waits(port, _AT_ONCE, now)
        finally:
            port.close()
    if held:
        raise HostError(
            "The firmware is on the board, which came to its prompt again: let go of its buttons,"
            " unplug it and plug it in.",
            "held",
        )
