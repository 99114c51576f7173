"""What a board's data must keep to, and what its chip can do with which pin: complaints as text.

RP2040: its data sheet, "GPIO Functions". ESP32: its data sheet, "Pins" and "Strapping Pins"; what
goes to SPI through the GPIO matrix takes 26.67 MHz at most. ST7735S V1.4: a write cycle of 66 ns;
ST7789V V1.6: of 16 ns; their memories 132x162 and 240x320.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

FIELDS = {
    "name", "title", "chip", "host_can_dump", "micropython", "i2c", "spi", "display", "rtc",
    "buttons", "led", "battery", "power", "on_board",
}  # fmt: skip
PARTS = {"display", "rtc", "buttons", "led", "battery", "power"}
ONE_BIT = {"ssd1306": {32, 64}, "sh1106": {64}}  # heights at a width of 128
COLOUR = {"st7735s": (132, 162, 15_000_000), "st7789": (240, 320, 62_500_000)}
CLOCKS = {  # I2C address, the fastest bus, the least ppm that a data sheet promises
    "ds3231": (0x68, 400_000, 2),
    "ds1307": (0x68, 100_000, 20),
    "pcf8563": (0x51, 400_000, 20),
    "bm8563": (0x51, 400_000, 20),
}
# free to be used: not the flash's, not the line to the computer; 20, 24, 28 to 31 do not exist
ESP32_PINS = {0, 2, 4, 5, *range(12, 20), 21, 22, 23, 25, 26, 27, *range(32, 40)}
ESP32_INPUTS = set(range(34, 40))  # no outputs, no pulls
ESP32_ADC = set(range(32, 40))  # ADC1; ADC2 is the radio's too
ESP32_STRAPS = {0, 2, 5, 12, 15}  # read at reset
ESP32_LOADER = 0  # low at reset: the loader starts
ESP32_RTC = {0, 2, 4, *range(12, 16), 25, 26, 27, *range(32, 40)}  # what works in deep sleep
ESP32_SPI = 26_670_000
RP2_PINS = set(range(30))
RP2_ADC = {26, 27, 28, 29}


def pins(board: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """(number, direction "in", "out", "bus" or "adc", field) of every pin that is named."""
    for name in ("sda", "scl"):
        yield board["i2c"][name], "bus", "i2c"
    for name in ("sck", "mosi") if board["spi"] else ():
        yield board["spi"][name], "bus", "display"
    for name in ("cs", "dc", "reset", "backlight"):
        if board["display"].get(name) is not None:
            yield board["display"][name], "out", "display"
    for button in board["buttons"]:
        yield button["pin"], "in", "buttons"
    if board["led"]:
        yield board["led"]["pin"], "out", "led"
    if board["battery"]:
        yield board["battery"]["adc"], "adc", "battery"
        if board["battery"]["enable"] is not None:
            yield board["battery"]["enable"], "out", "battery"
    if board["power"]:
        yield board["power"]["hold"], "out", "power"


def complaints(board: dict[str, Any]) -> list[str]:
    """All that is wrong with a board's data."""
    if set(board) != FIELDS:
        return [f"fields: {sorted(set(board) ^ FIELDS)}"]
    numbers = [number for number, _, _ in pins(board)]
    found = [f"pin {number} twice" for number in set(numbers) if numbers.count(number) > 1]
    if not set(board["on_board"]) <= PARTS:
        found.append("on_board names what is no part")
    found += [*_display(board), *_clock(board), *_buttons(board), *_micropython(board)]
    if board["battery"] and board["battery"]["times"] < 1:
        found.append("a divider multiplies")
    if board["power"] and not board["power"].get("off_after", 0) >= 60:
        found.append("power: off_after is the sleep (s) after which it switches itself off")
    return [*found, *{"rp2": _rp2, "unix": _rp2, "esp32": _esp32}[board["chip"]](board)]


def _display(board: dict[str, Any]) -> Iterator[str]:
    spec, bus = board["display"], board["spi"]
    size, driver = (spec["width"], spec["height"]), spec["driver"]
    if driver in ONE_BIT:
        if size[0] != 128 or size[1] not in ONE_BIT[driver]:
            yield f"no {driver} has {size}"
        if spec["rotation"] not in (0, 180) or spec["address"] not in (0x3C, 0x3D):
            yield f"{driver}: rotation or address"
        return
    if driver not in COLOUR:
        yield f"no such display: {driver}"
        return
    columns, rows, fastest = COLOUR[driver]
    if spec["rotation"] in (90, 270):
        size = size[::-1]
    if spec["rotation"] not in (0, 90, 180, 270):
        yield f"rotation {spec['rotation']}"
    left, top = spec["offset"]
    if not (0 <= left <= columns - size[0] and 0 <= top <= rows - size[1]):
        yield f"{size} at {spec['offset']} does not lie in {columns}x{rows}"
    if not bus or bus["freq"] > fastest:
        yield f"{driver}: no SPI, or over {fastest} Hz"


def _clock(board: dict[str, Any]) -> Iterator[str]:
    spec = board["rtc"]
    if spec["driver"] == "chip":
        return
    if spec["driver"] not in CLOCKS:
        yield f"no such clock: {spec['driver']}"
        return
    address, fastest, ppm = CLOCKS[spec["driver"]]
    if spec["address"] != address or board["i2c"]["freq"] > fastest or spec["ppm"] < ppm:
        yield f"{spec['driver']}: address, bus frequency or ppm"


def _buttons(board: dict[str, Any]) -> Iterator[str]:
    roles = [button["role"] for button in board["buttons"]]
    if roles not in (["ok"], ["ok", "next"], ["ok", "next", "back"]):
        yield f"roles {roles}"
    labels = [button["label"] for button in board["buttons"]]
    if len(set(labels)) != len(labels) or not all(0 < len(label) <= 6 for label in labels):
        yield f"labels {labels}"
    for button in board["buttons"]:
        if button["pull"] not in {0: ("up", None), 1: ("down", None)}[button["active"]]:
            yield f"button {button['label']}: its pull presses it"
        if button["pull"] is None and "buttons" not in board["on_board"]:
            yield f"button {button['label']}: nothing holds its pin while it is up"


def _micropython(board: dict[str, Any]) -> Iterator[str]:
    told = board["micropython"]
    if not told["machines"] or (board["chip"] == "esp32") != ("esptool" in told):
        yield "micropython: machines, and esptool where it is an ESP32"
    if board["host_can_dump"] != (board["chip"] == "esp32"):
        yield "host_can_dump: an ESP32's loader is entered over USB alone, a Pico's by hand"


def _rp2(board: dict[str, Any]) -> Iterator[str]:
    for number, kind, field in pins(board):
        if number not in RP2_PINS or (kind == "adc" and number not in RP2_ADC):
            yield f"{field}: GP{number} is no such pin"
    bus = board["i2c"]
    wanted = (2 * bus["id"], 2 * bus["id"] + 1)  # GP0: I2C0 SDA, then SCL, I2C1 SDA, SCL, again
    if (bus["sda"] % 4, bus["scl"] % 4) != wanted:
        yield f"i2c: GP{bus['sda']}, GP{bus['scl']} are not I2C{bus['id']}'s"
    bus = board["spi"]
    if bus:
        for name, place in (("sck", 2), ("mosi", 3)):
            if bus[name] % 4 != place or bus[name] // 8 % 2 != bus["id"]:
                yield f"spi: GP{bus[name]} is not SPI{bus['id']}'s {name}"


def _esp32(board: dict[str, Any]) -> Iterator[str]:
    for number, kind, field in pins(board):
        if number not in ESP32_PINS or (kind == "adc" and number not in ESP32_ADC):
            yield f"{field}: GPIO{number} is no such pin"
        if number in ESP32_INPUTS and kind in ("out", "bus"):
            yield f"{field}: GPIO{number} is an input only"
        if number in ESP32_STRAPS and field not in board["on_board"]:
            yield f"{field}: GPIO{number} is read at reset, and a part of the builder's is on it"
    for button in board["buttons"]:
        if button["pin"] in ESP32_INPUTS and button["pull"] is not None:
            yield f"buttons: GPIO{button['pin']} has no pull"
        if button["role"] == "ok" and button["pin"] == ESP32_LOADER:
            yield "buttons: ok is held at power-on, and GPIO0 then starts the loader"
    waking = [button["pin"] for button in board["buttons"][:2]]
    held = [board["power"]["hold"]] if board["power"] else []
    if board["display"].get("backlight") is not None:
        held.append(board["display"]["backlight"])
    for number in (*waking, *held):
        if number not in ESP32_RTC:
            yield f"GPIO{number} is to work in deep sleep, and does not"
    if board["spi"] and (board["spi"]["id"] not in (1, 2) or board["spi"]["freq"] > ESP32_SPI):
        yield "spi: 1 or 2, at 26.67 MHz at most"
