"""The two ways to MicroPython's prompt, and what comes of crashes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import serial

from e2e.conftest import Bench, wait_until
from mfob.device import Fob

FIRMWARE = Path(__file__).resolve().parents[2] / "firmware"


def heard(fob: Bench, text: bytes, seconds: float = 8.0) -> bool:
    """Whether a text comes over the port."""
    data = b""
    until = time.monotonic() + seconds
    with serial.Serial(fob.sim.port, timeout=0.1, exclusive=True) as port:
        while time.monotonic() < until and text not in data:
            data += port.read(4096)
    return text in data


def broken(folder: Path, start: str) -> Path:
    """A copy of the firmware with another start.py."""
    shutil.copytree(FIRMWARE, folder / "broken", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "broken" / "start.py").write_text(start)
    return folder / "broken"


def test_the_button_held_at_power_on(fob: Bench) -> None:
    fob.sim.power_cut()
    fob.sim.hold("ok")
    fob.sim.power_on(wait=False)
    assert heard(fob, b">>> ")
    fob.sim.release("ok")
    fob.sim.power_cut()
    fob.sim.power_on()
    assert fob.run("info").code == 0


def test_another_button_does_not(fob: Bench) -> None:
    fob.sim.power_cut()
    fob.sim.hold("next")
    fob.sim.power_on()
    fob.sim.release("next")
    assert fob.run("info").code == 0


def test_for_the_left_hand_it_is_the_same_button(fob: Bench) -> None:
    """That with OK on it: what changes places is what the buttons mean on the screens."""
    assert fob.run("config", "hand", "left", press="ok").code == 0
    fob.sim.power_cut()
    fob.sim.hold("ok")
    fob.sim.power_on(wait=False)
    assert heard(fob, b">>> ")
    fob.sim.release("ok")
    fob.sim.power_cut()
    fob.sim.hold("next")
    fob.sim.power_on()
    fob.sim.release("next")
    assert fob.run("config", "hand").out.split()[:2] == ["hand", "left"]


def test_by_request_only_with_a_press_and_once(fob: Bench) -> None:
    def asked(press: str) -> None:
        import threading

        def finger() -> None:
            fob.sim.wait_screen("Maintenance")
            wait_until(lambda: "ok = yes" in "\n".join(fob.sim.text()), "the question")
            time.sleep(0.5)  # it takes no press within 300 ms
            fob.sim.press(press)

        thread = threading.Thread(target=finger)
        thread.start()
        with Fob.open(fob.sim.port) as one:
            try:
                one._link.request({"do": "maintenance"})
            except Exception as error:
                assert getattr(error, "code", "") in ("refused", "lost", "silent"), error
        thread.join()

    asked("next")
    assert fob.sim.status()["resets"] == 0
    asked("ok")
    wait_until(lambda: fob.sim.status()["resets"] == 1, "reset")
    assert heard(fob, b">>> ")
    fob.sim.power_cut()
    fob.sim.power_on()
    assert fob.run("info").code == 0


def test_three_crashes_end_in_a_screen_that_names_the_button(
    bench: Callable[..., Bench], tmp_path: Path
) -> None:
    firmware = broken(tmp_path, "def main():\n    raise RuntimeError('broken')\n")
    fob = bench(firmware=firmware, wait=False)
    fob.sim.wait_screen("FIRMWARE FAILS", 10)
    fob.sim.wait_screen("Hold button OK")  # it may have been read while it was drawn
    assert fob.sim.status()["resets"] == 3
    fob.sim.power_cut()
    fob.sim.hold("ok")
    fob.sim.power_on(wait=False)
    assert heard(fob, b">>> ")
    fob.sim.release("ok")
