"""The USB ids of what a fob's port may be, as the makers registered them (usb.org).

The one list: `discover` looks for these, and the udev rule is made of them.
"""

from __future__ import annotations

Id = tuple[int, int | None]  # vendor, product; None: any of that vendor

NATIVE: dict[Id, str] = {
    (0x2E8A, None): "Raspberry Pi: MicroPython on RP2040 and RP2350 boards",
    (0x303A, 0x4001): "Espressif: MicroPython on ESP32-S2 and -S3",
    (0x303A, 0x1001): "Espressif: the serial and JTAG unit of ESP32-C3, -S3",
}
UART: dict[Id, str] = {
    (0x10C4, 0xEA60): "Silicon Labs CP210x",
    (0x1A86, 0x7523): "WCH CH340",
    (0x1A86, 0x55D3): "WCH CH343",
    (0x1A86, 0x55D4): "WCH CH9102",
    (0x0403, 0x6001): "FTDI FT232R",
    (0x0403, 0x6015): "FTDI FT-X",
}
STRANGERS: dict[Id, str] = {
    (0x2E8A, 0x0003): "the RP2040's loader, a disk",
    (0x2E8A, 0x0004): "Picoprobe",
    (0x2E8A, 0x000C): "Debug Probe",
    (0x2E8A, 0x000F): "the RP2350's loader, a disk",
}


def name(vendor: int | None, product: int | None) -> str | None:
    """What a USB device with that id is; None where it is nothing that a fob may have."""
    if vendor is None or (vendor, product) in STRANGERS:
        return None
    known = {**NATIVE, **UART}
    return known.get((vendor, product)) or known.get((vendor, None))


def uart(vendor: int | None, product: int | None) -> bool:
    """Whether the port is a USB-UART chip's."""
    return (vendor, product) in UART
