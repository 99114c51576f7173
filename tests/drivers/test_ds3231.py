"""The driver of the DS3231 on its registers (Maxim 19-5170, figure 1)."""

from clockregisters import Registers, hexed, raises

from drivers.ds3231 import DS3231

# seconds minutes hours weekday day month year, 7 of alarms, control, status, aging, temperature
GOOD = "20 33 03 03 18 05 33 00 00 00 00 00 00 00 1c 08 00 19 40"  # 2033-05-18 03:33:20
UTC = 2_000_000_000


def reading(text: str) -> "int | None":
    return DS3231(Registers(text)).read()


def with_(register: int, value: int) -> str:
    values: list = GOOD.split()
    values[register] = hex(value)[2:]
    return " ".join(values)


def test_a_reading_is_one_transfer() -> None:
    chip = Registers(GOOD)
    assert DS3231(chip).read() == UTC
    assert chip.transfers == [("read", 0, 16)]


def test_dates() -> None:
    # by `date -u -d ... +%s`
    tail = " 00 00 00 00 00 00 00 1c 08"
    for text, utc in (
        ("00 00 00 07 01 01 00", 946684800),
        ("59 59 23 05 31 12 99", 4102444799),
        ("00 00 12 04 29 02 24", 1709208000),
        ("07 14 03 02 19 01 38", 2147483647),
        ("07 14 03 02 19 81 38", 2147483647),  # the century bit says nothing
    ):
        assert reading(text + tail) == utc, text


def test_the_stop_flag() -> None:
    for status in (0x80, 0x88, 0xFF):
        assert reading(with_(15, status)) is None
    assert reading(with_(15, 0x00)) == UTC
    assert reading(with_(15, 0x7F)) == UTC


def test_the_twelve_hour_mode() -> None:
    for hours in (0x43, 0x63, 0x51, 0x40, 0x72):
        assert reading(with_(2, hours)) is None


def test_what_is_no_bcd() -> None:
    for register in (0, 1, 2, 4, 5, 6):
        for value in (0x0A, 0x1F, 0x0F):
            assert reading(with_(register, value)) is None, (register, value)
    for register in (0, 1, 6):
        for value in (0xA0, 0xF0, 0xFF):
            assert reading(with_(register, value)) is None, (register, value)
    assert reading(" ".join(["ff"] * 14 + ["1c", "08"])) is None


def test_a_date_or_time_that_does_not_exist() -> None:
    for register, value in (
        (0, 0x60), (1, 0x60), (2, 0x24), (2, 0x29), (4, 0x00), (4, 0x32), (5, 0x00), (5, 0x13),
        (0, 0x99), (1, 0x99),
    ):  # fmt: skip
        assert reading(with_(register, value)) is None, (register, value)
    tail = " 00 00 00 00 00 00 00 1c 08"
    for date in ("31 04 33", "31 06 33", "30 02 24", "29 02 33", "31 11 26"):
        assert reading("00 00 00 01 " + date + tail) is None, date
    assert reading("00 00 00 00 00 00 00" + tail) is None


def test_a_chip_of_zeros_or_ones() -> None:
    assert reading(" ".join(["00"] * 16)) is None
    assert reading(" ".join(["ff"] * 16)) is None


def test_what_was_lost_is_said() -> None:
    for text, lost in (
        (GOOD, ""), (with_(15, 0x88), "stopped"), (with_(2, 0x43), "rubbish"),
        (with_(0, 0x5A), "rubbish"), (" ".join(["00"] * 19), "rubbish"),
        (" ".join(["ff"] * 19), "stopped"),
    ):  # fmt: skip
        rtc = DS3231(Registers(text))
        assert rtc.lost == ""
        rtc.read()
        assert rtc.lost == lost, text
    chip = Registers(with_(15, 0x88))
    rtc = DS3231(chip)
    rtc.read()
    chip.values[15] = 0x08
    assert rtc.read() == UTC
    assert rtc.lost == ""


def test_setting() -> None:
    chip = Registers(with_(15, 0x88))
    rtc = DS3231(chip)
    rtc.write(1709208000)  # 2024-02-29 12:00:00, a Thursday
    assert hexed(chip.values[:7]) == "00 00 12 04 29 02 24"
    assert chip.values[15] == 0x08  # the stop flag alone is cleared, behind the time
    assert chip.transfers == [("write", 0, 7), ("read", 14, 2), ("write", 15, 1), ("read", 0, 16)]
    assert rtc.read() == 1709208000


def test_setting_leaves_the_twelve_hour_mode() -> None:
    chip = Registers(with_(2, 0x71))
    DS3231(chip).write(2000000000)
    assert hexed(chip.values[:7]) == "20 33 03 03 18 05 33"


def test_setting_keeps_the_oscillator_going_on_battery() -> None:
    chip = Registers(with_(14, 0x9C))
    DS3231(chip).write(UTC)
    assert chip.values[14] == 0x1C


def test_a_setting_that_is_not_taken_is_an_error() -> None:
    chip = Registers(GOOD)
    chip.deaf = True
    DS3231(chip).write(UTC)  # it is that time already
    assert raises(lambda: DS3231(chip).write(UTC + 100), OSError)
    chip.values[15] = 0x88
    assert raises(lambda: DS3231(chip).write(UTC), OSError)


def test_the_bus_is_tried_three_times() -> None:
    for fails in (0, 1, 2):
        chip = Registers(GOOD)
        chip.fails = fails
        assert DS3231(chip).read() == UTC
        assert chip.transfers == [("read", 0, 16)] * (fails + 1)
        chip.fails = fails
        DS3231(chip).write(UTC + 60)
        assert chip.values[1] == 0x34
    chip = Registers(GOOD)
    chip.fails = 3
    assert raises(DS3231(chip).read, OSError)
    assert len(chip.transfers) == 3
    chip.fails = 3
    assert raises(lambda: DS3231(chip).write(UTC), OSError)


def test_aging() -> None:
    for byte, steps in ((0x00, 0), (0x7F, 127), (0x80, -128), (0xFF, -1), (0x0A, 10)):
        chip = Registers(with_(16, byte))
        assert DS3231(chip).aging == steps
        chip = Registers(GOOD)
        DS3231(chip).set_aging(steps)
        assert chip.values[16] == byte
        assert chip.values[14] == 0x3C  # CONV: it acts at once
        assert chip.values[15] == 0x08
    for steps in (-129, 128):
        chip = Registers(GOOD)
        assert raises(lambda: DS3231(chip).set_aging(steps), ValueError)  # noqa: B023
        assert not chip.transfers


def test_aging_while_the_chip_measures_acts_after_that() -> None:
    chip = Registers(with_(15, 0x0C))  # BSY
    rtc = DS3231(chip)
    rtc.set_aging(-3)
    assert chip.values[14:17] == b"\x1c\x0c\xfd"
    assert rtc.read() == UTC
    assert chip.values[14] == 0x1C
    chip.values[15] = 0x08
    assert rtc.read() == UTC
    assert chip.values[14] == 0x3C
    chip.values[14] = 0x1C
    rtc.read()
    assert chip.values[14] == 0x1C  # once


def test_temperature() -> None:
    # 25.25 is the data sheet's example
    for high, low, quarters in (
        (0x19, 0x40, 101), (0x00, 0x00, 0), (0x00, 0xC0, 3), (0xFF, 0xC0, -1), (0xE7, 0x80, -98),
        (0xD8, 0x00, -160), (0x55, 0x00, 340),
    ):  # fmt: skip
        chip = Registers(with_(17, high))
        chip.values[18] = low
        assert DS3231(chip).temperature() == quarters
