"""LILYGO T-Display (ESP32) with a DS3231 clock."""

BOARD = {
    "name": "tdisplay",
    "title": "LILYGO T-Display ESP32, ST7789 240x135, DS3231",
    "chip": "esp32",
    "host_can_dump": True,
    "micropython": {
        "machines": ("Generic ESP32 module with ESP32",),
        "image": "ESP32_GENERIC",
        "esptool": {"chip": "esp32", "offset": 0x1000},
    },
    "i2c": {"id": 0, "sda": 21, "scl": 22, "freq": 400000},
    "spi": {"id": 2, "sck": 18, "mosi": 19, "freq": 20000000},
    "display": {
        "driver": "st7789",
        "width": 240,
        "height": 135,
        "rotation": 90,
        "offset": (52, 40),
        "cs": 5,
        "dc": 16,
        "reset": 23,
        "backlight": 4,
    },
    "rtc": {"driver": "ds3231", "address": 0x68, "ppm": 5},
    # GPIO0 held at power-on starts the chip's loader: so it can't be "ok".
    "buttons": (
        {"role": "ok", "pin": 35, "active": 0, "pull": None, "label": "IO35"},
        {"role": "next", "pin": 0, "active": 0, "pull": "up", "label": "IO0"},
    ),
    "led": None,
    "battery": {"adc": 34, "times": 2, "enable": 14},
    "power": None,
    "on_board": ("display", "buttons", "battery"),
}
