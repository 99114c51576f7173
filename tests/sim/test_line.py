"""The serial line's two models: USB that makes the host wait, and a UART that loses bytes."""

import pytest

from mfob.sim.errors import SimError
from mfob.sim.line import Line
from sim.steady import Steady


def take(line: Line) -> bytes:
    for byte in line.arrivals():
        line.accept(byte)
    taken = bytearray()
    while line.readable():
        taken += line.read(1)
    return bytes(taken)


def test_usb_loses_nothing_and_has_room_for_512() -> None:
    line = Line(Steady().world, "usb")
    assert line.room() == 512
    line.send(bytes(512))
    assert line.room() == 0
    assert len(take(line)) == 512
    assert line.room() == 512
    assert line.dropped == 0


def test_a_uart_byte_takes_87_microseconds() -> None:
    steady = Steady()
    line = Line(steady.world, "uart")
    line.send(b"abc")
    assert take(line) == b""
    steady.wait(0.0000869)
    assert take(line) == b"a"
    steady.wait(0.0002)
    assert take(line) == b"bc"


def test_a_uart_drops_what_its_256_bytes_do_not_hold() -> None:
    steady = Steady()
    line = Line(steady.world, "uart")
    line.send(bytes(i % 251 for i in range(300)))
    steady.wait(0.024)  # a frame of the display: 276 bytes come
    got = take(line)
    assert got == bytes(i % 251 for i in range(256))
    assert line.dropped == 276 - 256
    steady.wait(1)
    assert take(line) == bytes(i % 251 for i in range(276, 300))


def test_a_uart_reader_that_keeps_up_loses_nothing() -> None:
    steady = Steady()
    line = Line(steady.world, "uart")
    line.send(bytes(3000))
    count = 0
    for _ in range(20):
        steady.wait(0.02)
        count += len(take(line))
    assert (count, line.dropped) == (3000, 0)


def test_sending_on_a_uart_takes_time_too() -> None:
    steady = Steady()
    line = Line(steady.world, "uart")
    assert line.write(bytes(200)) == 200 * 86_805
    assert Line(steady.world, "usb").write(bytes(200)) == 0


def test_there_are_two_kinds() -> None:
    with pytest.raises(SimError):
        Line(Steady().world, "rs485")
