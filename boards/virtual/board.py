"""The fob that runs on your computer: the parts of pico_oled, modelled."""

BOARD = {
    "name": "virtual",
    "title": "Virtual fob, SSD1306 128x64, DS3231",
    "chip": "unix",
    "host_can_dump": False,
    "micropython": {"machines": ("linux", "darwin"), "image": None},
    "i2c": {"id": 0, "sda": 4, "scl": 5, "freq": 400000},
    "spi": None,
    "display": {
        "driver": "ssd1306",
        "width": 128,
        "height": 64,
        "address": 0x3C,
        "rotation": 0,
    },
    "rtc": {"driver": "ds3231", "address": 0x68, "ppm": 5},
    "buttons": (
        {"role": "ok", "pin": 14, "active": 0, "pull": "up", "label": "OK"},
        {"role": "next", "pin": 15, "active": 0, "pull": "up", "label": "NEXT"},
    ),
    "led": None,
    "battery": None,
    "power": None,
    "on_board": (),
}
