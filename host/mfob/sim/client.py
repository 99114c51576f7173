"""The library's hand on a running virtual fob: press, look, let time pass, cut the power."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from zlib import decompress

from mfob.sim.control import with_short_path
from mfob.sim.errors import SimError
from mfob.sim.picture import Picture
from mfob.sim.readback import Item
from mfob.sim.state import StateDir, default_dir
from mfob.sim.world import SECOND

_PATIENCE = 90.0  # s for an answer; a press may last a minute
_LOOK = 0.02  # s between two looks


class Sim:
    """The virtual fob of a state folder (None: the default one). Every call may raise SimError:
    if none runs there, and if the firmware did to a part what the part would not accept."""

    def __init__(self, state: Path | str | None = None) -> None:
        self.state = StateDir(Path(state) if state is not None else default_dir())
        self._process: subprocess.Popen[bytes] | None = None  # if this object started it

    @classmethod
    def start(cls, state: Path | str | None = None, **options: Any) -> Sim:
        """Start one in the background and wait until it answers; options as launch.start()."""
        from mfob.sim import launch

        sim = cls(state)
        sim._process = launch.start(sim, **options)
        return sim

    def __enter__(self) -> Sim:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def port(self) -> str:
        """The serial port to open: a link that stays the same over power cuts."""
        return str(self.state.port)

    # buttons

    def press(self, button: str, ms: int = 150) -> None:
        """Press and release; returns after the release. ms: of the world's time."""
        self._ask("press", button=button, ms=ms)

    def tap(self, button: str, ms: int = 150) -> None:
        """As press(), without waiting for the release."""
        self._ask("press", button=button, ms=ms, wait=False)

    def hold(self, button: str) -> None:
        """Press and stay."""
        self._ask("hold", button=button)

    def release(self, button: str) -> None:
        """Let go."""
        self._ask("release", button=button)

    # the display

    def text(self) -> list[str]:
        """The lines of text that the pixels show."""
        return [str(line) for line in self._ask("text")["lines"]]

    def items(self) -> list[Item]:
        """Each piece of text with its place and font."""
        return [Item(*item) for item in self._ask("text")["items"]]

    def picture(self) -> Picture:
        """The pixels, as seen."""
        return self.picture_of(self._ask("picture"))

    def look(self, seen: int | None = None) -> dict[str, Any]:
        """What is to be seen: changes, utc, standing, power, fault; and the pixels, for
        picture_of(), if the display has changed since `seen`. Never raises for a fault."""
        answer = self._call("picture", since=seen)
        return {**answer["ok"], "fault": answer["fault"]}

    @staticmethod
    def picture_of(answer: dict[str, Any]) -> Picture:
        """The picture in an answer of look()."""
        pixels, colours = bytes.fromhex(answer["pixels"]), None
        if "colours" in answer:
            colours = decompress(b64decode(answer["colours"]))
        return Picture.from_bytes(answer["width"], answer["height"], pixels, colours)

    def png(self, path: Path | str, scale: int = 4) -> None:
        """Write what is seen as a PNG."""
        self.picture().save_png(path, scale)

    def wait_screen(
        self, wanted: Callable[[list[str]], bool] | str, seconds: float = 5.0
    ) -> list[str]:
        """Wait until the text satisfies wanted (a str: occurs in it); returns the lines.

        Raises SimError with what is on the screen when `seconds` of the computer's are over.
        """
        until = time.monotonic() + seconds
        seen = None
        lines: list[str] = []
        while True:
            answer = self._ask("picture", since=seen)
            if answer["changes"] != seen:
                seen = answer["changes"]
                lines = self.text()
                if wanted in "\n".join(lines) if isinstance(wanted, str) else wanted(lines):
                    return lines
            if time.monotonic() > until:
                shown = " | ".join(lines) or "nothing that can be read"
                raise SimError(
                    f"the screen did not become as wanted in {seconds} s; it shows: {shown}"
                )
            time.sleep(_LOOK)

    # time

    def utc_ns(self) -> int:
        """The world's UTC in nanoseconds since 1970."""
        return int(self._call("utc")["ok"]["utc_ns"])

    def ticks(self) -> float:
        """The world's ticks in seconds."""
        return int(self._call("utc")["ok"]["ticks_ns"]) / SECOND

    def utc_ms(self) -> int:
        """The world's UTC in milliseconds."""
        return self.utc_ns() // 1_000_000

    def utc(self) -> int:
        """The world's UTC in whole seconds."""
        return self.utc_ns() // SECOND

    def set_time(self, utc: int | float) -> None:
        """Seconds since 1970. Later than now: the time between passes, for all clocks."""
        self._ask("time", set=round(utc * SECOND))

    def advance(self, seconds: int | float) -> None:
        """Let so much time pass at once."""
        self._ask("time", advance=round(seconds * SECOND))

    def change_time(
        self,
        set_: int | None = None,
        advance: Fraction | None = None,
        rate: Fraction | None = None,
        stop: bool | None = None,
    ) -> dict[str, Any]:
        """Several changes at once (set_ in ns), and how time is then: utc_ns, standing, rate."""
        changes: dict[str, Any] = {}
        if set_ is not None:
            changes["set"] = set_
        if advance is not None:
            changes["advance"] = round(advance * SECOND)
        if rate is not None:
            changes["rate"] = str(rate)
        if stop is not None:
            changes["stop"] = stop
        return dict(self._call("time", **changes)["ok"])

    def stop_time(self) -> None:
        """UTC and the RTC stand; the processor's ticks go on."""
        self._ask("time", stop=True)

    def go(self) -> None:
        """UTC runs again."""
        self._ask("time", stop=False)

    def set_rate(self, rate: int | float | str) -> None:
        """So many seconds of the world in one of the computer's."""
        self._ask("time", rate=str(rate))

    def rtc(self, **changes: Any) -> dict[str, Any]:
        """The RTC's state, after changes: ppb, set and shift (ns), running and battery (bool),
        celsius (thousandths), flip (register, bit), fail (so many of its next transfers, -1 all),
        stuck (bool: the whole bus)."""
        return dict(self._ask("rtc", **changes))

    # power, flash, the rest

    def power_cut(self) -> None:
        """Pull the plug."""
        self._call("power", on=False)

    def power_on(self, wait: bool = True) -> None:
        """Plug it in; wait: until the firmware answers on the port."""
        self._call("power", on=True)
        if wait:
            from mfob.sim import launch

            launch.wait_answer(self)

    def power_battery(self) -> None:
        """Pull the plug of a board that has a battery; where it was off, switch it on."""
        self._call("power", battery=True)

    def battery(self, **changes: int) -> dict[str, Any]:
        """The battery's mv and percent, and whether the board is plugged in; after changes: mv
        or percent."""
        return dict(self._call("battery", **changes)["ok"])

    def keyboard(self, **changes: Any) -> dict[str, Any]:
        """What the fob has typed, as the computer reads it: connected, text, and the computer's
        layout, system, num and caps; after changes: those four, clear and awake (bool)."""
        return dict(self._ask("keyboard", **changes))

    def flash_steps(self) -> int:
        """Programs of a page and erases of a sector since the start."""
        return int(self._call("flash")["ok"]["steps"])

    def cut_at(self, step: int, torn: bool = False) -> None:
        """The power will go at the step-th flash step from now; torn: half of that one is done."""
        self._call("flash", cut_in=step, torn=torn)

    def status(self) -> dict[str, Any]:
        """All there is to know; never raises for a fault of the firmware."""
        return dict(self._call("status")["ok"])

    def wait_off(self, seconds: float = 5.0) -> None:
        """Wait for the cut that was armed."""
        until = time.monotonic() + seconds
        while self.status()["power"]:
            if time.monotonic() > until:
                raise SimError(f"the virtual fob still has power after {seconds} s")
            time.sleep(_LOOK)

    def stop(self) -> None:
        """End the virtual fob; what is on flash and in the RTC stays. Fine if none runs."""
        try:
            self._call("stop")
        except SimError:
            if self.state.running():
                raise
            return
        until = time.monotonic() + 10
        while self.state.running():
            if time.monotonic() > until:
                raise SimError("the virtual fob did not end")
            time.sleep(_LOOK)
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process.wait()

    def _ask(self, verb: str, **arguments: Any) -> dict[str, Any]:
        """A call that fails too where a part's model has stopped the fob."""
        answer = self._call(verb, **arguments)
        if answer.get("fault"):
            raise SimError(f"The virtual fob has stopped: {answer['fault']}", "sim_fault")
        return dict(answer["ok"])

    def _call(self, verb: str, **arguments: Any) -> dict[str, Any]:
        line = json.dumps({"do": verb, **arguments}).encode() + b"\n"
        try:
            answer = json.loads(self._exchange(line))
        except (OSError, ValueError):
            raise SimError(
                f"No virtual fob runs in {self.state.path}: `mfob sim start` starts one.", "no_sim"
            ) from None
        if "error" in answer:
            raise SimError(str(answer["error"]))
        return dict(answer)

    def _exchange(self, line: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_PATIENCE)
            with_short_path(self.state.socket, connection.connect)
            connection.sendall(line)
            received = bytearray()
            while not received.endswith(b"\n"):
                data = connection.recv(65536)
                if not data:
                    break
                received += data
        return bytes(received)
