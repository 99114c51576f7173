"""The virtual fob's prompt, byte by byte: what MicroPython's reference says of its raw mode."""

import os
from collections.abc import Callable, Iterator

import pytest

from sim.bench import Bench, received

RAW = b"raw REPL; CTRL-B to exit\r\n>"
Talk = Callable[[bytes, bytes], bytes]


@pytest.fixture
def talk(bench: Callable[..., Bench]) -> Iterator[Talk]:
    """talk(sent, wanted): what comes after `sent`, until it ends with `wanted`."""
    fob = bench("print('main runs')")
    fob.printed("main runs")
    fd = fob.open()

    def say(sent: bytes, wanted: bytes) -> bytes:
        said = bytearray()
        os.write(fd, sent)
        fob.until(lambda: bool(said.extend(received(fd))) or said.endswith(wanted))
        return bytes(said)

    say(b"'here'\r", b"'here'\n>>> ")  # the first prompt may still be on its way
    yield say
    os.close(fd)


def test_lines(talk: Talk) -> None:
    assert talk(b"x = 20 + 1\r", b">>> ") == b"x = 20 + 1\r\n>>> "
    assert talk(b"x * 2\r", b">>> ").replace(b"\r", b"") == b"x * 2\n42\n>>> "
    assert b"NameError" in talk(b"y\r", b">>> ")
    assert talk(b"nonsense\x03", b">>> ") == b"nonsense\r\n>>> "
    assert talk(b"\r", b">>> ") == b"\r\n>>> "


def test_raw_mode(talk: Talk) -> None:
    assert talk(b"\x01", RAW).endswith(RAW)
    assert talk(b"print('so')\x04", b">") == b"OKso\n\x04\x04>"
    said = talk(b"1/0\x04", b">")
    assert said.startswith(b"OK\x04Traceback") and said.endswith(b"ZeroDivisionError: divide by"
                                                                b" zero\r\n\x04>")  # fmt: skip
    assert talk(b"forgotten\x03a = 5\x04", b">") == b"OK\x04\x04>"
    assert talk(b"print(a)\x04", b">") == b"OK5\n\x04\x04>"
    assert talk(b"\x02", b">>> ").startswith(b"\r\nMicroPython")


def test_ctrl_c_ends_what_runs(talk: Talk) -> None:
    talk(b"\x01", RAW)
    assert talk(b"import time\nprint('on')\ntime.sleep(600)\x04", b"on\n") == b"OKon\n"
    assert b"KeyboardInterrupt" in talk(b"\x03", b"\x04>")


def test_raw_paste(talk: Talk) -> None:
    """The window is 128 bytes, and each one used up is given back."""
    talk(b"\x01", RAW)
    assert talk(b"\x05A\x01", b"\x80\x00\x01") == b"R\x01\x80\x00\x01"
    line = b"print('%s')" % (b"x" * 119)
    assert len(line) == 128
    assert talk(line, b"\x01") == b"\x01"
    assert talk(b"\x04", b">") == b"\x04" + b"x" * 119 + b"\n\x04\x04>"
    assert talk(b"\x05B\x01", b">") == b"R\x00>"
    talk(b"\x05A\x01", b"\x01")
    assert b"KeyboardInterrupt" in talk(b"half\x03", b"\x04>")


def test_a_soft_reset_in_raw_mode_runs_no_main(talk: Talk) -> None:
    talk(b"\x01", RAW)
    talk(b"a = 5\x04", b">")
    said = talk(b"\x04", RAW)
    assert said == b"OK\r\nMPY: soft reboot\r\n" + RAW
    assert b"NameError" in talk(b"a\x04", b"\x04>")
    talk(b"\x02", b">>> ")
    assert b"main runs" in talk(b"\x04", b">>> ")
