"""The driver of the PCF8563 on its registers (NXP's data sheet, "Register overview")."""

from time import ticks_diff, ticks_ms  # pyright: ignore[reportAttributeAccessIssue]

from clockregisters import Registers, hexed, raises

from drivers.pcf8563 import PCF8563

# control 1 and 2, seconds minutes hours day weekday month year
GOOD = "00 00 20 33 03 18 03 05 33"  # 2033-05-18 03:33:20
UTC = 2_000_000_000
HOLD_MS = 492  # 1 s less the 0.508 from the release of STOP to the first increment


class Chip(Registers):
    """It says when each transfer was."""

    def __init__(self, text: str) -> None:
        super().__init__(text, 0x51)
        self.times: list = []
        self.loses_voltage = False

    def writeto_mem(self, address: int, memory: int, data: bytes) -> None:
        self.times.append((ticks_ms(), hexed(data)))
        super().writeto_mem(address, memory, data)
        if self.loses_voltage:
            self.values[2] |= 0x80


def rtc_of(text: str) -> tuple:
    chip = Chip(text)
    return PCF8563(chip), chip


def with_(register: int, value: int) -> str:
    values: list = GOOD.split()
    values[register] = hex(value)[2:]
    return " ".join(values)


def test_a_reading_is_one_transfer() -> None:
    rtc, chip = rtc_of(GOOD)
    assert rtc.read() == UTC
    assert rtc.lost == ""
    assert chip.transfers == [("read", 0, 9)]


def test_dates() -> None:
    # by `date -u -d ... +%s`
    for text, utc in (
        ("00 00 00 00 00 01 06 01 00", 946684800),
        ("00 00 59 59 23 31 04 12 99", 4102444799),
        ("00 00 00 00 12 29 04 02 24", 1709208000),
        ("00 00 07 14 03 19 02 81 38", 2147483647),  # the century bit says nothing
        ("57 e0 07 94 c3 d9 fa e1 38", 2147483647),  # nor do bits that are not there
    ):
        assert rtc_of(text)[0].read() == utc, text


def test_stopped() -> None:
    for register, value in ((2, 0x80), (2, 0xA0), (2, 0xFF), (0, 0x20), (0, 0x80), (0, 0xFF)):
        rtc, _ = rtc_of(with_(register, value))
        assert rtc.read() is None, (register, value)
        assert rtc.lost == "stopped", (register, value)
    assert rtc_of(with_(0, 0x08))[0].read() == UTC  # TESTC, as at power-on, stops nothing


def test_rubbish() -> None:
    for register, value in (
        (2, 0x5A), (2, 0x60), (3, 0x60), (3, 0x1F), (4, 0x24), (4, 0x2A), (5, 0x00), (5, 0x32),
        (7, 0x00), (7, 0x13), (7, 0x1F), (8, 0x0A), (8, 0xF0),
    ):  # fmt: skip
        rtc, _ = rtc_of(with_(register, value))
        assert rtc.read() is None, (register, value)
        assert rtc.lost == "rubbish", (register, value)
    for date in ("31 00 04 33", "30 00 02 24", "29 00 02 33"):
        assert rtc_of("00 00 00 00 00 " + date)[0].read() is None, date
    assert rtc_of(" ".join(["00"] * 9))[0].read() is None
    assert rtc_of(" ".join(["ff"] * 9))[0].read() is None


def test_setting() -> None:
    rtc, chip = rtc_of("08 00 80 00 00 01 00 01 00")  # as at the first power
    begun = ticks_ms()
    rtc.write(1709208000)  # 2024-02-29 12:00:00, a Thursday
    assert hexed(chip.values) == "00 00 00 00 12 29 04 02 24"
    assert [data for _, data in chip.times] == ["20 00 00 00 12 29 04 02 24", "00"]
    assert 0 <= ticks_diff(chip.times[0][0], begun) < 50
    # A long wait is the computer's business.
    assert HOLD_MS - 1 <= ticks_diff(chip.times[1][0], begun) < HOLD_MS + 400
    assert rtc.read() == 1709208000


def test_weekdays_begin_with_sunday() -> None:
    rtc, chip = rtc_of(GOOD)
    rtc.write(1709424000 - 1)  # 2024-03-02, a Saturday
    assert chip.values[6] == 6
    rtc.write(1709424000)  # Sunday
    assert chip.values[6] == 0


def test_a_setting_that_is_not_taken_is_an_error() -> None:
    rtc, chip = rtc_of(GOOD)
    chip.deaf = True
    assert raises(lambda: rtc.write(UTC), OSError)
    rtc, chip = rtc_of(GOOD)
    chip.loses_voltage = True
    assert raises(lambda: rtc.write(UTC), OSError)
    assert rtc.read() is None
    assert rtc.lost == "stopped"


def test_the_bus_is_tried_three_times() -> None:
    rtc, chip = rtc_of(GOOD)
    chip.fails = 2
    assert rtc.read() == UTC
    chip.fails = 2
    rtc.write(UTC + 60)
    assert chip.values[3] == 0x34
    chip.fails = 3
    assert raises(rtc.read, OSError)
    chip.fails = 3
    assert raises(lambda: rtc.write(UTC), OSError)
