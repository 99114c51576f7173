"""Draws boards/NAME/wiring.svg from boards/NAME/board.py: which pin goes to which part.

    python boards/make_wiring.py [NAME ...]

All boards without a name. Python's standard library is enough. Parts of the board itself (its
"on_board") are drawn inside it with their pins; for the others there are wires to be made.
"""

import ast
import html
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUPPLY, GROUND = "3V3", "GND"
PIN_NAMES = {"rp2": "GP%d", "esp32": "GPIO%d"}  # as the makers print and call them
COLOURS = {
    SUPPLY: "#cf222e", GROUND: "#3b434b", "SDA": "#0969da", "SCL": "#bf6a02", "SCK": "#bf6a02",
    "MOSI": "#0969da", "CS": "#8250df", "DC": "#1a7f37", "RST": "#bf3989", "BL": "#6e7781",
    "ok": "#1a7f37", "next": "#8250df", "back": "#bf3989", "LED": "#6e7781",
}  # fmt: skip
ROW, PAD, GAP = 24, 14, 18  # heights in pixels: a pin's line, a box's margin, between boxes
LANE = 16  # between two wires side by side
PART = 214  # width of a part's box beside the board
INNER = 232  # and on it
STYLE = """
.card { fill: #f6f8fa; stroke: #d0d7de; }
.board { fill: #dcefe0; stroke: #2f7d43; stroke-width: 2; }
.part { fill: #ffffff; stroke: #57606a; stroke-width: 1.5; }
.pin { fill: #ffffff; stroke: #57606a; stroke-width: 1.5; }
.halo { fill: none; stroke: #f6f8fa; stroke-width: 7; }
.wire { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
text { font-family: Helvetica, Arial, sans-serif; font-size: 13px; fill: #1f2328; }
.title { font-size: 15px; font-weight: bold; }
.small { font-size: 12px; fill: #57606a; }
.end { text-anchor: end; }
"""


@dataclass(frozen=True)
class Pin:
    """A pin of a part: its name there, the wire's `use` (a key of COLOURS), the board's pin."""

    name: str
    use: str
    to: int | str  # SUPPLY, GROUND or a number


@dataclass(frozen=True)
class Part:
    """A part of the board's data. `key`: the field that it is from."""

    key: str
    title: str
    about: str
    pins: list[Pin]

    @property
    def height(self) -> int:
        """Of its box, with a line a pin."""
        return 2 * PAD + 36 + ROW * len(self.pins)


@dataclass
class Wire:
    """From one pin of the board to all parts' pins that it goes to, as (x, y)."""

    use: str
    start: tuple[int, int]
    ends: list[tuple[int, int]] = field(default_factory=list)


def board_data(path: Path) -> dict:
    """BOARD of a board.py."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            return ast.literal_eval(node.value)
    raise ValueError(f"no BOARD in {path}")


def display_of(board: dict) -> Part:
    """The display with its bus and, on SPI, its lines."""
    spec = board["display"]
    kind = spec["driver"].upper()
    size = "%d x %d pixels" % (spec["width"], spec["height"])
    power = [Pin("GND", GROUND, GROUND), Pin("VCC", SUPPLY, SUPPLY)]
    if "cs" not in spec:
        bus = board["i2c"]
        pins = [*power, Pin("SCL", "SCL", bus["scl"]), Pin("SDA", "SDA", bus["sda"])]
        return Part("display", kind + " display", f"{size}, I2C 0x{spec['address']:02X}", pins)
    bus = board["spi"]
    pins = [*power, Pin("SCK", "SCK", bus["sck"]), Pin("MOSI", "MOSI", bus["mosi"])]
    names = (("cs", "CS"), ("dc", "DC"), ("reset", "RST"), ("backlight", "BL"))
    pins += [Pin(name, name, spec[key]) for key, name in names if spec[key] is not None]
    return Part("display", kind + " display", size + ", SPI", pins)


def parts_of(board: dict) -> Iterator[Part]:
    """All parts, in the order in which they are drawn."""
    yield display_of(board)
    clock, bus = board["rtc"], board["i2c"]
    if clock["driver"] != "chip":
        pins = [Pin("SCL", "SCL", bus["scl"]), Pin("SDA", "SDA", bus["sda"])]
        pins += [Pin("VCC", SUPPLY, SUPPLY), Pin("GND", GROUND, GROUND)]
        about = f"I2C 0x{clock['address']:02X}"
        yield Part("rtc", clock["driver"].upper() + " clock", about, pins)
    for spec in board["buttons"]:
        other = SUPPLY if spec["active"] else GROUND
        pins = [Pin("one side", spec["role"], spec["pin"]), Pin("other side", other, other)]
        yield Part("buttons", f"button {spec['label']}", f"role: {spec['role']}", pins)
    if board["led"]:
        lit = Pin("+" if board["led"]["active"] else "−", "LED", board["led"]["pin"])
        rest = Pin("−", GROUND, GROUND) if board["led"]["active"] else Pin("+", SUPPLY, SUPPLY)
        yield Part("led", "LED", "330 Ω in series", [lit, rest])
    if board["battery"]:
        pins = [Pin("measure", "BL", board["battery"]["adc"])]
        if board["battery"]["enable"] is not None:
            pins.append(Pin("enable", "BL", board["battery"]["enable"]))
        yield Part("battery", "battery", f"divided by {board['battery']['times']}", pins)
    if board["power"]:
        yield Part("power", "power switch", "", [Pin("hold", "BL", board["power"]["hold"])])


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """A line of text with its baseline at y."""
    attribute = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{attribute}>{html.escape(words)}</text>'


def box(x: int, y: int, width: int, height: int, kind: str) -> str:
    """A box with round corners."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" class="{kind}"/>'


def inner(part: Part, names: str, x: int, y: int, width: int) -> tuple[list[str], int]:
    """A part on the board itself, its pins in two columns; and its height."""
    pins = [pin for pin in part.pins if isinstance(pin.to, int)]
    rows = -(-len(pins) // 2)
    height = 46 + 20 * rows
    drawn = [box(x, y, width, height, "part"), text(x + PAD, y + 25, part.title, "title")]
    about = "" if part.key == "led" else part.about.split(",")[0]
    drawn.append(text(x + width - PAD, y + 25, about, "small end"))
    for number, pin in enumerate(pins):
        left = x + PAD + (number % 2) * (width // 2 - 4)
        line = y + 50 + 20 * (number // 2)
        drawn.append(text(left, line, names % pin.to))
        drawn.append(text(left + 56, line, pin.name if len(pins) > 1 else "", "small"))
    return drawn, height


def outer(part: Part, x: int, y: int) -> list[str]:
    """A part beside the board: its box, a pad for each pin."""
    drawn = [box(x, y, PART, part.height, "part"), text(x + PAD, y + 25, part.title, "title")]
    drawn.append(text(x + PAD, y + 43, part.about, "small"))
    for number, pin in enumerate(part.pins):
        middle = pad_of(y, number)
        drawn.append(f'<circle cx="{x}" cy="{middle}" r="5" class="pin"/>')
        drawn.append(text(x + PAD, middle + 4, pin.name))
    return drawn


def pad_of(y: int, number: int) -> int:
    """Where the middle of a part's pin is, for its box' upper edge."""
    return y + PAD + 36 + ROW * number + ROW // 2


def path(wire: Wire, lane: int) -> list[str]:
    """The wire: along the board's pin, its lane, and out to each part."""
    (left, level), colour = wire.start, COLOURS[wire.use]
    ys = [level, *(y for _, y in wire.ends)]
    lines = [f"M{left} {level}H{lane}"] if wire.ends else []
    lines += [f"M{lane} {min(ys)}V{max(ys)}"]
    lines += [f"M{lane} {y}H{x}" for x, y in wire.ends]
    way = "".join(lines)
    inside = sorted(ys)[1:-1]  # where three ways meet
    return [
        f'<path d="{way}" class="halo"/>',
        f'<path d="{way}" class="wire" stroke="{colour}"/>',
        *(f'<circle cx="{lane}" cy="{y}" r="4" fill="{colour}"/>' for y in sorted(set(inside))),
    ]


def levels(first: int, count: int, taken: list[int]) -> list[int]:
    """Heights for the board's pins, none on a line with a part's pin: wires would lie in one."""
    found: list[int] = []
    level = first
    while len(found) < count:
        if all(abs(level - other) >= 8 for other in taken):
            found.append(level)
            level += 26
        else:
            level += 1
    return found


def board_box(board: dict, parts: list[Part], wide: int, left: int, top: int) -> tuple[list, int]:
    """What is drawn on the board: its title, the parts that it has, in columns; its height."""
    drawn = [text(left + PAD, top + 26, board["title"].split(",")[0], "title")]
    if not parts:
        return drawn, 0
    drawn.append(text(left + PAD, top + 44, "on it, nothing to wire:", "small"))
    columns = [top + 56] * (1 if wide < 2 * INNER else 2)
    for part in parts:
        shortest = columns.index(min(columns))
        x = left + PAD + shortest * (INNER + 10)
        more, height = inner(part, PIN_NAMES[board["chip"]], x, columns[shortest], INNER)
        drawn += more
        columns[shortest] += height + 10
    return drawn, max(columns) - top + 4


def drawing(board: dict) -> str:
    """The whole picture as SVG."""
    names = PIN_NAMES[board["chip"]]
    parts = list(parts_of(board))
    within = [part for part in parts if part.key in board["on_board"]]
    beside = [part for part in parts if part.key not in board["on_board"]]
    uses: dict[int | str, str] = {}
    for part in beside:
        for pin in part.pins:
            uses.setdefault(pin.to, pin.use)
    nets = sorted(uses, key=lambda to: (to == GROUND, to != SUPPLY))  # else as they come
    left, top = 20, 20
    wide = (INNER + PAD if within else 110) + 90 if beside else 2 * (INNER + PAD) + 10
    drawn, height = board_box(board, within, wide, left, top)
    right = left + wide
    x = right + LANE * (len(nets) + 2)
    at = top
    outside, ends = [], []
    for part in beside:
        outside += outer(part, x, at)
        ends += [(pin.to, pad_of(at, number)) for number, pin in enumerate(part.pins)]
        at += part.height + GAP
    height = max(height, at - GAP - top, 62 + 30 * len(nets) if nets else 0)
    first = top + 62 if within else top + max(62, (height - 30 * len(nets)) // 2)
    wires = {}
    for to, level in zip(nets, levels(first, len(nets), [y for _, y in ends]), strict=True):
        wires[to] = Wire(uses[to], (right, level), [(x, y) for net, y in ends if net == to])
    lanes, pads = [], []
    for number, (to, wire) in enumerate(wires.items()):
        lanes += path(wire, x - LANE * (number + 1) - LANE // 2)
        level = wire.start[1]
        pads.append(f'<circle cx="{right}" cy="{level}" r="5" class="pin"/>')
        pads.append(text(right - 14, level + 4, to if isinstance(to, str) else names % to, "end"))
    width, tall = (x + PART if beside else right) + left, height + 2 * top
    body = [
        f"<title>{html.escape(board['title'])}: wiring</title>",
        f"<style>{STYLE}</style>",
        box(1, 1, width - 2, tall - 2, "card"),
        box(left, top, wide, height, "board"),
        *drawn, *lanes, *outside, *pads,
    ]  # fmt: skip
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}"'
        f' viewBox="0 0 {width} {tall}">'
    )
    return "\n".join([head, *(line for line in body if "></text>" not in line), "</svg>", ""])


def main(names: list[str]) -> None:
    """Write wiring.svg of the boards named, or of all that have pins to be wired."""
    for path in sorted(HERE.glob("*/board.py")):
        board = board_data(path)
        if board["chip"] in PIN_NAMES and (not names or board["name"] in names):
            target = path.parent / "wiring.svg"
            target.write_text(drawing(board), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
