"""Raspberry Pi Pico with an SSD1306 display, a DS3231 clock and two buttons: the reference."""

BOARD = {
    "name": "pico_oled",
    "title": "Raspberry Pi Pico, SSD1306 128x64, DS3231",
    "chip": "rp2",
    "host_can_dump": False,
    "micropython": {"machines": ("Raspberry Pi Pico with RP2040",), "image": "RPI_PICO"},
    "i2c": {"id": 0, "sda": 4, "scl": 5, "freq": 400000},
    "display": {
        "driver": "ssd1306",
        "width": 128,
        "height": 64,
        "address": 0x3C,
        "rotation": 0,
    },
    "rtc": {"driver": "ds3231", "address": 0x68, "ppm": 5},
    "buttons": (
        {"role": "ok", "pin": 14, "active": 0, "pull": "up"},
        {"role": "next", "pin": 15, "active": 0, "pull": "up"},
    ),
    "led": None,
    "battery": None,
}
