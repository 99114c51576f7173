"""The driver of the DS1307 on its registers (data sheet, table 2)."""

from clockregisters import Registers, hexed, raises

from drivers.ds1307 import DS1307

# seconds minutes hours weekday day month year control
GOOD = "20 33 03 03 18 05 33 03"  # 2033-05-18 03:33:20
UTC = 2_000_000_000


def rtc_of(text: str) -> tuple:
    chip = Registers(text)
    return DS1307(chip), chip


def with_(register: int, value: int) -> str:
    values: list = GOOD.split()
    values[register] = hex(value)[2:]
    return " ".join(values)


def test_a_reading_is_one_transfer() -> None:
    rtc, chip = rtc_of(GOOD)
    assert rtc.read() == UTC
    assert rtc.lost == ""
    assert chip.transfers == [("read", 0, 7)]


def test_dates() -> None:
    # by `date -u -d ... +%s`
    for text, utc in (
        ("00 00 00 07 01 01 00 03", 946684800),
        ("59 59 23 05 31 12 99 03", 4102444799),
        ("00 00 12 04 29 02 24 03", 1709208000),
        ("07 14 03 02 19 01 38 03", 2147483647),
    ):
        assert rtc_of(text)[0].read() == utc, text


def test_the_halt_bit() -> None:
    rtc, chip = rtc_of("80 00 00 01 01 01 00 03")  # as at the first power
    assert rtc.read() is None
    assert rtc.lost == "stopped"
    rtc, chip = rtc_of(with_(0, 0xA0))
    assert rtc.read() is None
    assert rtc.lost == "stopped"
    chip.values[0] = 0x20
    assert rtc.read() == UTC
    assert rtc.lost == ""


def test_rubbish() -> None:
    for register, value in (
        (0, 0x5A), (0, 0x60), (1, 0x60), (1, 0x1F), (2, 0x24), (2, 0x43), (2, 0x72), (4, 0x00),
        (4, 0x32), (4, 0x3A), (5, 0x00), (5, 0x13), (6, 0x0A), (6, 0xF0),
    ):  # fmt: skip
        rtc, _ = rtc_of(with_(register, value))
        assert rtc.read() is None, (register, value)
        assert rtc.lost == "rubbish", (register, value)
    for date in ("31 04 33", "30 02 24", "29 02 33"):
        assert rtc_of("00 00 00 01 " + date + " 03")[0].read() is None, date
    for text in (" ".join(["00"] * 8), "7f" + " ff" * 7):
        assert rtc_of(text)[0].read() is None


def test_setting() -> None:
    rtc, chip = rtc_of("80 00 00 01 01 01 00 03")
    rtc.write(1709208000)  # 2024-02-29 12:00:00, a Thursday
    assert hexed(chip.values) == "00 00 12 04 29 02 24 03"  # runs, in 24-hour mode
    assert chip.transfers == [("write", 0, 7), ("read", 0, 7)]
    rtc.write(4102444799)
    assert hexed(chip.values) == "59 59 23 04 31 12 99 03"


def test_a_setting_that_is_not_taken_is_an_error() -> None:
    rtc, chip = rtc_of(with_(0, 0x80))
    chip.deaf = True
    assert raises(lambda: rtc.write(UTC), OSError)


def test_the_bus_is_tried_three_times() -> None:
    for fails in (1, 2):
        rtc, chip = rtc_of(GOOD)
        chip.fails = fails
        assert rtc.read() == UTC
        chip.fails = fails
        rtc.write(UTC + 60)
        assert chip.values[1] == 0x34
    rtc, chip = rtc_of(GOOD)
    chip.fails = 3
    assert raises(rtc.read, OSError)
    assert len(chip.transfers) == 3
