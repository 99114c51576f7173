"""A board with a colour display, a battery, an LED and three buttons, by what a client asks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from mfob.cli.main import cli as command
from mfob.sim.circuit import load_board
from mfob.sim.client import Sim
from mfob.sim.errors import SimError
from mfob.sim.machine import Machine, Options
from mfob.sim.state import StateDir
from mfob.sim.verbs import Verbs
from sim.bench import Bench
from sim.colourboard import SET_UP, board

DRAWN = (
    SET_UP
    + "command(0x11)\ntime.sleep_ms(130)\ncommand(0x3a, 0x55)\ncommand(0x21)\ncommand(0x29)\n"
    + "command(0x2a, 0, 52, 0, 186)\ncommand(0x2b, 0, 40, 1, 23)\n"
    + "command(0x2c)\ncs(0)\ndc(1)\nspi.write(bytes(64_800 // 2))\nspi.write(bytes(64_800 // 2))\n"
    + "cs(1)\ncommand(0x2c, 0x07, 0xe0)\nlight = PWM(Pin(25), freq=1000, duty_u16=9000)\n"
    + "led = Pin(19, Pin.OUT, value=0)\nprint('drawn')\n"
)
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(bench: Callable[..., Bench], tmp_path: Path) -> Ask:
    """ask(verb, **arguments) on a fob that shows one green pixel."""
    fob = bench(DRAWN + "time.sleep(60)\n", board=board(tmp_path))
    verbs = Verbs(fob.machine, {})
    fob.printed("drawn")

    def asked(verb: str, **arguments: Any) -> dict[str, Any]:
        answers: list[dict[str, Any]] = []
        verbs.serve({"do": verb, **arguments}, answers.append)
        fob.until(lambda: bool(answers))
        return answers[0]["ok"]

    return asked


def test_status(ask: Ask) -> None:
    status = ask("status")
    assert status["display"]["on"] is True and status["display"]["backlight"] == 9000
    assert status["spi_bytes"] > 64_800 and status["bus_bytes"] == 0
    assert status["led"] is True
    assert status["buttons"] == {"ok": False, "next": False, "back": False}
    assert status["battery"] == {"mv": 4000, "percent": 78, "plugged": True}


def test_the_picture_comes_in_its_colours(ask: Ask, tmp_path: Path) -> None:
    picture = Sim.picture_of(ask("picture"))
    assert (picture.width, picture.height) == (240, 135)
    assert picture.colours is not None and len(picture.colours) == 3 * 240 * 135
    assert sum(row.bit_count() for row in picture.rows) == 1
    assert picture.colour(0, 134)[1] == 255 and picture.pixel(0, 134)
    picture.save_png(tmp_path / "green.png", 1)
    with Image.open(tmp_path / "green.png") as image:
        assert image.getpixel((4, 4 + 134)) == picture.colour(0, 134)


def test_the_battery_s_charge(ask: Ask) -> None:
    assert ask("battery", percent=50)["mv"] == 3840  # of the curve's source
    assert ask("battery", mv=3710)["percent"] == 15
    assert ask("status")["battery"]["mv"] == 3710
    with pytest.raises(SimError, match="mV"):
        ask("battery", mv=5000)


def test_a_press_goes_by_its_role(ask: Ask) -> None:
    ask("press", button="back", ms=20)
    ask("hold", button="back")
    assert ask("status")["buttons"]["back"] is True
    with pytest.raises(SimError, match="ok, next, back"):
        ask("press", button="up")


def test_a_board_without_a_battery_says_so(bench: Callable[..., Bench]) -> None:
    fob = bench("import time\ntime.sleep(60)\n")
    verbs = Verbs(fob.machine, {})
    with pytest.raises(SimError, match="no battery"):
        verbs.serve({"do": "battery"}, lambda _: None)


def test_the_command(tmp_path: Path) -> None:
    state = tmp_path / "fob"
    options = ("--state", str(state))
    given = {"board": board(tmp_path), "wait": False, "blank": True, "lease": True}
    with Sim.start(state, **given):
        run = CliRunner().invoke
        told = run(command, ["sim", "battery", "--percent", "15", *options])
        assert told.output == "3710 mV, 15 %, plugged in\n"
        told = run(command, ["sim", "battery", "--mv", "3300", *options, "--json"])
        assert json.loads(told.output)["battery"]["mv"] == 3300
        assert "3300 mV" in run(command, ["sim", "status", *options]).output
        both = ["sim", "battery", "--mv", "3300", "--percent", "1", *options]
        assert run(command, both).exit_code == 2
        run(command, ["sim", "power", "battery", *options])
        assert "feeds the fob" in run(command, ["sim", "battery", *options]).output


def test_an_esp32_is_not_stood_for_by_an_rp2040(tmp_path: Path) -> None:
    state = StateDir(tmp_path / "fob")
    state.take()
    try:
        with pytest.raises(SimError, match="has an esp32"):
            Machine(state, Options(chip="rp2040", board=board(tmp_path, chip="esp32")))
    finally:
        state.leave()


@pytest.mark.parametrize("name", ["tdisplay", "m5stickc_plus2", "waveshare_lcd_096"])
def test_the_boards_parts_have_models(bench: Callable[..., Bench], name: str) -> None:
    """On MicroPython of the computer, whatever chip the board has."""
    fob = bench("print('up')\nimport time\ntime.sleep(60)\n", board=name)
    fob.printed("up")
    spec = load_board(name)["display"]
    picture = fob.machine.circuit.picture()
    assert (picture.width, picture.height) == (spec["width"], spec["height"])
    assert picture.colours is not None and picture.blank()
