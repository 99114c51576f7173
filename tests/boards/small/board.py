"""A board of the tests only: pico_oled with a display of half the height."""

BOARD = {
    "name": "small",
    "title": "Raspberry Pi Pico, SSD1306 128x32, DS3231",
    "chip": "rp2",
    "host_can_dump": False,
    "micropython": {"machines": ("Small board with RP2040",), "image": "RPI_PICO"},
    "i2c": {"id": 0, "sda": 4, "scl": 5, "freq": 400000},
    "spi": None,
    "display": {
        "driver": "ssd1306",
        "width": 128,
        "height": 32,
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
