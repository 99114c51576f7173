"""M5StickC Plus2: all parts are in it, nothing is to be soldered."""

BOARD = {
    "name": "m5stickc_plus2",
    "title": "M5StickC Plus2, ST7789 240x135, BM8563",
    "chip": "esp32",
    "host_can_dump": True,
    "micropython": {
        "machines": (
            "Generic ESP32 module with ESP32",
            "Generic ESP32 module with SPIRAM with ESP32",
        ),
        "image": "ESP32_GENERIC",
        "esptool": {"chip": "esp32", "offset": 0x1000},
    },
    "i2c": {"id": 0, "sda": 21, "scl": 22, "freq": 400000},
    "spi": {"id": 1, "sck": 13, "mosi": 15, "freq": 20000000},
    "display": {
        "driver": "st7789",
        "width": 240,
        "height": 135,
        "rotation": 90,
        "offset": (52, 40),
        "cs": 5,
        "dc": 14,
        "reset": 12,
        "backlight": 27,
    },
    "rtc": {"driver": "bm8563", "address": 0x51, "ppm": 20},
    "buttons": (
        {"role": "ok", "pin": 37, "active": 0, "pull": None, "label": "A"},
        {"role": "next", "pin": 39, "active": 0, "pull": None, "label": "B"},
        {"role": "back", "pin": 35, "active": 0, "pull": None, "label": "C"},
    ),
    "led": {"pin": 19, "active": 1},
    "battery": {"adc": 38, "times": 2, "enable": None},
    "power": {"hold": 4, "off_after": 60},
    "on_board": ("display", "rtc", "buttons", "led", "battery", "power"),
}
