"""Raspberry Pi Pico with an SSD1306 display, a DS3231 clock and two buttons: the reference."""

BOARD = {
    "name": "pico_oled",
    "title": "Raspberry Pi Pico, SSD1306 128x64, DS3231",
    "chip": "rp2",
    "host_can_dump": False,
    "micropython": {
        "machines": (
            "Raspberry Pi Pico with RP2040",
            "Raspberry Pi Pico W with RP2040",
            "Raspberry Pi Pico2 with RP2350",
            "Raspberry Pi Pico 2 W with RP2350",
        ),
        "image": "RPI_PICO",
    },
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
