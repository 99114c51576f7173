"""A board that does not exist: the worked example of boards/README.md, "A board of your own"."""

BOARD = {
    "name": "imaginary",
    "title": "Imaginary RP2040 board, SH1106 128x64, PCF8563, three buttons",
    "chip": "rp2",
    "host_can_dump": False,
    "micropython": {"machines": ("Imaginary board with RP2040",), "image": "RPI_PICO"},
    "i2c": {"id": 1, "sda": 26, "scl": 27, "freq": 400000},
    "spi": None,
    "display": {
        "driver": "sh1106",
        "width": 128,
        "height": 64,
        "address": 0x3C,
        "rotation": 180,
    },
    "rtc": {"driver": "pcf8563", "address": 0x51, "ppm": 20},
    "buttons": (
        {"role": "ok", "pin": 2, "active": 1, "pull": "down", "label": "S1"},
        {"role": "next", "pin": 3, "active": 0, "pull": "up", "label": "S2"},
        {"role": "back", "pin": 6, "active": 0, "pull": "up", "label": "S3"},
    ),
    "led": {"pin": 25, "active": 1},
    "battery": None,
    "power": None,
    "on_board": ("led",),
}
