"""The host program as its own process, the whole firmware in the virtual fob, a finger between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mfob.sim.client import Sim
from mfob.sim.errors import SimError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0  # s for any command


class Result:
    """What a command printed and how it ended; `asked`: the consent screens on the way to it."""

    def __init__(
        self, code: int, out: str, err: str, asked: list[list[str]] | None = None
    ) -> None:
        self.code, self.out, self.err = code, out, err
        self.asked = asked or []

    @property
    def json(self) -> Any:
        """stdout as one JSON object, and nothing else there."""
        return json.loads(self.out)

    def __repr__(self) -> str:
        screens = "".join(f"asked: {' | '.join(lines)}\n" for lines in self.asked)
        return f"exit {self.code}\n{self.out}\n{self.err}\n{screens}"


class Bench:
    """A virtual fob on the bench, and the host program beside it."""

    def __init__(
        self, sim: Sim, now: Callable[[], float] = time.monotonic, patience: float = PATIENCE
    ) -> None:
        self.sim = sim
        self.now = now  # a person's time at this fob, in seconds
        self.patience = patience

    def start(self, *args: str, stdin: str | bytes = "", **more: str) -> subprocess.Popen[bytes]:
        """The host program under way, told to use this fob."""
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'host'}:{ROOT / 'firmware'}", **more}
        process = subprocess.Popen(
            [sys.executable, "-m", "mfob", "-p", f"sim:{self.sim.state.path}", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env=environment,
        )
        assert process.stdin
        process.stdin.write(stdin.encode() if isinstance(stdin, str) else stdin)
        process.stdin.close()
        process.stdin = None
        return process

    def stand(self) -> None:
        """Stops the world within a period, before the next code is beside its own.

        The clock chip's seconds begin when they do: at a period's end it may stand before it, and
        the code before would stay on the screen.
        """
        wait_until(
            lambda: 2 <= self.sim.utc() % 30 < 19, "middle of a period", max(60.0, self.patience)
        )
        self.sim.stop_time()

    def run(self, *args: str, stdin: str | bytes = "", press: str = "") -> Result:
        """A command to its end; `press`: the button that answers each consent screen."""
        process = self.start(*args, stdin=stdin)
        asked = self.answer(process, press) if press else []
        result = finish(process, self.patience)
        result.asked = asked
        if press and not asked:
            raise AssertionError(f"the fob asked nothing\n{result}")
        return result

    def answer(self, process: subprocess.Popen[bytes], button: str = "ok") -> list[list[str]]:
        """Presses the button at consent screens, page by page, until the command has ended.

        Returns the lines of each screen that it pressed at.
        """
        until = time.monotonic() + self.patience
        asked: list[list[str]] = []
        seen = -1  # changes of the display
        lines: list[str] = []
        since = 0.0
        pressed = None  # when
        while process.poll() is None and time.monotonic() < until:
            now = self.now()
            changes = self.sim.look(seen)["changes"]
            if changes != seen:
                seen, since, pressed = changes, now, None
                lines = self.sim.text()
            # A person's eyes: the fob takes no press within 300 ms of drawing a question.
            # Nothing comes of a press that was too long for one, on a busy computer: once more.
            elif now - (pressed or since) > (2.0 if pressed else 0.4) and any(
                "next = no" in x or "back = no" in x for x in lines
            ):
                if not pressed:
                    asked.append(lines)
                self.sim.press(button)
                pressed = now
            time.sleep(0.02)
        return asked

    def code_on_screen(self) -> str:
        """The digits that the pixels show."""
        return code_of(self.sim.text())

    def accounts(self) -> list[dict[str, Any]]:
        """As `mfob list --json` tells."""
        result = self.run("list", "--json")
        assert result.code == 0, result
        return result.json["accounts"]

    def add_uri(self, uri: str, *args: str) -> Result:
        """Adds an address over stdin, pressing ok."""
        return self.run("add", "-", *args, stdin=uri + "\n", press="ok")


def finish(process: subprocess.Popen[bytes], patience: float = PATIENCE) -> Result:
    """Waits for a command's end, bounded."""
    try:
        out, err = process.communicate(timeout=patience + 15)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        raise AssertionError(f"did not end: {out!r} {err!r}") from None
    return Result(process.returncode, out.decode(), err.decode())


def code_of(lines: list[str]) -> str:
    """The code among a screen's lines."""
    for line in lines:
        digits = line.replace(" ", "")
        if digits.isdigit() and len(digits) >= 5:
            return digits
    return ""


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 10.0) -> None:
    """Waits for a condition, bounded."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"no {what} within {seconds} s")
        time.sleep(0.02)


def oathtool(secret: str, utc: int, digits: int = 6, period: int = 30) -> str:
    """The code by an independent program."""
    command = [
        "oathtool", "--base32", "--totp", f"--digits={digits}", f"--time-step-size={period}s",
        f"--now=@{utc}", "-",
    ]  # fmt: skip
    done = subprocess.run(command, input=secret, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Starts virtual fobs, each with its folder: bench(name="fob", **options of Sim.start)."""
    started: list[Sim] = []

    def start(name: str = "fob", **options: Any) -> Bench:
        sim = Sim.start(tmp_path / name, lease=True, **options)
        started.append(sim)
        return Bench(sim)

    yield start
    for sim in started:
        try:
            sim.stop()
        except SimError as error:
            raise AssertionError(f"the virtual fob did not end well: {error}") from None


@pytest.fixture
def fob(bench: Callable[..., Bench]) -> Bench:
    """One virtual fob whose clock is set."""
    return bench(rtc_set=True)
