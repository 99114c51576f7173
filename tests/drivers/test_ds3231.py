"""The driver of the DS3231 on its registers (Maxim 19-5170, figure 1)."""

from drivers.ds3231 import DS3231

# seconds minutes hours weekday day month year, 7 of alarms, control, status
GOOD = "20 33 03 03 18 05 33 00 00 00 00 00 00 00 1c 08"  # 2033-05-18 03:33:20
UTC = 2_000_000_000


class Registers:
    """The chip at its address: reads and writes in one transfer, the pointer going on."""

    def __init__(self, text: str) -> None:
        self.values = bytearray(int(byte, 16) for byte in text.split())
        self.transfers: list = []

    def readfrom_mem_into(self, address: int, memory: int, data: bytearray) -> None:
        assert address == 0x68
        self.transfers.append(("read", memory, len(data)))
        data[:] = self.values[memory : memory + len(data)]

    def readfrom_mem(self, address: int, memory: int, length: int) -> bytes:
        data = bytearray(length)
        self.readfrom_mem_into(address, memory, data)
        return bytes(data)

    def writeto_mem(self, address: int, memory: int, data: bytes) -> None:
        assert address == 0x68
        self.transfers.append(("write", memory, len(data)))
        self.values[memory : memory + len(data)] = data

    def writeto(self, address: int, data: "bytes | memoryview") -> int:
        raise AssertionError("not used")


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


def test_setting() -> None:
    chip = Registers(with_(15, 0x88))
    rtc = DS3231(chip)
    rtc.write(1709208000)  # 2024-02-29 12:00:00, a Thursday
    assert bytes(chip.values[:7]) == bytes((0x00, 0x00, 0x12, 0x04, 0x29, 0x02, 0x24))
    assert chip.values[15] == 0x08  # the stop flag alone is cleared, behind the time
    assert [t[:2] for t in chip.transfers] == [("write", 0), ("read", 15), ("write", 15)]
    assert chip.transfers[0][2] == 7
    assert rtc.read() == 1709208000
