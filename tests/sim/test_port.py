"""The PTY as hosts see it, and the serial line between it and a firmware on MicroPython."""

import contextlib
import fcntl
import os
import select
import termios
from collections.abc import Callable

import pytest
import serial

from sim.bench import Bench, received

Make = Callable[..., Bench]
ECHO = """
import micropython, select, virtual
micropython.kbd_intr(-1)
c = virtual.Console()
p = select.poll()
p.register(c, select.POLLIN)
b = bytearray(1)
print('on')
while True:
    for _, event in p.ipoll(1000):
        c.readinto(b)
        c.write(b)
"""
TALK = """
import time, virtual
c = virtual.Console()
n = 0
while True:
    c.write(b'%d\\n' % n)
    n += 1
    time.sleep_ms(10)
"""


def talk(fob: Bench, fd: int, data: bytes) -> bytes:
    """Write data as the host, return what comes back, as long as data."""
    sent, back = 0, bytearray()

    def all_back() -> bool:
        nonlocal sent
        with contextlib.suppress(BlockingIOError):
            sent += os.write(fd, data[sent:])
        back.extend(received(fd))
        return len(back) >= len(data)

    fob.until(all_back)
    return bytes(back)


def test_eight_bits_there_and_back_without_an_echo_of_the_terminal(bench: Make) -> None:
    fob = bench(ECHO)
    fd = fob.open()
    fob.printed("on")
    fob.run(0.05)
    received(fd)  # the print
    assert talk(fob, fd, bytes(range(256))) == bytes(range(256))
    assert not termios.tcgetattr(fd)[3] & (termios.ECHO | termios.ICANON | termios.ISIG)
    os.close(fd)


def test_usb_makes_the_host_wait_and_loses_nothing(bench: Make) -> None:
    fob = bench(ECHO)
    fd = fob.open()
    fob.printed("on")
    fob.run(0.05)
    received(fd)
    data = bytes(i * 7 % 251 for i in range(5_000))
    assert talk(fob, fd, data) == data
    os.close(fd)


def test_a_uart_loses_what_comes_while_the_firmware_draws(bench: Make) -> None:
    fob = bench(
        "import time, virtual\nc = virtual.Console()\nc.read(1)\nprint('busy')\n"
        "time.sleep_ms(100)\nn = 0\nimport select\np = select.poll()\n"
        "p.register(c, select.POLLIN)\n"
        "while p.poll(200):\n    c.read(1)\n    n += 1\nprint('got', n)",
        line="uart",
    )
    fd = fob.open()
    os.write(fd, bytes(1001))
    got = int(fob.printed("got ").split("got ")[1].split()[0])
    assert fob.machine.line.dropped == 1000 - got > 500
    os.close(fd)


def test_without_a_host_output_is_dropped_and_the_firmware_goes_on(bench: Make) -> None:
    fob = bench(TALK)
    fob.until(lambda: fob.machine.chip.transactions > 100)
    fd = fob.open()
    said = bytearray()
    fob.until(lambda: bool(said.extend(received(fd))) or said.count(b"\n") > 3)
    assert int(said.split(b"\n")[1]) > 3  # the first ones are gone
    os.close(fd)


def test_what_one_host_has_not_read_is_not_for_the_next(bench: Make) -> None:
    fob = bench(TALK)
    fd = fob.open()
    fob.run(0.2)  # unread numbers pile up
    os.close(fd)
    port = fob.machine.port
    assert port is not None
    fob.until(lambda: not port.host)
    fd = fob.open()
    said = bytearray()
    fob.until(lambda: bool(said.extend(received(fd))) or said.count(b"\n") > 2)
    assert int(said.split(b"\n")[1]) > 10  # 0.2 s of them were for the other host
    os.close(fd)


def test_a_host_that_does_not_read_stops_the_firmware_for_half_a_second_only(bench: Make) -> None:
    fob = bench(
        "import virtual\nc = virtual.Console()\nc.read(1)\n"
        "for _ in range(30): c.write(bytes(1000))\nprint('through')",
        rate=20,
    )
    fd = fob.open()
    os.write(fd, b"x")
    fob.until(lambda: "through" in fob.log)
    os.close(fd)


def test_bytes_written_before_a_hang_up_arrive(bench: Make) -> None:
    fob = bench("import virtual\nprint('got', virtual.Console().read(5))")
    fd = fob.open()
    os.write(fd, b"hello")
    os.close(fd)
    fob.printed("got b'hello'")


def test_pyserial_can_have_it_for_itself(bench: Make) -> None:
    fob = bench(ECHO)
    with serial.Serial(str(fob.state.port), exclusive=True), pytest.raises(serial.SerialException):
        serial.Serial(str(fob.state.port), exclusive=True)
    with serial.Serial(str(fob.state.port), exclusive=True) as host:
        fob.printed("on")
        fob.run(0.05)
        host.reset_input_buffer()
        host.write(b"again")
        fob.until(lambda: host.in_waiting >= 5)
        assert host.read(5) == b"again"


def test_a_power_cut_unplugs_the_host(bench: Make) -> None:
    fob = bench(ECHO)
    fd = fob.open()
    fcntl.flock(fd, fcntl.LOCK_EX)
    fob.printed("on")
    fob.machine.power_off()
    watch = select.poll()
    watch.register(fd, select.POLLIN)
    assert watch.poll(1000)[0][1] & select.POLLHUP
    assert not fob.state.port.is_symlink()
    os.close(fd)
    fob.machine.power_on()
    fd = fob.open()
    fob.until(lambda: fob.log.count("on\n") == 2)
    os.close(fd)
