"""Waveshare RP2040-LCD-0.96 with a DS3231 clock and two buttons of the builder's."""

BOARD = {
    "name": "waveshare_lcd_096",
    "title": "Waveshare RP2040-LCD-0.96, ST7735S 160x80, DS3231",
    "chip": "rp2",
    "host_can_dump": False,
    "micropython": {
        "machines": ("Waveshare RP2040-LCD-0.96 with RP2040",),
        "image": "WAVESHARE_RP2040_LCD_0_96",
    },
    "i2c": {"id": 1, "sda": 6, "scl": 7, "freq": 400000},
    "spi": {"id": 1, "sck": 10, "mosi": 11, "freq": 15000000},
    "display": {
        "driver": "st7735s",
        "width": 160,
        "height": 80,
        "rotation": 270,
        "offset": (26, 1),
        "cs": 9,
        "dc": 8,
        "reset": 12,
        "backlight": 25,
    },
    "rtc": {"driver": "ds3231", "address": 0x68, "ppm": 5},
    "buttons": (
        {"role": "ok", "pin": 14, "active": 0, "pull": "up", "label": "OK"},
        {"role": "next", "pin": 15, "active": 0, "pull": "up", "label": "NEXT"},
    ),
    "led": None,
    "battery": None,
    "power": None,
    "on_board": ("display",),
}
